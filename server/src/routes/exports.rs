//! An incident as a file, for whoever may see it.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};
use nofault_app::export::{self, Export, Wanted};
use nofault_app::load::INSIDE;
use nofault_domain::access::Viewer;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;

use crate::layers::gate::SignedIn;
use crate::site::Site;
use crate::{clock, render};

pub fn routes() -> Router<Site> {
    Router::new().route("/incidents/{incident}/export.json", get(incident))
}

async fn incident(
    State(site): State<Site>,
    Path(incident): Path<String>,
    request: Request,
) -> Response {
    match found(&site, SignedIn::viewer(request.extensions()), &incident).await {
        Ok((number, export)) => file(number, &export),
        Err(Failure::Refused(refusal)) => render::refused_json(&refusal),
        Err(failure) => {
            tracing::error!(%failure, "an export failed");
            let refusal = Refusal::Broken(INSIDE.to_owned());
            render::refused_as(StatusCode::INTERNAL_SERVER_ERROR, &refusal)
        }
    }
}

async fn found(
    site: &Site,
    viewer: Result<Viewer, Refusal>,
    incident: &str,
) -> Result<(IncidentNumber, Export), Failure> {
    let number = IncidentNumber::parse(incident).ok_or(Refusal::NotFound("incident"))?;
    let base_url = &site.deployment.base_url;
    let wanted = Wanted { viewer: viewer?, number, now: clock::now(), base_url };
    Ok((number, export::read(&site.store, wanted).await?))
}

/// Asked for anew each time: who may see it, and what was redacted in it, can change.
fn file(number: IncidentNumber, export: &Export) -> Response {
    let headers = [
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{number}.json\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, axum::Json(export)).into_response()
}
