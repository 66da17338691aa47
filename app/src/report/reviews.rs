//! The report on reviews that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::report::actions::{ActionCounts, ActionGroup, Tally};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::report::reviews::{ReviewsReport, build};
use nofault_store::{Failure, Scope, Store, catalog, report, review};
use serde::Serialize;

use super::Choices;

/// Of more overdue ones the numbers are told alone.
pub const LISTED: usize = 100;

/// The report, and the actions beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Reviews {
    #[serde(flatten)]
    pub report: ReviewsReport,
    /// As they stand today.
    pub actions: ActionCounts,
    pub actions_by_team: Vec<ActionGroup>,
}

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &PeriodsAsked,
) -> Result<Reviews, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    Choices::have(&mut db, asked.service.as_deref(), asked.team.as_deref()).await?;
    let scope = Scope::of(asked, &zone);
    let (facts, actions) = both!(
        store,
        db,
        review::facts(&mut *db, viewer, &scope, &zone, now).await,
        report::tallied(&mut *db, viewer, asked.private, asked.service.as_deref()).await
    );
    let (facts, actions) = (facts?, actions?);
    let Tally { total, teams, .. } = Tally::of(asked.team.as_deref(), &zone, now, actions);
    let mut report = build(asked, &zone, now, &facts);
    let first = report.overdue.iter().take(LISTED).map(|one| one.incident);
    let mut titles = report::titles(&mut db, viewer, &first.collect::<Vec<_>>()).await?;
    for one in report.overdue.iter_mut().take(LISTED) {
        one.title = titles.remove(&one.incident);
    }
    Ok(Reviews { report, actions: total, actions_by_team: teams })
}
