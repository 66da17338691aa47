//! The durations report that somebody asked for.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Period;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::durations::{
    Compared, Counted, DurationsAsked, DurationsReport, Excluded, Frame, Included, PeriodFigures,
    StillOpen, build, compare,
};
use nofault_store::report::{self, DurationsFilter};
use nofault_store::{Db, Failure, Store, catalog, metric};

/// More incidents than these are not listed, of those that count and of the others.
pub const LISTED: usize = 500;

/// The report, and what is in none of its periods.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Durations {
    #[serde(flatten)]
    pub report: DurationsReport,
    /// Neither impact started nor declared is known; none where a first or a last period was
    /// asked for, as they are in no period.
    pub undated: Vec<IncidentNumber>,
    /// The two periods that were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<Compared>,
    /// Those of the period that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incidents: Option<Incidents>,
    #[serde(skip)]
    pub definition: Definition,
    /// Of the incidents that are listed.
    #[serde(skip)]
    pub titles: HashMap<IncidentNumber, String>,
    /// What else could be asked for.
    #[serde(skip)]
    pub metrics: Vec<Metric>,
    #[serde(skip)]
    pub services: Vec<String>,
}

/// Those behind a period's figures, and those left out.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Incidents {
    pub period: Period,
    pub included: Vec<Included>,
    pub open: Vec<StillOpen>,
    pub excluded: Vec<Excluded>,
}

/// A report with the incidents behind every period, where they are few enough to be looked at.
#[derive(serde::Serialize)]
pub struct WithIncidents<'a> {
    #[serde(flatten)]
    found: &'a Durations,
    behind: Vec<Incidents>,
}

/// As the data stand at `now`.
///
/// # Errors
/// Invalid, where the metric, its version or the service is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    asked: &DurationsAsked,
    now: Instant,
) -> Result<Durations, Failure> {
    of(&mut store.read().await?.db(), viewer, asked, now).await
}

/// The same on a connection that the caller has.
///
/// # Errors
/// As [`read`].
pub async fn of(
    db: &mut Db<'_>,
    viewer: Viewer,
    asked: &DurationsAsked,
    now: Instant,
) -> Result<Durations, Failure> {
    let zone = catalog::installation(db).await?.zone;
    let (definition, metrics) = defined(db, asked).await?;
    let services = catalog::services(db).await?;
    let services: Vec<String> = services.into_iter().map(|service| service.name).collect();
    if let Some(service) = &asked.service
        && !services.iter().any(|name| name.to_lowercase() == service.to_lowercase())
    {
        return Err(unknown("service", service, &services).into());
    }
    let filter = DurationsFilter {
        severity: asked.severity,
        service: asked.service.clone(),
        near_misses: asked.counted == Counted::All,
        only_near_misses: asked.counted == Counted::NearMiss,
        private: asked.private,
    };
    let mut found = report::durations(db, viewer, &definition, &filter).await?;
    if asked.from.is_some() || asked.to.is_some() {
        found.dated.retain(|one| asked.covers(one.belongs_at, &zone));
    }
    let frame = Frame { definition, by: asked.by, zone, source: asked.source, as_of: now };
    let report = build(&frame, found.dated);
    let undated = undated(asked, found.undated);
    let definition = frame.definition;
    let compared = asked.compared.map(|(before, after)| compare(&report, before, after, 1));
    let period = report.periods.iter().find(|one| Some(one.period) == asked.period);
    let titles = match period {
        Some(period) => report::titles(db, viewer, &listed(period)).await?,
        None => HashMap::new(),
    };
    let incidents = period.map(Incidents::of);
    Ok(Durations { report, undated, compared, incidents, definition, titles, metrics, services })
}

/// The definition that was asked for, and every metric that could be.
async fn defined(
    db: &mut Db<'_>,
    asked: &DurationsAsked,
) -> Result<(Definition, Vec<Metric>), Failure> {
    let defined = metric::definitions(&mut *db).await?;
    let metrics = names(&defined, report::stated(&mut *db).await?);
    if !metrics.contains(&asked.metric) {
        return Err(unknown("metric", asked.metric.as_str(), &metrics).into());
    }
    let present = defined.into_iter().find(|one| one.metric == asked.metric);
    let definition = match (present, asked.version) {
        (Some(present), None) => present,
        (None, None) => Definition { metric: asked.metric.clone(), says: None },
        (None, Some(_)) => {
            let none = "No milestones define this metric: leave the version out.";
            return Err(Refusal::field("version", none).into());
        }
        (Some(present), Some(version)) => {
            let versions = metric::versions(&mut *db, &present.metric).await?;
            let found = versions.iter().find(|one| one.version == version);
            let known: Vec<i64> = versions.iter().map(|one| one.version).collect();
            let found = found.ok_or_else(|| unknown("version", &version.to_string(), &known))?;
            found.definition()
        }
    };
    Ok((definition, metrics))
}

/// Those that milestones define, then those that are only stated.
fn names(defined: &[Definition], stated: Vec<Metric>) -> Vec<Metric> {
    let mut names: Vec<Metric> = defined.iter().map(|one| one.metric.clone()).collect();
    names.extend(stated.into_iter().filter(|one| defined.iter().all(|d| d.metric != *one)));
    names
}

/// The incidents that the page lists of a period.
fn listed(period: &PeriodFigures) -> Vec<IncidentNumber> {
    let included = period.included.iter().rev().take(LISTED).map(|one| one.incident);
    let open = period.open.iter().rev().take(LISTED).map(|one| one.incident);
    included
        .chain(open)
        .chain(period.excluded.iter().take(LISTED).map(|one| one.incident))
        .collect()
}

/// What has no date is asked for only where every date is.
fn undated(asked: &DurationsAsked, found: Vec<IncidentNumber>) -> Vec<IncidentNumber> {
    if asked.from.is_some() || asked.to.is_some() { Vec::new() } else { found }
}

/// The metrics that can be asked for.
///
/// # Errors
/// [`Failure::Database`].
pub async fn metrics(store: &Store) -> Result<Vec<Metric>, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let defined = metric::definitions(&mut db).await?;
    Ok(names(&defined, report::stated(&mut db).await?))
}

/// Names what is known, up to a length that can be read.
pub(super) fn unknown<T: ToString>(what: &'static str, given: &str, known: &[T]) -> Refusal {
    let mut names: Vec<String> = known.iter().take(30).map(ToString::to_string).collect();
    if known.len() > names.len() {
        names.push("…".to_owned());
    }
    let known = if names.is_empty() { "there is none yet".to_owned() } else { names.join(", ") };
    Refusal::field(what, format!("No {what} is called “{given}”. Known: {known}."))
}

impl Incidents {
    fn of(one: &PeriodFigures) -> Self {
        Self {
            period: one.period,
            included: one.included.clone(),
            open: one.open.clone(),
            excluded: one.excluded.clone(),
        }
    }

    fn len(&self) -> usize {
        self.included.len() + self.open.len() + self.excluded.len()
    }
}

impl Durations {
    /// [`LISTED`] of them at most, else none.
    #[must_use]
    pub fn with_incidents(&self) -> WithIncidents<'_> {
        let mut behind: Vec<_> = self.report.periods.iter().map(Incidents::of).collect();
        if behind.iter().map(Incidents::len).sum::<usize>() > LISTED {
            behind.clear();
        }
        WithIncidents { found: self, behind }
    }

    /// The period whose incidents were asked for.
    #[must_use]
    pub fn period(&self, asked: &DurationsAsked) -> Option<&PeriodFigures> {
        let wanted = asked.period?;
        self.report.periods.iter().find(|one| one.period == wanted)
    }

    /// A row for each incident of the period that was asked for; none where none was, or it has
    /// none.
    #[must_use]
    pub fn incidents_to_csv(&self) -> Option<String> {
        let wanted = self.incidents.as_ref()?.period;
        let period = self.report.periods.iter().find(|one| one.period == wanted)?;
        Some(period.to_csv())
    }

    /// A listed incident's title.
    #[must_use]
    pub fn title(&self, incident: IncidentNumber) -> String {
        self.titles.get(&incident).cloned().unwrap_or_else(|| incident.to_string())
    }

    /// Nothing at all was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.report.periods.is_empty() && self.undated.is_empty()
    }
}

/// The formula beside the metric's name, with the name by which people look for it.
#[must_use]
pub fn meaning(definition: &Definition) -> String {
    let formula = definition.formula();
    if also(&definition.metric).is_empty() {
        formula
    } else {
        format!(
            "often called MTTR; four vendors mean four things by it; here: {formula}, \
             for each incident by itself"
        )
    }
}

/// The name by which people look for it.
#[must_use]
pub fn also(metric: &Metric) -> &'static str {
    if metric.as_str() == "time-to-resolve" { " (MTTR)" } else { "" }
}

/// What is counted, in one sentence.
#[must_use]
pub fn counted(asked: &DurationsAsked) -> String {
    let kinds = match asked.counted {
        Counted::Incident => "incidents",
        Counted::All => "incidents and near misses",
        Counted::NearMiss => "near misses",
    };
    let severity = asked.severity.map(|worst| format!(" whose highest severity was {worst}"));
    let service = asked.service.as_ref().map(|name| format!(" of the service {name}"));
    let private = if asked.private {
        "those private ones that you may see are among them"
    } else {
        "private ones are left out"
    };
    format!(
        "Counted are {kinds}{}{} that are not in triage, declined, merged or canceled, and no \
         drills; {private}.",
        severity.unwrap_or_default(),
        service.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use nofault_domain::report::durations::DurationsForm;

    #[test]
    fn what_has_no_date_is_between_no_dates() {
        let asked = |from: &str, to: &str| {
            let (from, to) = (from.to_owned(), to.to_owned());
            DurationsForm { from, to, ..DurationsForm::default() }.parse().unwrap()
        };
        let number = IncidentNumber::parse("INC-7").unwrap();
        assert_eq!(undated(&asked("", ""), vec![number]), [number]);
        for (from, to) in [("2020", ""), ("", "2021"), ("2020-Q1", "2020-Q2")] {
            assert!(undated(&asked(from, to), vec![number]).is_empty(), "{from} {to}");
        }
    }
}
