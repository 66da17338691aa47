//! The report on factors that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::report::factors::{FactorsReport, Repeated, build};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::zone::Zone;
use nofault_store::factor::{self, Answer};
use nofault_store::{Failure, Reader, Scope, Store, catalog};

use super::Choices;

/// The report, and what stands beside it on its page.
#[derive(Debug, Clone)]
pub struct Factors {
    pub report: FactorsReport,
    /// What came back, with the actions that answer it: as many as are shown.
    pub repeated: Vec<(Repeated, Vec<Answer>)>,
    pub today: Day,
}

/// Of so many the actions are shown.
const MOST: usize = 50;

/// The report alone, as its files have it.
///
/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn figures(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &PeriodsAsked,
) -> Result<FactorsReport, Failure> {
    let (report, _) = made(store, &mut store.read().await?, viewer, now, asked).await?;
    Ok(report)
}

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &PeriodsAsked,
) -> Result<Factors, Failure> {
    let mut reader = store.read().await?;
    let (report, zone) = made(store, &mut reader, viewer, now, asked).await?;
    let shown: Vec<_> = report.repeated.iter().take(MOST).cloned().collect();
    let numbers: Vec<_> = shown.iter().map(|one| one.factor).collect();
    let mut answers = factor::in_report(&mut reader.db(), viewer, &numbers, asked.private).await?;
    let answered = |one: Repeated| {
        let answers = answers.remove(&one.factor).unwrap_or_default();
        (one, answers)
    };
    let repeated = shown.into_iter().map(answered).collect();
    Ok(Factors { report, repeated, today: Day::of(now, &zone) })
}

/// With the installation’s zone.
async fn made(
    store: &Store,
    reader: &mut Reader,
    viewer: Viewer,
    now: Instant,
    asked: &PeriodsAsked,
) -> Result<(FactorsReport, Zone), Failure> {
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let (service, team) = (asked.service.as_deref(), asked.team.as_deref());
    Choices::have(&mut db, service, team).await?;
    let scope = Scope::of(asked, &zone);
    let (incidents, stand) = both!(
        store,
        db,
        factor::counted(&mut *db, viewer, &scope).await,
        async {
            let facts = factor::facts(&mut *db, viewer, &scope).await?;
            Ok::<_, Failure>((facts, factor::triggers(&mut *db, viewer, &scope).await?))
        }
        .await
    );
    let (facts, triggers) = stand?;
    Ok((build(asked, &zone, now, &incidents?, &facts, &triggers), zone))
}
