//! The home of the reports for programs: words, and the figures that they are made of.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use nofault_app::report::home::{Home, read};
use nofault_domain::report::home::HomeAsked;
use nofault_store::Failure;

use super::{Question, refused_json};
use crate::clock;
use crate::site::Site;

pub async fn json(State(site): State<Site>, request: Request) -> Response {
    match of(&site, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn of(site: &Site, question: Question) -> Result<Home, Failure> {
    let asked = HomeAsked::parse(&question.pairs)?;
    read(&site.store, question.viewer?, clock::now(), &asked).await
}
