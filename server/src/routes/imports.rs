//! A file on its way in: kept for its sender, and imported by a confirmation.

mod changes;
mod postmortem;
mod slos;

use axum::Router;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::StatusCode;
use nofault_app::here::Rejected;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::document::is_markdown;
use nofault_domain::id::{PersonId, UploadId};
use nofault_domain::import::{Mapping, Plan, Sheet, SheetError, plan};
use nofault_domain::refusal::{FieldError, Refusal};
use nofault_domain::zone::Zone;
use nofault_store::import::{self, ImportBatch, Upload};
use nofault_store::{Failure, Outcome, catalog};

use crate::clock;
use crate::door::{Form, Sent};
use crate::layers::gate::SignedIn;
use crate::render::{self, Extra};
use crate::site::Site;

/// Twice what is taken: a file that is too large is read to its end, so that the
/// browser hears why, and is not cut off.
const MOST: usize = 2 * Sheet::MOST_BYTES;

const CONFIRMATION: Form = Form { name: "confirmation", page: "/imports/{upload}/mapping" };

pub fn routes() -> Router<Site> {
    let new = || async { Redirect::to("/imports/new") };
    Router::new()
        .route("/imports", post(upload).layer(DefaultBodyLimit::max(MOST)).merge(get(new)))
        .route("/imports/{upload}/confirmation", post(confirm))
        .route("/imports/{upload}/postmortem", post(postmortem::confirm))
        .merge(changes::routes())
        .merge(slos::routes())
}

async fn upload(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let request = Request::from_parts(parts.clone(), body);
    let refusal = match keep(&site, request).await {
        Ok((id, page)) => return Redirect::to(&format!("/imports/{id}/{page}")).into_response(),
        Err(Failure::Refused(refusal)) => refusal,
        Err(failure) => return render::broken(&failure),
    };
    if render::wants_json(&parts.headers) {
        return render::refused_json(&refusal);
    }
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let rejected = Rejected { form: "import", refusal, values: Vec::new() };
    let extra = Extra { rejected: Some(rejected), notice: None };
    render::at(&site, &parts, "/imports/new", extra, status).await
}

/// The file, and the page that says what becomes of it.
async fn keep(site: &Site, request: Request) -> Result<(UploadId, &'static str), Failure> {
    let signed_in = request.extensions().get::<SignedIn>();
    let session = signed_in.and_then(|SignedIn(session, _)| session.clone());
    let session = session
        .filter(|session| session.role >= Role::Responder)
        .ok_or_else(|| Refusal::Forbidden("Only a responder may import incidents.".to_owned()))?;
    let (name, bytes) = file(request).await?;
    if is_markdown(&name, &bytes) {
        let bytes = postmortem::readable(&name, bytes).await?;
        let id =
            import::save_upload(&site.store, session.person, &name, bytes, clock::now()).await?;
        return Ok((id, "postmortem"));
    }
    let (bytes, sheet) = apart(move || {
        let sheet = Sheet::read(&bytes);
        (bytes, sheet)
    })
    .await?;
    sheet.map_err(|error| Refusal::field("file", error.to_string()))?;
    let id = import::save_upload(&site.store, session.person, &name, bytes, clock::now()).await?;
    Ok((id, "mapping"))
}

/// The file of a form, and its name.
async fn file(request: Request) -> Result<(String, Vec<u8>), Refusal> {
    let none = || Refusal::field("file", "Choose a CSV or Markdown file first.");
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| none())?;
    while let Some(mut field) = form.next_field().await.map_err(|_| cut_off())? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = bytes(&mut field).await?;
        return if name.is_empty() && bytes.is_empty() { Err(none()) } else { Ok((name, bytes)) };
    }
    Err(none())
}

async fn bytes(field: &mut Field<'_>) -> Result<Vec<u8>, Refusal> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|_| cut_off())? {
        length += chunk.len();
        if length <= Sheet::MOST_BYTES {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > Sheet::MOST_BYTES {
        let error = SheetError::TooLarge { bytes: length, most: Sheet::MOST_BYTES };
        return Err(Refusal::field("file", error.to_string()));
    }
    Ok(bytes)
}

fn cut_off() -> Refusal {
    Refusal::field("file", "The file did not arrive whole. It may be far too large: 20 MiB fit.")
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
    let (file_name, rows) = match found(site, person, id).await? {
        Some((upload, zone)) => {
            let (columns, zone) = asked(sent, zone)?;
            let file_name = upload.file_name.clone();
            (file_name, apart(move || rows(&upload, &columns, &zone)).await??.rows)
        }
        // A second press of the button: the first one's outcome, else the file is gone.
        None => (String::new(), Vec::new()),
    };
    let empty = rows.is_empty();
    let incidents = rows.into_iter().filter_map(|row| row.result.ok()).collect();
    let batch = ImportBatch { file_name, rows: incidents };
    let done = site.store.run(viewer, command, clock::now(), batch).await;
    match done {
        Err(Failure::Refused(Refusal::Invalid(_))) if empty => Err(gone().into()),
        Ok(outcome) => {
            forget(site, viewer, id).await;
            Ok(outcome)
        }
        done => done,
    }
}

/// The file that waits, and the installation's zone.
async fn found(
    site: &Site,
    person: PersonId,
    id: UploadId,
) -> Result<Option<(Upload, Zone)>, Failure> {
    let mut reader = site.store.read().await?;
    let mut db = reader.db();
    match import::upload(&mut db, person, id, clock::now()).await {
        Ok(upload) => Ok(Some((upload, catalog::installation(&mut db).await?.zone))),
        Err(Failure::Refused(Refusal::NotFound(_))) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The mapping that was seen when it was confirmed.
fn asked(sent: &Sent, installation: Zone) -> Result<(Vec<String>, Zone), Refusal> {
    let columns = sent.fields.get("column").split(',').map(str::to_owned).collect();
    let zone = match sent.fields.get("zone").trim() {
        "" => installation,
        given => Zone::parse(given).map_err(|error| Refusal::field("zone", error.to_string()))?,
    };
    Ok((columns, zone))
}

/// The plan of the file, where nothing of it is bad.
fn rows(upload: &Upload, columns: &[String], zone: &Zone) -> Result<Plan, Refusal> {
    let sheet =
        Sheet::read(&upload.bytes).map_err(|error| Refusal::field("file", error.to_string()))?;
    let mapping = Mapping::by_position(&sheet.headers, columns).map_err(|errors| {
        let error = |message| FieldError { field: "column".to_owned(), message };
        Refusal::Invalid(errors.into_iter().map(error).collect())
    })?;
    let plan = plan(&sheet, &mapping, zone, clock::now());
    let bad = "Nothing was imported: there are bad cells, which are listed below.";
    if plan.is_clean() { Ok(plan) } else { Err(Refusal::field("file", bad)) }
}

/// What was imported need not wait any longer; if this fails, it goes after a day.
async fn forget(site: &Site, viewer: Viewer, id: UploadId) {
    if let Some(person) = viewer.person()
        && let Err(failure) = import::remove_upload(&site.store, person, id).await
    {
        tracing::warn!(%failure, "an imported file could not be removed");
    }
}

/// Reading a large file takes its time: off the async threads.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Failure::Setup("an import could not be read".to_owned()))
}
