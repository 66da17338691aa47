//! The live stream, and who is at an incident.

use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use nofault_domain::access::Viewer;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::incident::{self, Incident};
use nofault_store::{Failure, people};
use serde_json::json;

use crate::door::Sent;
use crate::layers::gate::SignedIn;
use crate::live::place::Full;
use crate::live::presence::Said;
use crate::live::stream::Stream;
use crate::render;
use crate::site::Site;

/// Seconds after which a place may be free again.
const WAIT: &str = "30";

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/live", get(stream))
        .route("/incidents/{incident}/presence", get(presence).post(say))
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    after: String,
}

/// Server-sent events: after `Last-Event-ID`, else after `?after=`, else from now on.
async fn stream(
    State(site): State<Site>,
    Extension(SignedIn(session, hash)): Extension<SignedIn>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let (Some(session), Some(hash)) = (session, hash) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let place = match site.live.hub.places.take(&hash) {
        Ok(place) => place,
        Err(full) => {
            let status = match full {
                Full::Session => StatusCode::TOO_MANY_REQUESTS,
                Full::Server => StatusCode::SERVICE_UNAVAILABLE,
            };
            let why = "Too many pages are open live at once: reload this one to see what is new.\n";
            return (status, [(header::RETRY_AFTER, WAIT)], why).into_response();
        }
    };
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let after = last.filter(|id| !id.is_empty()).unwrap_or(&asked.after).trim().parse().ok();
    match Stream::open(&site, session.viewer(), place, after).await {
        Ok(stream) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                // Proxies that collect answers are asked not to.
                (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
            ];
            (headers, stream.body()).into_response()
        }
        Err(failure) => render::broken(&failure),
    }
}

/// Who is here: `{"people":[{"id":"…","name":"Ada","me":false,"editing":["entry:e7"]}]}`.
async fn presence(
    State(site): State<Site>,
    Extension(SignedIn(session, _)): Extension<SignedIn>,
    Path(number): Path<String>,
) -> Response {
    let Some(session) = session else { return StatusCode::UNAUTHORIZED.into_response() };
    match people_at(&site, session.viewer(), &number).await {
        Ok(people) => ([(header::CACHE_CONTROL, "no-store")], Json(people)).into_response(),
        Err(failure) => failed(&failure),
    }
}

async fn people_at(
    site: &Site,
    viewer: Viewer,
    number: &str,
) -> Result<serde_json::Value, Failure> {
    let incident = find(site, viewer, number).await?;
    // Another server may be where they are: this one has to hear it.
    site.live.begin().await?;
    let mut reader = site.store.read().await?;
    let mut shown = Vec::new();
    for (id, editing) in site.live.hub.presence.people(incident.id) {
        let name = people::person(&mut reader.db(), id).await?.name;
        let me = viewer.person() == Some(id);
        shown.push(json!({ "id": id, "name": name, "me": me, "editing": editing }));
    }
    shown.sort_by_cached_key(|person| person["name"].as_str().map(str::to_lowercase));
    Ok(json!({ "people": shown }))
}

/// A tab says that it is here, what is edited in it, or that it goes.
async fn say(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match said(&site, &sent).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(failure) => failed(&failure),
    }
}

async fn said(site: &Site, sent: &Sent) -> Result<(), Failure> {
    let viewer = sent.viewer()?;
    let incident = find(site, viewer, sent.fields.get("incident")).await?;
    let person = viewer.person().ok_or(Refusal::NotFound("person"))?;
    let fields = ["tab", "editing", "gone"].map(|name| sent.fields.get(name));
    let said = Said::parse(incident.id, person, (fields[0], fields[1], fields[2] == "on"))
        .ok_or_else(|| Refusal::field("tab", "That is no id of a tab."))?;
    site.live.begin().await?;
    site.live.hub.say(said, &incident).await
}

async fn find(site: &Site, viewer: Viewer, number: &str) -> Result<Incident, Failure> {
    let number = IncidentNumber::parse(number).ok_or(Refusal::NotFound("incident"))?;
    incident::by_number(&mut site.store.read().await?.db(), viewer, number).await
}

/// Scripts alone ask here.
fn failed(failure: &Failure) -> Response {
    match failure {
        Failure::Refused(refusal) => render::refused_json(refusal),
        _ => render::broken(failure),
    }
}
