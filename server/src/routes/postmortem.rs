//! A postmortem as one Markdown file, through its viewer.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;
use nofault_domain::access::Viewer;
use nofault_domain::document::{self, Document};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::{Failure, document as stored};

use crate::layers::gate::SignedIn;
use crate::render;
use crate::site::Site;

pub fn routes() -> Router<Site> {
    Router::new().route("/incidents/{incident}/postmortem.md", get(download))
}

async fn download(
    State(site): State<Site>,
    Path(incident): Path<String>,
    request: Request,
) -> Response {
    match found(&site, SignedIn::viewer(request.extensions()), &incident).await {
        Ok((name, text)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            let headers = [
                (header::CONTENT_TYPE, "text/markdown; charset=utf-8"),
                (header::CONTENT_DISPOSITION, disposition.as_str()),
                (header::CACHE_CONTROL, "private, no-cache"),
            ];
            (headers, text).into_response()
        }
        // The page that says so.
        Err(Failure::Refused(_)) => render::page(State(site), request).await,
        Err(failure) => render::broken(&failure),
    }
}

async fn found(
    site: &Site,
    viewer: Result<Viewer, Refusal>,
    incident: &str,
) -> Result<(String, String), Failure> {
    let number = IncidentNumber::parse(incident).ok_or(Refusal::NotFound("incident"))?;
    let document = {
        let mut reader = site.store.read().await?;
        stored::postmortem(&mut reader.db(), viewer?, number).await?
    };
    Ok((document.file_name(), text(&document)?))
}

/// As a file.
///
/// # Errors
/// Where the front matter cannot be written.
pub fn text(document: &Document) -> Result<String, Failure> {
    let failed = |error| Failure::Setup(format!("{} cannot be written: {error}", document.number));
    document::write(document).map_err(failed)
}
