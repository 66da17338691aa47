//! Files that people uploaded, through their viewer; and a pasted block, looked at.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use nofault_domain::access::Viewer;
use nofault_domain::command::file::file as file_id;
use nofault_domain::command::paste::PreviewBlock;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::timeline::{self, File};
use nofault_store::{Failure, Outcome, incident};

use crate::door::{Form, Sent};
use crate::layers::gate::SignedIn;
use crate::render;
use crate::site::Site;
use crate::token::hex;

/// A picture that is looked at may bring its own style and nothing else; it is of no origin.
const POLICY: &str = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; \
    frame-ancestors 'none'; sandbox";

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/incidents/{incident}/files/{file}/{name}", get(serve))
        .route("/incidents/{incident}/paste/preview", post(preview))
}

/// The name in the address is for people and their downloads: the id says which it is.
async fn serve(
    State(site): State<Site>,
    Path((incident, file, _name)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    match found(&site, SignedIn::viewer(request.extensions()), &incident, &file).await {
        Ok(file) => answer(file, request.headers()),
        // The page that says so.
        Err(Failure::Refused(_)) => render::page(State(site), request).await,
        Err(failure) => render::broken(&failure),
    }
}

async fn found(
    site: &Site,
    viewer: Result<Viewer, Refusal>,
    incident: &str,
    file: &str,
) -> Result<File, Failure> {
    let number = IncidentNumber::parse(incident).ok_or(Refusal::NotFound("incident"))?;
    let id = file_id(file)?;
    let mut reader = site.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, viewer?, number).await?;
    timeline::file(&mut db, incident.id, id).await
}

fn answer(file: File, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", hex(&file.hash));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|known| {
        known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
    });
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        file.bytes.into_response()
    };
    let set = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            set.insert(name, value);
        }
    };
    put(header::ETAG, &tag);
    // Asked for anew each time: who may see it, and whether it is still there, can change.
    put(header::CACHE_CONTROL, "private, no-cache");
    put(header::CONTENT_TYPE, file.kind.key());
    put(header::CONTENT_SECURITY_POLICY, POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    let how = if file.kind.is_picture() { "inline" } else { "attachment" };
    put(header::CONTENT_DISPOSITION, &disposition(how, &file.name));
    response
}

/// The name in letters that every program reads, and as it is (RFC 6266, RFC 8187).
fn disposition(how: &str, name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || " ._-()".contains(c) { c } else { '_' };
    let simple: String = name.chars().map(plain).collect();
    let attribute = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    let one = |byte: u8| {
        if attribute(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    let encoded: String = name.bytes().map(one).collect();
    format!("{how}; filename=\"{simple}\"; filename*=UTF-8''{encoded}")
}

const PASTE: Form = Form { name: "paste-preview", page: "/incidents/{incident}/paste" };

/// The page of the block, with its lines understood. Nothing is stored.
async fn preview(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match sent.parse::<PreviewBlock>() {
        Ok(block) => {
            let page = format!("/incidents/{}/paste", block.incident);
            render::asked(&site, &sent.parts, &page, sent.fields.kept()).await
        }
        Err(refusal) => {
            let refused: Result<Outcome, Failure> = Err(refusal.into());
            sent.answer(&site, PASTE, refused).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_breaks_out_of_its_header() {
        assert_eq!(
            disposition("attachment", "a\"b\r\nü;.log"),
            "attachment; filename=\"a_b____.log\"; filename*=UTF-8''a%22b%0D%0A%C3%BC%3B.log"
        );
    }
}
