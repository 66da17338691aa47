//! Coming in by a one-time link.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::access::Viewer;
use nofault_domain::command::account::AcceptInvitation;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_store::people::Joined;
use nofault_store::{Failure, Outcome};

use crate::door::{Form, Sent};
use crate::routes::session::enter;
use crate::site::Site;
use crate::{clock, password, token};

const FORM: Form = Form { name: "welcome", page: "/welcome/{token}" };

pub async fn welcome(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match join(&site, &sent).await {
        Ok(outcome) => enter(&site, PersonId(outcome.id), "/incidents").await,
        Err(failure) => sent.answer(&site, FORM, Err(failure)).await,
    }
}

async fn join(site: &Site, sent: &Sent) -> Result<Outcome, Failure> {
    let accepted = sent.parse::<AcceptInvitation>()?;
    let password_hash = password::hash(accepted.password)
        .await
        .map_err(|error| Refusal::Conflict(format!("{error}: try again in a moment.")))?;
    let joined = Joined {
        token_hash: token::hash(sent.fields.get("token")),
        name: accepted.name,
        email: accepted.email,
        password_hash,
        zone: accepted.zone.map(|zone| zone.name().to_owned()),
    };
    site.store.run(Viewer::System, sent.command()?, clock::now(), joined).await
}
