//! What the durations report stands on: read from one short row an incident, many at once.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::duration::Duration;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::Observation;

use crate::facts::{self, Fact, FactsFilter};
use crate::{Db, Failure};

/// The incidents of a durations report.
#[derive(Debug, Clone)]
pub struct Observations {
    /// In any order: to sort a hundred thousand takes longer than to read them.
    pub dated: Vec<Observation>,
    /// Neither impact started nor declared is known: these are in no period. By number.
    pub undated: Vec<IncidentNumber>,
}

statements! {
    FACTS = facts!("f.head || f.milestones");
    // Taken only for facts that were found before.
    STATED = "SELECT f.number, w.micros FROM stated_duration w JOIN incident_fact f \
        ON f.id = w.incident_id WHERE w.metric = $1";
    // A name that only private incidents state is theirs.
    METRICS = "SELECT DISTINCT w.metric FROM stated_duration w JOIN incident i ON i.id = w.incident_id \
        WHERE NOT i.private ORDER BY w.metric";
}

/// # Errors
/// [`Failure::Database`].
pub async fn durations(
    db: &mut Db<'_>,
    viewer: Viewer,
    definition: &Definition,
    filter: &FactsFilter,
) -> Result<Observations, Failure> {
    let found = durations_of(db, viewer, std::slice::from_ref(definition), filter).await?;
    let none = || Observations { dated: Vec::new(), undated: Vec::new() };
    Ok(found.into_iter().next().unwrap_or_else(none))
}

/// What each of several metrics makes of the same incidents, which are read once.
///
/// # Errors
/// [`Failure::Database`].
pub async fn durations_of(
    db: &mut Db<'_>,
    viewer: Viewer,
    definitions: &[Definition],
    filter: &FactsFilter,
) -> Result<Vec<Observations>, Failure> {
    let mut all = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let reading = Reading::of(&mut *db, definition).await?;
        all.push((reading, Observations { dated: Vec::new(), undated: Vec::new() }));
    }
    facts::each(db, FACTS, viewer, filter, |fact| {
        for (reading, found) in &mut all {
            match reading.read(&fact) {
                Some(one) => found.dated.push(one),
                None => found.undated.push(fact.incident),
            }
        }
        Ok(())
    })
    .await?;
    let sorted = |(_, mut found): (Reading, Observations)| {
        found.undated.sort_unstable();
        found
    };
    Ok(all.into_iter().map(sorted).collect())
}

/// Gives each observation while the database finds the next. Those that are in no period, by number.
///
/// # Errors
/// [`Failure::Database`].
pub async fn each_duration(
    db: &mut Db<'_>,
    viewer: Viewer,
    definition: &Definition,
    filter: &FactsFilter,
    mut give: impl FnMut(&Observation),
) -> Result<Vec<IncidentNumber>, Failure> {
    let reading = Reading::of(&mut *db, definition).await?;
    let mut undated = Vec::new();
    facts::each(db, FACTS, viewer, filter, |fact| {
        match reading.read(&fact) {
            Some(one) => give(&one),
            None => undated.push(fact.incident),
        }
        Ok(())
    })
    .await?;
    undated.sort_unstable();
    Ok(undated)
}

/// What is looked for in facts.
struct Reading {
    stated: HashMap<i64, i64>,
    ends: Option<[Milestone; 2]>,
}

impl Reading {
    async fn of(db: &mut Db<'_>, definition: &Definition) -> Result<Self, Failure> {
        let stated: Vec<(i64, i64)> = all!(db, STATED, definition.metric.as_str())?;
        Ok(Self {
            stated: stated.into_iter().collect(),
            ends: definition.between().map(|ends| [ends.from, ends.to]),
        })
    }

    /// None where it is in no period.
    fn read(&self, fact: &Fact<'_>) -> Option<Observation> {
        let incident = fact.incident;
        let started = fact.milestone(Milestone::ImpactStarted);
        let belongs = started.or_else(|| fact.milestone(Milestone::Declared))?;
        let [from, to] = match self.ends {
            Some(ends) => ends.map(|end| fact.milestone(end)),
            None => [None, None],
        };
        Some(Observation {
            incident,
            belongs_at: belongs.at,
            by_declared: started.is_none(),
            from,
            to,
            open: fact.open,
            severity: fact.severity,
            stated: self.stated.get(&incident.0).copied().map(Duration::from_micros),
        })
    }
}

/// The stated metrics that anybody may know of, whether milestones define them or not.
///
/// # Errors
/// [`Failure::Database`].
pub async fn stated(db: &mut Db<'_>) -> Result<Vec<Metric>, Failure> {
    let rows: Vec<(String,)> = all!(db, METRICS)?;
    let read =
        |(name,): (String,)| Metric::parse(&name).map_err(|_| Failure::damaged("metric", name));
    rows.into_iter().map(read).collect()
}
