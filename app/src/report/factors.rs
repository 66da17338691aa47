//! The report on factors that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::report::factors::{FactorsReport, Repeated, build};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_store::factor::{self, Answer};
use nofault_store::{Failure, Store, catalog};

use super::known_service;

/// The report, and what stands beside it on its page.
#[derive(Debug, Clone)]
pub struct Factors {
    pub report: FactorsReport,
    /// What came back, with the actions that answer it: as many as are shown.
    pub repeated: Vec<(Repeated, Vec<Answer>)>,
    /// The services that can be asked for.
    pub services: Vec<String>,
    pub today: Day,
}

/// Of so many the actions are shown.
const MOST: usize = 50;

/// # Errors
/// Invalid, where the service is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &PeriodsAsked,
) -> Result<Factors, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let services = known_service(&mut db, asked.service.as_deref()).await?;
    let (incidents, facts) =
        factor::facts(&mut db, viewer, asked.private, asked.service.as_deref()).await?;
    let report = build(asked, &zone, &incidents, &facts);
    let mut repeated = Vec::new();
    for one in report.repeated.iter().take(MOST) {
        let answers = factor::in_report(&mut db, viewer, one.factor, asked.private).await?;
        repeated.push((one.clone(), answers));
    }
    Ok(Factors { report, repeated, services, today: Day::of(now, &zone) })
}
