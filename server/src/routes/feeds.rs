//! Calendars of due dates: an address is made, shown once, and read without signing in.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::{HeaderName, StatusCode, header};
use nofault_domain::calendar::{AllDay, calendar};
use nofault_domain::command::feed::{MakeFeed, RevokeFeed};
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::feed::{self, DueAction, FeedMade};
use nofault_store::postmortem::Waiting;
use nofault_store::{Failure, Outcome};

use crate::door::{Form, Sent, door};
use crate::render;
use crate::routes::shown_once;
use crate::site::Site;
use crate::{clock, token};

const FORM: Form = Form { name: "feed", page: "/profile" };

const SHOWN: &str = "This calendar was made before, and its address was shown then. If it is lost, \
    revoke it and make a new one.";

/// Behind the gate; reading one is not.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/profile/feeds", post(make))
        .route("/profile/feeds/{feed}/revocation", door::<RevokeFeed>("revocation", "/profile"))
}

async fn make(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let token = token::new();
    let (outcome, is_new) = match send(&site, &sent, &token).await {
        Ok(done) => done,
        Err(failure) => return sent.answer(&site, FORM, Err(failure)).await,
    };
    let link = is_new.then(|| format!("{}/feeds/{token}.ics", site.deployment.base_url));
    let notice = link.as_ref().map_or_else(
        || SHOWN.to_owned(),
        |link| {
            format!(
                "Subscribe to this address in your calendar: {link} It is shown only now. Whoever has it reads your due dates until you revoke it."
            )
        },
    );
    shown_once::answer(&site, &sent, FORM, outcome, link, notice).await
}

/// The outcome, and whether the address of `token` is the calendar's: a repeat of the form makes
/// no second one.
async fn send(site: &Site, sent: &Sent, token: &str) -> Result<(Outcome, bool), Failure> {
    let (viewer, command, feed) = (sent.viewer()?, sent.command()?, sent.parse::<MakeFeed>()?);
    let token_hash = token::hash(token);
    let made = FeedMade { feed, token_hash: token_hash.clone() };
    let outcome = site.store.run(viewer, command, clock::now(), made).await?;
    match feed::by_token(&mut site.store.read().await?.db(), &token_hash).await {
        Ok(_) => Ok((outcome, true)),
        Err(Failure::Refused(Refusal::NotFound(_))) => Ok((outcome, false)),
        Err(failure) => Err(failure),
    }
}

/// `GET /feeds/{token}.ics`, as its person may see it now. No cookie is looked at.
pub async fn read(State(site): State<Site>, Path(file): Path<String>) -> Response {
    let token = file.strip_suffix(".ics").unwrap_or_default();
    let headers = [
        (header::CACHE_CONTROL, "private"),
        // The address is the secret: no link in a calendar tells it to others.
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    match text(&site, token).await {
        Ok(text) => {
            let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
            ([kind], headers, text).into_response()
        }
        Err(Failure::Refused(_)) => {
            let none = "There is no such calendar, or it was revoked.\n";
            (StatusCode::NOT_FOUND, headers, none).into_response()
        }
        Err(failure) => render::broken(&failure),
    }
}

async fn text(site: &Site, token: &str) -> Result<String, Failure> {
    let mut reader = site.store.read().await?;
    let mut db = reader.db();
    let (viewer, whose) = feed::by_token(&mut db, &token::hash(token)).await?;
    let base = &site.deployment.base_url;
    let actions = feed::due_actions(&mut db, viewer, whose).await?;
    let reviews = feed::due_reviews(&mut db, viewer, whose, clock::now()).await?;
    let actions = actions.into_iter().map(|one| of_action(base, one));
    let mut days: Vec<AllDay> = actions.collect();
    days.extend(reviews.into_iter().map(|one| of_review(base, one)));
    Ok(calendar(&format!("Nofault: {}", whose.label()), &days))
}

fn of_action(base: &str, one: DueAction) -> AllDay {
    let priority = one.priority.map(|priority| format!(" ({})", priority.label()));
    let number = one.number;
    AllDay {
        uid: format!("action-{}@nofault", one.id),
        day: one.due,
        made: one.made,
        version: one.version,
        summary: format!("{number} {}{}", one.title, priority.unwrap_or_default()),
        about: one.incident.map(|(of, title)| format!("{of} {title}")).unwrap_or_default(),
        url: format!("{base}/actions/{number}"),
    }
}

fn of_review(base: &str, one: Waiting) -> AllDay {
    AllDay {
        // The same before somebody begins it and after.
        uid: format!("review-{}@nofault", one.id),
        day: one.due.day,
        made: one.since,
        version: one.version,
        summary: format!("Postmortem of {} {}", one.incident, one.title),
        about: String::new(),
        url: format!("{base}/incidents/{}/postmortem", one.incident),
    }
}
