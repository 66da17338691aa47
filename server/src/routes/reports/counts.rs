//! The report on counts as files.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use nofault_app::report::counts::{CountsFound, read};
use nofault_domain::report::counts::CountsForm;
use nofault_store::Failure;

use super::{Question, no_rows, refused_json, refused_text, sheet};
use crate::clock;
use crate::site::Site;

/// A row for each period; with `rows=weeks` one for each week, with `rows=incidents` one for each
/// incident that is counted.
pub async fn csv(State(site): State<Site>, request: Request) -> Response {
    let question = Question::of(&request);
    let rows = question.value("rows").to_owned();
    match (of(&site, question).await, rows.as_str()) {
        (Ok(found), "weeks") => sheet("counts-by-week.csv", found.report.weeks_to_csv()),
        (Ok(found), "incidents") => sheet("counted-incidents.csv", found.report.incidents_to_csv()),
        (Ok(found), "" | "periods") => sheet("counts.csv", found.report.to_csv()),
        (Ok(_), other) => no_rows(other, "periods, weeks or incidents"),
        (Err(failure), _) => refused_text(&failure),
    }
}

pub async fn json(State(site): State<Site>, request: Request) -> Response {
    match of(&site, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn of(site: &Site, question: Question) -> Result<CountsFound, Failure> {
    let asked = CountsForm::of(&question.pairs).parse()?;
    read(&site.store, question.viewer?, clock::now(), &asked).await
}
