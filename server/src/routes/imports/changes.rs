//! A file of changes on its way in.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use http::StatusCode;
use nofault_app::here::Rejected;
use nofault_domain::access::Role;
use nofault_domain::id::UploadId;
use nofault_domain::import::{ChangePlan, Sheet, plan_changes};
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::change::ChangesBatch;
use nofault_store::import::{self, Upload};
use nofault_store::{Failure, Outcome};

use super::{MOST, apart, file, forget, found};
use crate::clock;
use crate::door::{Form, Sent};
use crate::layers::gate::SignedIn;
use crate::render::{self, Extra};
use crate::site::Site;

const CONFIRMATION: Form = Form { name: "confirmation", page: "/changes/imports/{upload}" };

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/changes/imports", post(upload).layer(DefaultBodyLimit::max(MOST)))
        .route("/changes/imports/{upload}/confirmation", post(confirm))
}

async fn upload(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let refusal = match keep(&site, request).await {
        Ok(id) => return Redirect::to(&format!("/changes/imports/{id}")).into_response(),
        Err(Failure::Refused(refusal)) => refusal,
        Err(failure) => return render::broken(&failure),
    };
    if render::wants_json(&parts.headers) {
        return render::refused_json(&refusal);
    }
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let rejected = Rejected { form: "import", refusal, values: Vec::new() };
    let extra = Extra { rejected: Some(rejected), notice: None };
    render::at(&site, &parts, "/changes/import", extra, status).await
}

async fn keep(site: &Site, request: Request) -> Result<UploadId, Failure> {
    let signed_in = request.extensions().get::<SignedIn>();
    let session = signed_in.and_then(|SignedIn(session, _)| session.clone());
    let session = session
        .filter(|session| session.role >= Role::Responder)
        .ok_or_else(|| Refusal::Forbidden("Only a responder may import changes.".to_owned()))?;
    let (name, bytes) = file(request).await?;
    let (bytes, sheet) = apart(move || {
        let sheet = Sheet::read(&bytes);
        (bytes, sheet)
    })
    .await?;
    sheet.map_err(|error| Refusal::field("file", error.to_string()))?;
    import::save_upload(&site.store, session.person, &name, bytes, clock::now()).await
}

async fn confirm(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = run(&site, &sent).await;
    sent.answer(&site, CONFIRMATION, done).await
}

async fn run(site: &Site, sent: &Sent) -> Result<Outcome, Failure> {
    let (viewer, command) = (sent.viewer()?, sent.command()?);
    let gone = || Refusal::NotFound("uploaded file");
    let person = viewer.person().ok_or_else(gone)?;
    let id = uuid::Uuid::try_parse(sent.fields.get("upload")).map(UploadId).map_err(|_| gone())?;
    let batch = match found(site, person, id).await? {
        Some((upload, installation)) => {
            let zone = match sent.fields.get("zone").trim() {
                "" => Ok(installation),
                given => Zone::parse(given),
            };
            let zone = zone.map_err(|error| Refusal::field("zone", error.to_string()))?;
            let file_name = upload.file_name.clone();
            let plan = apart(move || read(&upload, &zone)).await??;
            let rows = plan.rows.into_iter().filter_map(|row| row.result.ok()).collect();
            ChangesBatch { file_name, rows }
        }
        // A second press of the button: the first one's outcome, else the file is gone.
        None => ChangesBatch { file_name: String::new(), rows: Vec::new() },
    };
    let empty = batch.rows.is_empty();
    match site.store.run(viewer, command, clock::now(), batch).await {
        Err(Failure::Refused(Refusal::Invalid(_))) if empty => Err(gone().into()),
        Ok(outcome) => {
            forget(site, viewer, id).await;
            Ok(outcome)
        }
        done => done,
    }
}

/// The plan of the file, where nothing of it is bad.
fn read(upload: &Upload, zone: &Zone) -> Result<ChangePlan, Refusal> {
    let sheet =
        Sheet::read(&upload.bytes).map_err(|error| Refusal::field("file", error.to_string()))?;
    let plan = plan_changes(&sheet, zone, clock::now());
    let plan = plan.map_err(|error| Refusal::field("file", error))?;
    let bad = "Nothing was imported: there are bad cells, which are listed below.";
    if plan.is_clean() { Ok(plan) } else { Err(Refusal::field("file", bad)) }
}
