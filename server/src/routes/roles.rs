//! Taking a role over: a program that does not say whom it saw there hears who was relieved.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::command::response::TakeRole;
use nofault_domain::id::RoleHoldingId;
use nofault_store::{Failure, Outcome, response};

use crate::door::{Form, Sent};
use crate::site::Site;

const FORM: Form = Form { name: "role", page: "/incidents/{incident}/roles" };

/// `POST /incidents/INC-1/roles`.
pub async fn take(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = sent.run::<TakeRole>(&site).await;
    let relieved = relieved(&site, &sent, &done).await;
    sent.answer_with(&site, FORM, done, relieved).await
}

/// Whoever gave the role up, where the outcome is that somebody took one.
pub async fn relieved(
    site: &Site,
    sent: &Sent,
    done: &Result<Outcome, Failure>,
) -> Option<(&'static str, String)> {
    let (holding, viewer) = (RoleHoldingId(done.as_ref().ok()?.id), sent.viewer().ok()?);
    let found = async {
        let mut reader = site.store.read().await?;
        response::relieved_by(&mut reader.db(), viewer, holding).await
    };
    // It is done, whatever comes of this.
    let name = found.await.inspect_err(|failure| tracing::warn!(%failure, "who was relieved?"));
    Some(("relieved", name.ok()??))
}
