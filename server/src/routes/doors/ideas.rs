//! Ideas: seen again in another incident, and made actions.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::post;
use nofault_domain::command::action::{AdoptAction, SightAction};
use nofault_store::incident::address;

use crate::door::{Form, Sent, door};
use crate::site::Site;

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/actions/{action}/sightings", door::<SightAction>("sighting", "/actions/{action}"))
        .route("/actions/{action}/adoption", door::<AdoptAction>("adoption", "/actions/{action}"))
        .route("/incidents/{incident}/sightings", post(of_incident))
}

const FORM: Form = Form { name: "sighting", page: "/incidents/{incident}" };

/// The same command, said at the incident: one stays there.
async fn of_incident(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let mut done = sent.run::<SightAction>(&site).await;
    if let (Ok(outcome), Ok(sight)) = (&mut done, sent.parse::<SightAction>()) {
        outcome.address = format!("{}#{}", address(sight.incident), sight.action);
    }
    sent.answer(&site, FORM, done).await
}
