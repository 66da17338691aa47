//! The weekly digest as plain text, ready to be copied into a mail.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use nofault_app::digest::{Asked, PRIVATE, PUBLIC, read};
use nofault_store::Failure;

use super::reports::{Question, refused_text};
use crate::clock;
use crate::site::Site;

pub async fn text(State(site): State<Site>, request: Request) -> Response {
    match told(&site, Question::of(&request)).await {
        // A text is answered as text/plain; charset=utf-8.
        Ok(text) => text.into_response(),
        Err(failure) => refused_text(&failure),
    }
}

async fn told(site: &Site, question: Question) -> Result<String, Failure> {
    let asked = Asked::parse(question.value("week"), question.value("private"))?;
    let digest = read(&site.store, question.viewer?, clock::now(), asked).await?;
    let private = if asked.private { PRIVATE } else { PUBLIC };
    Ok(digest.to_text(site.deployment.base_url.as_str(), private))
}
