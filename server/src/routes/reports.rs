//! Reports as files: the same questions as their pages, in CSV and JSON.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use nofault_app::load::INSIDE;
use nofault_app::report::actions::{self, ActionsAsked};
use nofault_app::report::durations::{self, Durations};
use nofault_domain::access::Viewer;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::actions::ActionsReport;
use nofault_domain::report::durations::DurationsForm;
use nofault_store::Failure;
use nofault_store::people::Session;

use crate::layers::gate::SignedIn;
use crate::site::Site;
use crate::{clock, render};

pub async fn durations_csv(State(site): State<Site>, request: Request) -> Response {
    match durations_of(&site, Question::of(&request)).await {
        Ok(found) => sheet("durations.csv", found.report.to_csv()),
        Err(failure) => refused_text(&failure),
    }
}

pub async fn durations_json(State(site): State<Site>, request: Request) -> Response {
    match durations_of(&site, Question::of(&request)).await {
        Ok(found) => Json(found).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

/// A row for each group; with `rows=actions` a row for each action.
pub async fn actions_csv(State(site): State<Site>, request: Request) -> Response {
    let question = Question::of(&request);
    let rows = question.value("rows").to_owned();
    match (actions_of(&site, question).await, rows.as_str()) {
        (Ok(report), "actions") => sheet("actions.csv", report.actions_to_csv()),
        (Ok(report), "" | "groups") => sheet("actions-by-group.csv", report.to_csv()),
        (Ok(_), other) => {
            let wrong = format!("“{other}” is no choice of rows: choose groups or actions.");
            refused_text(&Refusal::field("rows", wrong).into())
        }
        (Err(failure), _) => refused_text(&failure),
    }
}

pub async fn actions_json(State(site): State<Site>, request: Request) -> Response {
    match actions_of(&site, Question::of(&request)).await {
        Ok(report) => Json(report).into_response(),
        Err(failure) => refused_json(&failure),
    }
}

async fn durations_of(site: &Site, question: Question) -> Result<Durations, Failure> {
    let asked = DurationsForm::of(&question.pairs).parse()?;
    durations::read(&site.store, question.viewer?, &asked).await
}

async fn actions_of(site: &Site, question: Question) -> Result<ActionsReport, Failure> {
    let asked = ActionsAsked::parse(question.value("by"), question.value("private"))?;
    actions::read(&site.store, question.viewer?, clock::now(), asked).await
}

/// Who asks, and what.
struct Question {
    viewer: Result<Viewer, Refusal>,
    pairs: Vec<(String, String)>,
}

impl Question {
    fn of(request: &Request) -> Self {
        let session = request.extensions().get::<SignedIn>();
        let session = session.and_then(|SignedIn(session, _)| session.as_ref());
        let viewer = session
            .map(Session::viewer)
            .ok_or_else(|| Refusal::Forbidden("Sign in first.".to_owned()));
        let query = request.uri().query().unwrap_or_default();
        Self { viewer, pairs: serde_urlencoded::from_str(query).unwrap_or_default() }
    }

    fn value(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }
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

fn refused_text(failure: &Failure) -> Response {
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
