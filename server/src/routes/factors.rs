//! Known factors as somebody types: for the field that adds one.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::{StatusCode, header};
use nofault_domain::access::Viewer;
use nofault_domain::factor::{Category, seen};
use nofault_domain::number::FactorNumber;
use nofault_domain::word::Word;
use nofault_store::{Failure, factor};
use serde::Serialize;

use crate::layers::gate::SignedIn;
use crate::render;
use crate::site::Site;

/// At once.
const MOST: usize = 8;
/// More letters than these are not looked at.
const LETTERS: usize = 300;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

#[derive(Serialize)]
struct Suggestion {
    number: FactorNumber,
    title: String,
    category: Category,
    /// The category as it is read.
    label: &'static str,
    /// In how many it stands; private ones are left out for everybody.
    incidents: i64,
    /// "Seen in 9 incidents: this would be the 10th."
    seen: String,
}

/// `{"factors":[{"number":"F-3","title":"…","category":"monitoring","label":"…","incidents":9,"seen":"…"}]}`,
/// the best first.
pub async fn suggestions(
    State(site): State<Site>,
    Extension(SignedIn(session, _)): Extension<SignedIn>,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(session) = session else { return StatusCode::UNAUTHORIZED.into_response() };
    match fitting(&site, session.viewer(), &asked.q).await {
        Ok(factors) => {
            let body = Json(serde_json::json!({ "factors": factors }));
            ([(header::CACHE_CONTROL, "no-store")], body).into_response()
        }
        Err(failure) => render::broken(&failure),
    }
}

async fn fitting(site: &Site, viewer: Viewer, typed: &str) -> Result<Vec<Suggestion>, Failure> {
    let typed: String = typed.chars().take(LETTERS).collect();
    let mut reader = site.store.read().await?;
    let found = factor::find(&mut reader.db(), viewer, false, &typed, MOST).await?;
    let suggestion = |one: factor::Listed| Suggestion {
        number: one.number,
        title: one.title,
        category: one.category,
        label: one.category.label(),
        incidents: one.incidents,
        seen: seen(one.incidents),
    };
    Ok(found.into_iter().map(suggestion).collect())
}
