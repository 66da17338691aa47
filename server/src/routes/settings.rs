//! People, teams, services, severities and the installation.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::post;
use http::StatusCode;
use nofault_domain::command::{account, catalog, metric};
use nofault_store::Failure;
use nofault_store::example::ExampleData;

use super::{invitation, profile};
use crate::clock;
use crate::door::{Form, Sent, door};
use crate::render::{self, Extra};
use crate::site::Site;

const METRIC: &str = "/settings/metrics/{metric}";

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/settings", door::<catalog::ChangeInstallation>("installation", "/settings"))
        .route(
            "/settings/severities/{severity}",
            door::<catalog::NameSeverity>("severity", "/settings"),
        )
        .route("/settings/metrics", door::<metric::SaveMetric>("new-metric", "/settings/metrics"))
        .route(METRIC, door::<metric::SaveMetric>("metric", METRIC))
        .route("/teams", door::<catalog::SaveTeam>("new-team", "/teams"))
        .route("/teams/{team}", door::<catalog::SaveTeam>("team", "/teams/{team}"))
        .route("/services", door::<catalog::SaveService>("new-service", "/services"))
        .route(
            "/services/{service}",
            door::<catalog::SaveService>("service", "/services/{service}"),
        )
        .route("/people/{person}", door::<account::ChangeAccount>("account", "/people"))
        .route("/invitations", post(invitation::invite))
        .route(
            "/invitations/{invitation}/withdrawal",
            door::<account::WithdrawInvitation>("withdrawal", "/people"),
        )
        .route("/profile", door::<account::ChangeProfile>("profile", "/profile"))
        .route("/profile/password", post(profile::password))
        .route("/example", post(example))
}

/// Fills an empty installation with the incidents of an invented shop.
async fn example(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let filled = async {
        let (viewer, command) = (sent.viewer()?, sent.command()?);
        site.store.run(viewer, command, clock::now(), ExampleData).await
    };
    match filled.await {
        // The button has no field at which a message could stand.
        Err(Failure::Refused(refusal)) if !render::wants_json(&sent.parts.headers) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::CONFLICT);
            let extra = Extra { notice: Some(refusal.to_string()), ..Extra::default() };
            render::at(&site, &sent.parts, "/incidents", extra, status).await
        }
        done => sent.answer(&site, Form { name: "example", page: "/incidents" }, done).await,
    }
}
