//! The durations report that somebody asked for.

mod defined;
mod incidents;
mod words;

pub use defined::metrics;
pub(super) use defined::unknown;
use incidents::listed;
pub use incidents::{Incidents, LISTED, WithIncidents};
pub use words::{also, counted, meaning};

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Period;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::durations::{
    AtOnce, Building, Compared, Counted, Cut, DurationsAsked, DurationsReport, Frame, Measure,
    PeriodFigures, SliceBy, build, compare, compare_at_once,
};
use nofault_store::report::{self, FactsFilter, Observations};
use nofault_store::{Db, Failure, Scope, Store, catalog};

use super::Choices;

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
    /// The same of each slice and metric that was asked for, in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_at_once: Option<AtOnce>,
    /// Those of the period that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incidents: Option<Incidents>,
    #[serde(skip)]
    pub definition: Definition,
    /// Its own, and those of the metrics that are compared beside it.
    #[serde(skip)]
    pub definitions: Vec<Definition>,
    /// Of the incidents that are listed.
    #[serde(skip)]
    pub titles: HashMap<IncidentNumber, String>,
    /// What else could be asked for.
    #[serde(skip)]
    pub metrics: Vec<Metric>,
}

/// As the data stand at `now`.
///
/// # Errors
/// Invalid, where the metric, its version, the service or the team is not known.
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
    let (definitions, metrics) = defined::defined(db, asked).await?;
    Choices::have(db, asked.service.as_deref(), asked.team.as_deref()).await?;
    // What is compared is read whole, and with the two years before it.
    let compares = asked.compared.is_some();
    let filter = FactsFilter {
        severity: asked.severity,
        near_misses: asked.counted == Counted::All,
        only_near_misses: asked.counted == Counted::NearMiss,
        scope: Scope {
            private: asked.private,
            service: asked.service.clone(),
            team: asked.team.clone(),
            from: asked.from.filter(|_| !compares).map(|from| from.start(&zone)),
            to: asked.to.filter(|_| !compares).map(|to| to.end(&zone)),
        },
    };
    let definition = definitions.first().ok_or(Refusal::NotFound("metric"))?.clone();
    let frame = Frame { definition, by: asked.by, zone, source: asked.source, as_of: now };
    let Told { report, undated, compared, compared_at_once } = match asked.compared {
        None => {
            let (mut building, first) = (Building::new(&frame), &frame.definition);
            let add = |one: &_| building.add(one);
            let undated = report::each_duration(db, viewer, first, &filter, add).await?;
            Told { report: building.done(), undated, compared: None, compared_at_once: None }
        }
        Some(pair) => {
            let found = report::durations_of(db, viewer, &definitions, &filter).await?;
            told(db, viewer, asked, &frame, &definitions, found, pair).await?
        }
    };
    let report = report.of(asked.filters());
    let undated = self::undated(asked, undated);
    let definition = frame.definition;
    let period = report.periods.iter().find(|one| Some(one.period) == asked.period);
    let titles = match period {
        Some(period) => report::titles(db, viewer, &listed(period)).await?,
        None => HashMap::new(),
    };
    let incidents = period.map(Incidents::of);
    Ok(Durations {
        report,
        undated,
        compared,
        compared_at_once,
        incidents,
        definition,
        definitions,
        titles,
        metrics,
    })
}

/// What is made of observations.
struct Told {
    report: DurationsReport,
    undated: Vec<IncidentNumber>,
    compared: Option<Compared>,
    compared_at_once: Option<AtOnce>,
}

/// With what is compared.
async fn told(
    db: &mut Db<'_>,
    viewer: Viewer,
    asked: &DurationsAsked,
    frame: &Frame,
    definitions: &[Definition],
    found: Vec<Observations>,
    pair: (Period, Period),
) -> Result<Told, Failure> {
    let (mut measures, mut undated) = (Vec::new(), Vec::new());
    for (definition, found) in definitions.iter().zip(found) {
        // Which incidents have no date is the same for every metric.
        undated = found.undated;
        measures.push(Measure { definition: definition.clone(), dated: found.dated });
    }
    let compared_at_once = match asked.at_once() {
        Some(pair) => {
            let cut = cut(db, viewer, asked).await?;
            Some(compare_at_once(frame, cut, &measures, pair).of(asked.filters()))
        }
        None => None,
    };
    let mut dated = measures.into_iter().next().map(|one| one.dated).unwrap_or_default();
    let compared = compared_at_once.is_none().then(|| compare(frame, &dated, pair));
    // Which periods are listed: what is compared, and how much lengths differed until then, stay
    // the same.
    if asked.from.is_some() || asked.to.is_some() {
        dated.retain(|one| asked.covers(one.belongs_at, &frame.zone));
    }
    Ok(Told { report: build(frame, dated), undated, compared, compared_at_once })
}

/// What slices are made of; one statement whatever their number.
async fn cut(db: &mut Db<'_>, viewer: Viewer, asked: &DurationsAsked) -> Result<Cut, Failure> {
    let members = match asked.slice {
        Some(SliceBy::Service) => report::of_services(db, viewer, asked.private).await?,
        Some(SliceBy::Team) => report::of_teams(db, viewer, asked.private).await?,
        Some(SliceBy::Severity) | None => Vec::new(),
    };
    Ok(Cut { by: asked.slice, members })
}

/// What has no date is asked for only where every date is.
fn undated(asked: &DurationsAsked, found: Vec<IncidentNumber>) -> Vec<IncidentNumber> {
    if asked.from.is_some() || asked.to.is_some() { Vec::new() } else { found }
}

impl Durations {
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
        self.report.incidents_to_csv(self.incidents.as_ref()?.period)
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
