//! Reports as files: the same questions as their pages, in CSV and JSON.

pub mod changes;
pub mod counts;
pub mod factors;
pub mod home;
pub mod kept;
pub mod openslo;
pub mod reviews;
pub mod toil;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use nofault_app::load::INSIDE;
use nofault_app::report::actions::{self, ActionsAsked};
use nofault_app::report::budget::{self, BudgetRead};
use nofault_app::report::durations::{self, Durations};
use nofault_domain::access::Viewer;
use nofault_domain::id::SloId;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::actions::ActionsReport;
use nofault_domain::report::durations::DurationsForm;
use nofault_store::Failure;

use crate::layers::gate::SignedIn;
use crate::site::Site;
use crate::{clock, render};

/// A row for each period; with `rows=incidents` one for each incident of the period asked for,
/// with `rows=compared` one for each slice and metric that are compared at once.
pub async fn durations_csv(State(site): State<Site>, request: Request) -> Response {
    let question = Question::of(&request);
    let rows = question.value("rows").to_owned();
    match (durations_of(&site, question).await, rows.as_str()) {
        (Ok(found), "incidents") => match found.incidents_to_csv() {
            Some(csv) => sheet("durations-incidents.csv", csv),
            None => {
                let missing = "Say of which period: one that has incidents.";
                refused_text(&Refusal::field("period", missing).into())
            }
        },
        (Ok(found), "compared") => match &found.compared_at_once {
            Some(found) => sheet("durations-compared.csv", found.to_csv()),
            None => {
                let missing = "Say which periods, before and after, and of which slices or with \
                    which other metrics.";
                refused_text(&Refusal::field("rows", missing).into())
            }
        },
        (Ok(found), "" | "periods") => sheet("durations.csv", found.report.to_csv()),
        (Ok(_), other) => no_rows(other, "periods, incidents or compared"),
        (Err(failure), _) => refused_text(&failure),
    }
}

pub async fn durations_json(State(site): State<Site>, request: Request) -> Response {
    match durations_of(&site, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

/// A row for each group; with `rows=actions` a row for each action, with `rows=stays` one for
/// each step of the curves of how long they stay open, with `rows=became` one for each step of
/// what becomes of them.
pub async fn actions_csv(State(site): State<Site>, request: Request) -> Response {
    let question = Question::of(&request);
    let rows = question.value("rows").to_owned();
    match (actions_of(&site, question).await, rows.as_str()) {
        (Ok(report), "actions") => sheet("actions.csv", report.actions_to_csv()),
        (Ok(report), "stays") => sheet("actions-how-long-open.csv", report.stays_to_csv()),
        (Ok(report), "became") => sheet("actions-what-became.csv", report.became_to_csv()),
        (Ok(report), "" | "groups") => sheet("actions-by-group.csv", report.to_csv()),
        (Ok(_), other) => no_rows(other, "groups, actions, stays or became"),
        (Err(failure), _) => refused_text(&failure),
    }
}

pub async fn actions_json(State(site): State<Site>, request: Request) -> Response {
    match actions_of(&site, Question::of(&request)).await {
        Ok(report) => Json(report).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

/// The budget of the SLO in the address.
pub async fn budget_json(
    State(site): State<Site>,
    Path(slo): Path<String>,
    request: Request,
) -> Response {
    match budget_of(&site, &slo, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn budget_of(site: &Site, slo: &str, question: Question) -> Result<BudgetRead, Failure> {
    let slo = uuid::Uuid::try_parse(slo).map_err(|_| Refusal::NotFound("SLO"))?;
    let private = budget::private(question.value("private"))?;
    budget::read(&site.store, question.viewer?, clock::now(), SloId(slo), private).await
}

async fn durations_of(site: &Site, question: Question) -> Result<Durations, Failure> {
    let asked = DurationsForm::of(&question.pairs).parse()?;
    durations::read(&site.store, question.viewer?, &asked, clock::now()).await
}

async fn actions_of(site: &Site, question: Question) -> Result<ActionsReport, Failure> {
    let asked = ActionsAsked::parse(|name| question.value(name))?;
    actions::read(&site.store, question.viewer?, clock::now(), &asked).await
}

/// Who asks, and what.
pub(super) struct Question {
    pub(super) viewer: Result<Viewer, Refusal>,
    pairs: Vec<(String, String)>,
}

impl Question {
    pub(super) fn of(request: &Request) -> Self {
        let viewer = SignedIn::viewer(request.extensions());
        let query = request.uri().query().unwrap_or_default();
        Self { viewer, pairs: serde_urlencoded::from_str(query).unwrap_or_default() }
    }

    pub(super) fn value(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }
}

/// The answer to `rows=` with something else than one of these.
fn no_rows(given: &str, known: &str) -> Response {
    let wrong = format!("“{given}” is no choice of rows: choose {known}.");
    refused_text(&Refusal::field("rows", wrong).into())
}

fn sheet(name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let kind = "text/csv; charset=utf-8".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response()
}

fn refused_json(failure: &Failure) -> Response {
    match failure {
        Failure::Refused(refusal) => render::refused_json(refusal),
        other => {
            tracing::error!(failure = %other, "a report failed");
            let body = serde_json::json!({ "message": INSIDE, "fields": [] });
            (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
        }
    }
}

pub(super) fn refused_text(failure: &Failure) -> Response {
    match failure {
        Failure::Refused(refusal) => {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, format!("{refusal}\n")).into_response()
        }
        other => {
            tracing::error!(failure = %other, "a report failed");
            (StatusCode::INTERNAL_SERVER_ERROR, format!("{INSIDE}\n")).into_response()
        }
    }
}
