//! Inviting somebody: the one-time link is shown once, and stored by its hash alone.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::command::account::Invite;
use nofault_domain::refusal::Refusal;
use nofault_store::people::{self, InvitationSent};
use nofault_store::{Failure, Outcome};

use crate::door::{Form, Sent};
use crate::routes::shown_once;
use crate::site::Site;
use crate::{clock, token};

const FORM: Form = Form { name: "invitation", page: "/people" };

const SHOWN: &str = "This invitation was made before, and its link was shown then. If it is lost, \
    withdraw the invitation and make a new one.";

pub async fn invite(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let token = token::new();
    let (outcome, whom, is_new) = match send(&site, &sent, &token).await {
        Ok(done) => done,
        Err(failure) => return sent.answer(&site, FORM, Err(failure)).await,
    };
    let link = is_new.then(|| format!("{}/welcome/{token}", site.deployment.base_url));
    let notice = link.as_ref().map_or_else(
        || SHOWN.to_owned(),
        |link| {
            format!(
                "Hand this link to {whom}: {link} It lets one person in, once, within seven days, and is shown only now."
            )
        },
    );
    shown_once::answer(&site, &sent, FORM, outcome, link, notice).await
}

/// The outcome, whom it is for, and whether the link of `token` is the invitation's:
/// a repeat of the form makes no second one.
async fn send(site: &Site, sent: &Sent, token: &str) -> Result<(Outcome, String, bool), Failure> {
    let (viewer, command, invitation) = (sent.viewer()?, sent.command()?, sent.parse::<Invite>()?);
    let whom = invitation.name.as_str().to_owned();
    let token_hash = token::hash(token);
    let sending = InvitationSent { invitation, token_hash: token_hash.clone() };
    let outcome = site.store.run(viewer, command, clock::now(), sending).await?;
    let found =
        people::invitation(&mut site.store.read().await?.db(), &token_hash, clock::now()).await;
    match found {
        Ok(_) => Ok((outcome, whom, true)),
        Err(Failure::Refused(Refusal::NotFound(_))) => Ok((outcome, whom, false)),
        Err(failure) => Err(failure),
    }
}
