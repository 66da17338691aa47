//! The durations report that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::metric::Metric;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::durations::{
    Counted, DurationsAsked, DurationsReport, PeriodFigures, build,
};
use nofault_store::report::{self, DurationsFilter};
use nofault_store::{Failure, Store, catalog};

/// The report, and what is in none of its periods.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Durations {
    #[serde(flatten)]
    pub report: DurationsReport,
    /// Neither impact started nor declared is known; none where a first or a last period was
    /// asked for, as they are in no period.
    pub undated: Vec<IncidentNumber>,
    /// What else could be asked for.
    #[serde(skip)]
    pub metrics: Vec<Metric>,
    #[serde(skip)]
    pub services: Vec<String>,
}

/// # Errors
/// Invalid, where the metric or the service is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    asked: &DurationsAsked,
) -> Result<Durations, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let metrics = report::metrics(&mut db).await?;
    if !metrics.contains(&asked.metric) {
        return Err(unknown("metric", asked.metric.as_str(), &metrics).into());
    }
    let services = catalog::services(&mut db).await?;
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
    let mut found = report::durations(&mut db, viewer, &asked.metric, &filter).await?;
    found.dated.retain(|one| asked.covers(one.belongs_at, &zone));
    let report = build(asked.metric.clone(), asked.by, &zone, asked.source, found.dated);
    let undated = undated(asked, found.undated);
    Ok(Durations { report, undated, metrics, services })
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
    report::metrics(&mut store.read().await?.db()).await
}

/// Names what is known, up to a length that can be read.
fn unknown<T: ToString>(what: &'static str, given: &str, known: &[T]) -> Refusal {
    let mut names: Vec<String> = known.iter().take(30).map(ToString::to_string).collect();
    if known.len() > names.len() {
        names.push("…".to_owned());
    }
    let known = if names.is_empty() { "there is none yet".to_owned() } else { names.join(", ") };
    Refusal::field(what, format!("No {what} is called “{given}”. Known: {known}."))
}

impl Durations {
    /// The period whose incidents were asked for.
    #[must_use]
    pub fn period(&self, asked: &DurationsAsked) -> Option<&PeriodFigures> {
        let wanted = asked.period?;
        self.report.periods.iter().find(|one| one.period == wanted)
    }

    /// Nothing at all was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.report.periods.is_empty() && self.undated.is_empty()
    }
}

/// The formula beside the metric's name, with the name by which people look for it.
#[must_use]
pub fn meaning(metric: &Metric) -> String {
    let definition = metric.definition();
    if metric.as_str() == "time-to-resolve" {
        format!(
            "often called MTTR; four vendors mean four things by it; here: {definition}, \
             for each incident by itself"
        )
    } else {
        definition
    }
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
