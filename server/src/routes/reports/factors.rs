//! The report on factors as files.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use nofault_app::report::factors::figures;
use nofault_domain::report::factors::FactorsReport;
use nofault_domain::report::periods::PeriodsForm;
use nofault_store::Failure;

use super::{Question, refused_json, refused_text, sheet};
use crate::clock;
use crate::site::Site;

pub async fn csv(State(site): State<Site>, request: Request) -> Response {
    match of(&site, Question::of(&request)).await {
        Ok(report) => sheet("factors.csv", report.to_csv()),
        Err(failure) => refused_text(&failure),
    }
}

pub async fn json(State(site): State<Site>, request: Request) -> Response {
    match of(&site, Question::of(&request)).await {
        Ok(report) => Json(report).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn of(site: &Site, question: Question) -> Result<FactorsReport, Failure> {
    let asked = PeriodsForm::of(&question.pairs).parse()?;
    figures(&site.store, question.viewer?, clock::now(), &asked).await
}
