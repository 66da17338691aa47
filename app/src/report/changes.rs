//! The report on changes that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::report::changes::{ChangesAsked, ChangesReport, build};
use nofault_store::{Failure, Store, catalog, change};

use super::known_service;

/// The report, and the services that can be asked for.
#[derive(Debug, Clone)]
pub struct Changes {
    pub report: ChangesReport,
    pub services: Vec<String>,
}

/// # Errors
/// Invalid, where the service is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &ChangesAsked,
) -> Result<Changes, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let services = known_service(&mut db, asked.service.as_deref()).await?;
    let facts = change::facts(&mut db, viewer, asked.private).await?;
    let records = change::records(&mut db).await?;
    Ok(Changes { report: build(asked, &zone, now, facts, records), services })
}
