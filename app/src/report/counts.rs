//! The report on counts that somebody asked for.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::counts::{Answer, CountsAsked, CountsReport, build};
use nofault_domain::report::durations::Counted;
use nofault_store::report::{self, DurationsFilter};
use nofault_store::{Db, Failure, Store, catalog};
use serde::Serialize;

use super::known_service;

/// More incidents than these are not listed on the page.
pub const LISTED: usize = 500;

/// The report, and what stands beside it on its page.
#[derive(Debug, Clone, Serialize)]
pub struct CountsFound {
    #[serde(flatten)]
    pub report: CountsReport,
    /// What is counted, in words.
    pub filters: String,
    /// Of the incidents that are listed.
    #[serde(skip)]
    pub titles: HashMap<IncidentNumber, String>,
}

/// What can be asked for.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub services: Vec<String>,
    pub teams: Vec<String>,
}

/// # Errors
/// [`Failure::Database`].
pub async fn choices(store: &Store) -> Result<Choices, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    Ok(Choices { services: known_service(&mut db, None).await?, teams: teams(&mut db).await? })
}

async fn teams(db: &mut Db<'_>) -> Result<Vec<String>, Failure> {
    Ok(catalog::teams(db).await?.into_iter().map(|team| team.name).collect())
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
    known_service(db, asked.periods.service.as_deref()).await?;
    if let Some(team) = &asked.team
        && !teams(db).await?.iter().any(|name| name.to_lowercase() == team.to_lowercase())
    {
        let unknown = format!("No team is called “{team}”.");
        return Err(Refusal::field("team", unknown).into());
    }
    let filter = DurationsFilter {
        severity: asked.severity,
        service: asked.periods.service.clone(),
        team: asked.team.clone(),
        near_misses: asked.counted == Counted::All,
        only_near_misses: asked.counted == Counted::NearMiss,
        private: asked.periods.private,
    };
    let read = report::counts(db, viewer, &filter).await?;
    let report = build(asked, &zone, now, read);
    let titles = report::titles(db, viewer, &listed(report.answer.as_ref())).await?;
    Ok(CountsFound { report, filters: asked.in_words(), titles })
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
