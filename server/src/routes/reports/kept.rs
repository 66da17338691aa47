//! Keeping a report: it is read now, by whoever keeps it, and stored as it is.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use nofault_app::here::Rejected;
use nofault_app::report::kept::{File, Taken, take};
use nofault_domain::command::kept::{KeepReport, RemoveKept, ReportKeeping};
use nofault_domain::number::KeptNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::kept::Address;
use nofault_store::report::kept::{self, ReportKept};
use nofault_store::{Failure, Outcome};

use super::{Question, refused_json};
use crate::clock;
use crate::door::{Form, Sent, door};
use crate::render::{self, Extra};
use crate::site::Site;

const FORM: Form = Form { name: "keep", page: "/reports/kept" };

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/reports/kept", post(keep))
        .route(
            "/reports/kept/{kept}/removal",
            door::<RemoveKept>("removal", "/reports/kept/{kept}"),
        )
        .route("/reports/kept/{kept}/answer.json", get(json))
}

async fn keep(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match (store(&site, &sent).await, Address::parse(sent.fields.get("address"))) {
        // The form stands on the page of its report.
        (Err(Failure::Refused(refusal)), Ok(address))
            if !render::wants_json(&sent.parts.headers) =>
        {
            let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
            let rejected = Rejected { form: FORM.name, refusal, values: sent.fields.kept() };
            let extra = Extra { rejected: Some(rejected), notice: None };
            render::at(&site, &sent.parts, &address.to_string(), extra, status).await
        }
        (done, _) => sent.answer(&site, FORM, done).await,
    }
}

async fn store(site: &Site, sent: &Sent) -> Result<Outcome, Failure> {
    let (viewer, command) = (sent.viewer()?, sent.command()?);
    // A repeat is answered as the first time: it reads no report again.
    if let Some(outcome) = site.store.outcome(viewer, command).await? {
        return Ok(outcome);
    }
    let ReportKeeping { address, title, note } = sent.parse::<KeepReport>()?;
    let now = clock::now();
    let Taken { address, answer, stand } = take(&site.store, viewer, now, &address).await?;
    let keeping = ReportKeeping { address, title, note };
    site.store.run(viewer, command, now, ReportKept { keeping, answer, stand }).await
}

/// What was kept, as far as whoever asks may see it.
async fn json(State(site): State<Site>, Path(given): Path<String>, request: Request) -> Response {
    let question = Question::of(&request);
    let found = async {
        let viewer = question.viewer?;
        let number = KeptNumber::parse(&given).ok_or(Refusal::NotFound("kept report"))?;
        kept::one(&mut site.store.read().await?.db(), viewer, number).await
    };
    match found.await {
        Ok((kept, answer)) => Json(File::of(&kept, &answer)).into_response(),
        Err(failure) => refused_json(&failure),
    }
}
