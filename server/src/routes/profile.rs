//! One's own password.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::command::account::ChangePassword;
use nofault_domain::refusal::Refusal;
use nofault_store::people::{self, PasswordSet};
use nofault_store::{Failure, Outcome};

use crate::door::{Form, Sent};
use crate::site::Site;
use crate::{clock, password as passwords};

const FORM: Form = Form { name: "password", page: "/profile" };

pub async fn password(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = change(&site, &sent).await.map(|outcome| {
        // The page says that it worked.
        Outcome { address: "/profile?changed=password".to_owned(), ..outcome }
    });
    sent.answer(&site, FORM, done).await
}

async fn change(site: &Site, sent: &Sent) -> Result<Outcome, Failure> {
    let (viewer, command) = (sent.viewer()?, sent.command()?);
    let person = viewer.person().ok_or(Refusal::NotFound("account"))?;
    let given = sent.parse::<ChangePassword>()?;
    // Whoever finds an open browser cannot try passwords at will.
    let keys = [format!("password {person}")];
    if let Some(seconds) = site.limiter.attempt(&keys, clock::now()) {
        let wait = format!("Too many tries. Wait {seconds} seconds, then try again.");
        return Err(Refusal::field("current", wait).into());
    }
    let hash = people::own_credentials(&mut site.store.read().await?.db(), person).await?;
    let busy = |error| Refusal::Conflict(format!("{error}: try again in a moment."));
    if !passwords::verify(given.current, Some(hash.clone())).await.map_err(busy)? {
        // A second tap: the first one has changed it already.
        if passwords::verify(given.new, Some(hash)).await.map_err(busy)? {
            return Ok(Outcome { id: person.0, address: FORM.page.to_owned(), version: 0 });
        }
        return Err(Refusal::field("current", "That is not your present password.").into());
    }
    site.limiter.succeeded(&keys, &keys[0]);
    let password_hash = passwords::hash(given.new).await.map_err(busy)?;
    let keep = sent.session_hash().map(<[u8]>::to_vec);
    let set = PasswordSet { person, password_hash, keep };
    site.store.run(viewer, command, clock::now(), set).await
}
