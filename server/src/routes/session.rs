//! Signing in and out.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};
use nofault_domain::command::account::{Email, Password};
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_store::{Failure, people};

use crate::door::{Form, Sent};
use crate::layers::client;
use crate::site::Site;
use crate::{clock, password, token};

/// The session ends by itself when unused for long; the cookie only has to outlive it, in seconds.
const COOKIE: i64 = 400 * 24 * 3600;

const FORM: Form = Form { name: "sign-in", page: "/sign-in" };

pub async fn sign_in(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match check(&site, &sent).await {
        Ok(person) => enter(&site, person, next(sent.fields.get("next"))).await,
        Err(failure) => sent.answer(&site, FORM, Err(failure)).await,
    }
}

/// Whose e-mail and password these are. One message for all that may be wrong.
async fn check(site: &Site, sent: &Sent) -> Result<PersonId, Failure> {
    let wrong = || Refusal::field("password", "The e-mail or the password is not right.");
    let email =
        Email::parse(sent.fields.get("email")).map_err(|why| Refusal::field("email", why))?;
    let trusted = &site.deployment.trusted_proxies;
    let client = client::address(&sent.parts.extensions, &sent.parts.headers, trusted);
    let account = format!("account {}", email.as_str());
    let keys: Vec<String> =
        [client.map(|address| format!("address {address}")), Some(account.clone())]
            .into_iter()
            .flatten()
            .collect();
    if let Some(seconds) = site.limiter.attempt(&keys, clock::now()) {
        let wait = format!("Too many tries. Wait {seconds} seconds, then try again.");
        return Err(Refusal::field("password", wait).into());
    }
    let known = people::credentials(&mut site.store.read().await?.db(), &email).await?;
    let given = Password::parse(sent.fields.get("password")).map_err(|_| wrong());
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let right = match given {
        Ok(given) => password::verify(given, hash).await.map_err(busy)?,
        Err(_) => false,
    };
    match known.filter(|_| right) {
        Some(known) => {
            site.limiter.succeeded(&keys, &account);
            Ok(known.person)
        }
        None => Err(wrong().into()),
    }
}

/// Starts a session and goes on.
pub async fn enter(site: &Site, person: PersonId, to: &str) -> Response {
    let token = token::new();
    if let Err(failure) =
        people::start_session(&site.store, &token::hash(&token), person, clock::now()).await
    {
        return crate::render::broken(&failure);
    }
    let mut response = Redirect::to(to).into_response();
    set_cookie(site, &mut response, &token, COOKIE);
    response
}

pub async fn sign_out(State(site): State<Site>, request: Request) -> Response {
    let hash =
        crate::layers::gate::cookie(&site, request.headers()).map(|token| token::hash(&token));
    if let Some(hash) = hash
        && let Err(failure) = people::end_session(&site.store, &hash).await
    {
        return crate::render::broken(&failure);
    }
    let mut response = Redirect::to("/sign-in").into_response();
    set_cookie(&site, &mut response, "", 0);
    response
}

fn set_cookie(site: &Site, response: &mut Response, value: &str, seconds: i64) {
    let (name, secure) =
        (site.deployment.cookie_name(), if site.deployment.is_tls() { "; Secure" } else { "" });
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Memory or a place in the queue is short; nothing was checked.
pub fn busy(error: password::HashError) -> Refusal {
    Refusal::Conflict(format!("{error}: try again in a moment."))
}

/// Only an address of ours: what follows one slash and no second one.
fn next(given: &str) -> &str {
    let ours = given.starts_with('/')
        && !given.starts_with("//")
        && !given.contains('\\')
        && !given.contains(|c: char| c.is_control());
    if ours { given } else { "/incidents" }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert_eq!(next("/incidents/INC-1?a=b"), "/incidents/INC-1?a=b");
        for evil in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "javascript:1",
            "/\n/x",
        ] {
            assert_eq!(next(evil), "/incidents", "{evil}");
        }
    }
}
