//! The report on counts that somebody asked for.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::counts::{Answer, CountsAsked, CountsReport, build, told_of};
use nofault_domain::report::durations::Counted;
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::report::span::Span;
use nofault_domain::zone::Zone;
use nofault_store::report::{self, FactsFilter};
use nofault_store::{Db, Failure, Scope, Store, catalog};
use serde::Serialize;

use super::Choices;

/// More incidents than these are not listed on the page.
pub const LISTED: usize = 500;

/// The report, and what stands beside it on its page.
#[derive(Debug, Clone, Serialize)]
pub struct CountsFound {
    #[serde(flatten)]
    pub report: CountsReport,
    /// Of the incidents that are listed.
    #[serde(skip)]
    pub titles: HashMap<IncidentNumber, String>,
}

/// As the data stand at `now`.
///
/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &CountsAsked,
) -> Result<CountsFound, Failure> {
    of(&mut store.read().await?.db(), viewer, now, asked).await
}

/// The same on a connection that the caller has.
///
/// # Errors
/// As [`read`].
pub async fn of(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    asked: &CountsAsked,
) -> Result<CountsFound, Failure> {
    let zone = catalog::installation(db).await?.zone;
    let PeriodsAsked { service, team, private, .. } = &asked.periods;
    Choices::have(db, service.as_deref(), team.as_deref()).await?;
    let filter = FactsFilter {
        severity: asked.severity,
        near_misses: asked.counted == Counted::All,
        only_near_misses: asked.counted == Counted::NearMiss,
        scope: Scope {
            service: service.clone(),
            team: team.clone(),
            private: *private,
            ..Scope::default()
        },
    };
    let read = report::counts(db, viewer, &filter).await?;
    let report = build(asked, &zone, now, read);
    let titles = report::titles(db, viewer, &listed(report.answer.as_ref())).await?;
    Ok(CountsFound { report, titles })
}

/// Of a span and of the one before it, of incidents alone, where what is asked for is known.
///
/// # Errors
/// [`Failure::Database`].
pub(super) async fn of_span(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    zone: &Zone,
    asked: &PeriodsAsked,
    span: Span,
) -> Result<Answer, Failure> {
    let PeriodsAsked { service, team, private, .. } = asked.clone();
    // A private incident may be the first on record.
    let from = (!private).then(|| span.before().start(zone));
    let scope = Scope { service, team, private, from, to: None };
    let filter = FactsFilter { scope, ..FactsFilter::default() };
    let read = report::counts(db, viewer, &filter).await?;
    Ok(told_of(Counted::Incident, span, zone, now, &read))
}

/// The incidents that the page lists: the latest ones of the period that it tells of.
fn listed(answer: Option<&Answer>) -> Vec<IncidentNumber> {
    let incidents = answer.into_iter().flat_map(|answer| answer.period.incidents.iter().rev());
    incidents.take(LISTED).map(|one| one.incident).collect()
}

impl CountsFound {
    /// A listed incident’s title.
    #[must_use]
    pub fn title(&self, incident: IncidentNumber) -> String {
        self.titles.get(&incident).cloned().unwrap_or_else(|| incident.to_string())
    }
}
