//! The report on changes as files.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use nofault_app::report::changes::read;
use nofault_domain::report::changes::{ChangesForm, ChangesReport};
use nofault_store::Failure;

use super::{Question, no_rows, refused_json, refused_text, sheet};
use crate::clock;
use crate::site::Site;

/// A row for all, each period and each service; with `rows=failed` one for each failed change.
pub async fn csv(State(site): State<Site>, request: Request) -> Response {
    let question = Question::of(&request);
    let rows = question.value("rows").to_owned();
    match (of(&site, question).await, rows.as_str()) {
        (Ok(found), "failed") => sheet("failed-changes.csv", found.failed_to_csv()),
        (Ok(found), "" | "figures") => sheet("changes.csv", found.to_csv()),
        (Ok(_), other) => no_rows(other, "figures or failed"),
        (Err(failure), _) => refused_text(&failure),
    }
}

pub async fn json(State(site): State<Site>, request: Request) -> Response {
    match of(&site, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn of(site: &Site, question: Question) -> Result<ChangesReport, Failure> {
    let asked = ChangesForm::of(&question.pairs).parse()?;
    read(&site.store, question.viewer?, clock::now(), &asked).await
}
