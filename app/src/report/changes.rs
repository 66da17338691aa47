//! The report on changes that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::report::changes::{ChangesAsked, ChangesReport, build};
use nofault_domain::zone::Zone;
use nofault_store::{Db, Failure, Store, catalog, change};

use super::Choices;

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &ChangesAsked,
) -> Result<ChangesReport, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let periods = &asked.periods;
    Choices::have(&mut db, periods.service.as_deref(), periods.team.as_deref()).await?;
    of(&mut db, viewer, now, &zone, asked).await
}

/// The report alone, on a connection that the caller has, of what was asked for and is known.
///
/// # Errors
/// [`Failure::Database`].
pub(super) async fn of(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    zone: &Zone,
    asked: &ChangesAsked,
) -> Result<ChangesReport, Failure> {
    let periods = &asked.periods;
    let between = [periods.from.map(|from| from.start(zone)), periods.to.map(|to| to.end(zone))];
    let facts = change::facts(&mut *db, viewer, periods.private, between).await?;
    let records = change::records(db).await?;
    Ok(build(asked, zone, now, facts, records))
}
