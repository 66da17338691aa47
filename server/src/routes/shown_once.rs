//! An answer with an address that is told now and never again: only its hash is kept.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use nofault_store::Outcome;

use crate::door::{Form, Sent};
use crate::render::{self, Extra};
use crate::site::Site;

/// `link` is none where it was made before; `notice` says which of both it is.
pub async fn answer(
    site: &Site,
    sent: &Sent,
    form: Form,
    outcome: Outcome,
    link: Option<String>,
    notice: String,
) -> Response {
    if render::wants_json(&sent.parts.headers) {
        let Outcome { id, address, version } = outcome;
        let body =
            serde_json::json!({ "id": id, "address": address, "version": version, "link": link });
        return Json(body).into_response();
    }
    let extra = Extra { notice: Some(notice), rejected: None };
    render::at(site, &sent.parts, form.page, extra, StatusCode::OK).await
}
