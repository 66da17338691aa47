//! A file that waits for its confirmation.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::id::UploadId;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::import::{self, Upload};
use nofault_store::{Failure, catalog};

use super::sort::importer;
use crate::here::Here;

/// The file that the address names.
///
/// # Errors
/// Not found, where it names none.
pub fn asked() -> Result<UploadId, Refusal> {
    let given = use_params_map().read_untracked().get("upload").unwrap_or_default();
    uuid::Uuid::try_parse(&given).map(UploadId).map_err(|_| gone())
}

/// That file, and the installation's zone.
///
/// # Errors
/// Not found, where it is somebody else’s or gone; forbidden for viewers.
pub async fn waiting(
    here: &Here,
    what: &str,
    id: Result<UploadId, Refusal>,
) -> Result<(UploadId, Upload, Zone), Failure> {
    let (person, id) = (importer(here, what)?, id?);
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let upload = import::upload(&mut db, person, id, here.now).await?;
    Ok((id, upload, catalog::installation(&mut db).await?.zone))
}

/// Reading a large file takes its time: other requests go on meanwhile.
///
/// # Errors
/// Not found, where it could not be read at all.
pub async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| gone())?)
}

fn gone() -> Refusal {
    Refusal::NotFound("uploaded file")
}
