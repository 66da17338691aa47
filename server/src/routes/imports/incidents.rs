//! A file of incidents, or a postmortem, on its way in.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use nofault_domain::document::is_markdown;
use nofault_domain::import::{IncidentRow, Mapping, Sheet, plan};
use nofault_domain::refusal::{FieldError, Refusal};
use nofault_domain::zone::Zone;
use nofault_store::Failure;
use nofault_store::import::{ImportBatch, save_upload};

use super::file::{Arrived, limit, sheet, take};
use super::{clean, confirmed, postmortem};
use crate::clock;
use crate::door::{Form, Sent};
use crate::site::Site;

const CONFIRMATION: Form = Form { name: "confirmation", page: "/imports/{upload}/mapping" };

pub fn routes() -> Router<Site> {
    let new = || async { Redirect::to("/imports/new") };
    Router::new()
        .route("/imports", post(upload).layer(limit()).merge(get(new)))
        .route("/imports/{upload}/confirmation", post(confirm))
        .route("/imports/{upload}/postmortem", post(postmortem::confirm))
}

async fn upload(State(site): State<Site>, request: Request) -> Response {
    let keep = async |arrived| keep(&site, arrived).await;
    take(&site, request, "incidents", "/imports/new", keep).await
}

/// The page that says what becomes of the file.
async fn keep(site: &Site, arrived: Arrived) -> Result<String, Failure> {
    let Arrived { person, name, bytes } = arrived;
    let (bytes, page) = if is_markdown(&name, &bytes) {
        (postmortem::readable(&name, bytes).await?, "postmortem")
    } else {
        (sheet(bytes).await?, "mapping")
    };
    let id = save_upload(&site.store, person, &name, bytes, clock::now()).await?;
    Ok(format!("/imports/{id}/{page}"))
}

async fn confirm(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    // The mapping that was seen when it was confirmed.
    let columns: Vec<_> = sent.fields.get("column").split(',').map(str::to_owned).collect();
    let done = confirmed::run(&site, &sent, move |upload, zone| {
        let rows = rows(&upload.bytes, &columns, zone)?;
        Ok(ImportBatch { file_name: upload.file_name, rows })
    });
    let done = done.await;
    sent.answer(&site, CONFIRMATION, done).await
}

fn rows(bytes: &[u8], columns: &[String], zone: &Zone) -> Result<Vec<IncidentRow>, Refusal> {
    let sheet = Sheet::read(bytes).map_err(|error| Refusal::field("file", error.to_string()))?;
    let mapping = Mapping::by_position(&sheet.headers, columns).map_err(|errors| {
        let error = |message| FieldError { field: "column".to_owned(), message };
        Refusal::Invalid(errors.into_iter().map(error).collect())
    })?;
    clean(plan(&sheet, &mapping, zone, clock::now()))
}
