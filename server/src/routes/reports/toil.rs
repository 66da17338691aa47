//! The report on toil as files.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use nofault_app::report::toil::{ToilFound, asked, read};
use nofault_store::Failure;

use super::{Question, no_rows, refused_json, refused_text, sheet};
use crate::clock;
use crate::site::Site;

/// A row for each service and period; with `rows=response` one for each team.
pub async fn csv(State(site): State<Site>, request: Request) -> Response {
    let question = Question::of(&request);
    let rows = question.value("rows").to_owned();
    match (of(&site, question).await, rows.as_str()) {
        (Ok(found), "response") => sheet("response.csv", found.report.response_to_csv()),
        (Ok(found), "" | "toil") => sheet("toil.csv", found.report.to_csv()),
        (Ok(_), other) => no_rows(other, "toil or response"),
        (Err(failure), _) => refused_text(&failure),
    }
}

pub async fn json(State(site): State<Site>, request: Request) -> Response {
    match of(&site, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn of(site: &Site, question: Question) -> Result<ToilFound, Failure> {
    let asked = asked(&question.pairs)?;
    read(&site.store, question.viewer?, clock::now(), &asked).await
}
