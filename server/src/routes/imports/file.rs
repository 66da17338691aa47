//! A file arrives: it is looked at, and kept for its sender.

use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use nofault_app::here::Rejected;
use nofault_domain::access::Role;
use nofault_domain::id::PersonId;
use nofault_domain::import::{Sheet, SheetError};
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;

use super::apart;
use crate::layers::gate::SignedIn;
use crate::render::{self, Extra};
use crate::site::Site;

/// Twice what is taken: a file that is too large is read to its end, so that the
/// browser hears why, and is not cut off.
const MOST: usize = 2 * Sheet::MOST_BYTES;

/// Of a route that takes a file.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MOST)
}

/// A file as somebody sent it.
pub(super) struct Arrived {
    pub person: PersonId,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Takes a file of `what`. `keep` looks at it, keeps it and says at which address it goes on;
/// a file that is not taken is said on `page`.
pub(super) async fn take(
    site: &Site,
    request: Request,
    what: &str,
    page: &str,
    keep: impl AsyncFnOnce(Arrived) -> Result<String, Failure>,
) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let kept = match arrived(request, what).await {
        Ok(arrived) => keep(arrived).await,
        Err(refusal) => Err(refusal.into()),
    };
    let refusal = match kept {
        Ok(address) => return Redirect::to(&address).into_response(),
        Err(Failure::Refused(refusal)) => refusal,
        Err(failure) => return render::broken(&failure),
    };
    if render::wants_json(&parts.headers) {
        return render::refused_json(&refusal);
    }
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let rejected = Rejected { form: "import", refusal, values: Vec::new() };
    let extra = Extra { rejected: Some(rejected), notice: None };
    render::at(site, &parts, page, extra, status).await
}

/// The bytes, where they are a sheet.
pub(super) async fn sheet(bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let (bytes, sheet) = apart(move || {
        let sheet = Sheet::read(&bytes).map(drop);
        (bytes, sheet)
    })
    .await?;
    sheet.map_err(|error| Refusal::field("file", error.to_string()))?;
    Ok(bytes)
}

async fn arrived(request: Request, what: &str) -> Result<Arrived, Refusal> {
    let session = SignedIn::session(request.extensions());
    let person = session.filter(|one| one.role >= Role::Responder).map(|one| one.person);
    let only = || Refusal::Forbidden(format!("Only a responder may import {what}."));
    let person = person.ok_or_else(only)?;
    let (name, bytes) = file(request).await?;
    Ok(Arrived { person, name, bytes })
}

/// The file of a form, and its name.
async fn file(request: Request) -> Result<(String, Vec<u8>), Refusal> {
    let none = || Refusal::field("file", "Choose a CSV or Markdown file first.");
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| none())?;
    while let Some(mut field) = form.next_field().await.map_err(|_| cut_off())? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = bytes(&mut field).await?;
        return if name.is_empty() && bytes.is_empty() { Err(none()) } else { Ok((name, bytes)) };
    }
    Err(none())
}

async fn bytes(field: &mut Field<'_>) -> Result<Vec<u8>, Refusal> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|_| cut_off())? {
        length += chunk.len();
        if length <= Sheet::MOST_BYTES {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > Sheet::MOST_BYTES {
        let error = SheetError::TooLarge { bytes: length, most: Sheet::MOST_BYTES };
        return Err(Refusal::field("file", error.to_string()));
    }
    Ok(bytes)
}

fn cut_off() -> Refusal {
    Refusal::field("file", "The file did not arrive whole. It may be far too large: 20 MiB fit.")
}
