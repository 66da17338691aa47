//! A file of changes on its way in.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::post;
use nofault_domain::import::{ChangeRow, Sheet, plan_changes};
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::Failure;
use nofault_store::change::ChangesBatch;
use nofault_store::import::save_upload;

use super::file::{Arrived, limit, sheet, take};
use super::{clean, confirmed};
use crate::clock;
use crate::door::{Form, Sent};
use crate::site::Site;

const CONFIRMATION: Form = Form { name: "confirmation", page: "/changes/imports/{upload}" };

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/changes/imports", post(upload).layer(limit()))
        .route("/changes/imports/{upload}/confirmation", post(confirm))
}

async fn upload(State(site): State<Site>, request: Request) -> Response {
    let keep = async |arrived| keep(&site, arrived).await;
    take(&site, request, "changes", "/changes/import", keep).await
}

async fn keep(site: &Site, arrived: Arrived) -> Result<String, Failure> {
    let Arrived { person, name, bytes } = arrived;
    let bytes = sheet(bytes).await?;
    let id = save_upload(&site.store, person, &name, bytes, clock::now()).await?;
    Ok(format!("/changes/imports/{id}"))
}

async fn confirm(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = confirmed::run(&site, &sent, |upload, zone| {
        let rows = rows(&upload.bytes, zone)?;
        Ok(ChangesBatch { file_name: upload.file_name, rows })
    });
    let done = done.await;
    sent.answer(&site, CONFIRMATION, done).await
}

fn rows(bytes: &[u8], zone: &Zone) -> Result<Vec<ChangeRow>, Refusal> {
    let sheet = Sheet::read(bytes).map_err(|error| Refusal::field("file", error.to_string()))?;
    let planned = plan_changes(&sheet, zone, clock::now());
    clean(planned.map_err(|error| Refusal::field("file", error))?.plan)
}
