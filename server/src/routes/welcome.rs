//! Coming in by a one-time link.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::access::Viewer;
use nofault_domain::command::account::{AcceptInvitation, Password};
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::people::{self, Joined};

use crate::door::{Form, Sent};
use crate::routes::session::{busy, enter};
use crate::site::Site;
use crate::{clock, password, token};

const FORM: Form = Form { name: "welcome", page: "/welcome/{token}" };

pub async fn welcome(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match join(&site, &sent).await {
        Ok(person) => enter(&site, person, "/incidents").await,
        Err(failure) => sent.answer(&site, FORM, Err(failure)).await,
    }
}

async fn join(site: &Site, sent: &Sent) -> Result<PersonId, Failure> {
    let token_hash = token::hash(sent.fields.get("token"));
    let accepted = sent.parse::<AcceptInvitation>()?;
    // Nothing costly is done for whoever holds no link.
    let link =
        people::invitation(&mut site.store.read().await?.db(), &token_hash, clock::now()).await;
    match link {
        Ok(_) => {}
        Err(Failure::Refused(Refusal::NotFound(what))) => {
            let known = came_in(site, &token_hash, accepted.password).await?;
            return Ok(known.ok_or(Refusal::NotFound(what))?);
        }
        Err(failure) => return Err(failure),
    }
    let password_hash = password::hash(accepted.password).await.map_err(busy)?;
    let joined = Joined {
        token_hash,
        name: accepted.name,
        email: accepted.email,
        password_hash,
        zone: accepted.zone.map(|zone| zone.name().to_owned()),
    };
    let outcome = site.store.run(Viewer::System, sent.command()?, clock::now(), joined).await?;
    Ok(PersonId(outcome.id))
}

/// A second tap: whoever came in by this link, where the password is theirs.
async fn came_in(
    site: &Site,
    token_hash: &[u8],
    given: Password,
) -> Result<Option<PersonId>, Failure> {
    let mut reader = site.store.read().await?;
    let Some(person) = people::accepted(&mut reader.db(), token_hash).await? else {
        return Ok(None);
    };
    let hash = people::own_credentials(&mut reader.db(), person).await?;
    drop(reader);
    let same = password::verify(given, Some(hash)).await.map_err(busy)?;
    Ok(same.then_some(person))
}
