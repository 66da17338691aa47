//! What the durations report stands on: read from one short row an incident, many at once.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::duration::Duration;
use nofault_domain::metric::{Definition, Metric};
use nofault_domain::milestone::Milestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::Observation;
use nofault_domain::severity::Severity;
use sqlx::AssertSqlSafe;

use super::fact::{Fact, Letter};
use crate::{Db, Failure, visible};

/// Which incidents a durations report looks at, beyond what is never counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DurationsFilter {
    /// The highest that the incident held.
    pub severity: Option<Severity>,
    /// A service's name.
    pub service: Option<String>,
    /// A team's name: it owns one of the incident's services.
    pub team: Option<String>,
    /// Near misses are counted only where asked for.
    pub near_misses: bool,
    /// Only near misses.
    pub only_near_misses: bool,
    /// Those private ones that the viewer may see, beside the open ones.
    pub private: bool,
}

/// The incidents of a durations report.
#[derive(Debug, Clone)]
pub struct Observations {
    /// By number.
    pub dated: Vec<Observation>,
    /// Neither impact started nor declared is known: these are in no period. By number.
    pub undated: Vec<IncidentNumber>,
}

statements! {
    LAST = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM duration_fact";
    FACTS = facts!("f.fact");
    // Taken only for facts that were found before.
    STATED = "SELECT f.number, w.micros FROM stated_duration w JOIN duration_fact f \
        ON f.id = w.incident_id WHERE w.metric = $1";
    // A name that only private incidents state is theirs.
    METRICS = "SELECT DISTINCT w.metric FROM stated_duration w JOIN incident i ON i.id = w.incident_id \
        WHERE NOT i.private ORDER BY w.metric";
}

/// So many numbers at a time: what is joined stays short.
const AT_ONCE: i64 = 5_000;

/// # Errors
/// [`Failure::Database`].
pub async fn durations(
    db: &mut Db<'_>,
    viewer: Viewer,
    definition: &Definition,
    filter: &DurationsFilter,
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
    filter: &DurationsFilter,
) -> Result<Vec<Observations>, Failure> {
    let mut all = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let stated: Vec<(i64, i64)> = all!(&mut *db, STATED, definition.metric.as_str())?;
        let reading = Reading {
            stated: stated.into_iter().collect(),
            ends: definition.between().map(|ends| [ends.from, ends.to].map(Letter::of)),
            started: Letter::of(Milestone::ImpactStarted),
            declared: Letter::of(Milestone::Declared),
        };
        all.push((reading, Observations { dated: Vec::new(), undated: Vec::new() }));
    }
    let take = |facts: &str| {
        for (reading, found) in &mut all {
            reading.take(facts, found)?;
        }
        Ok(())
    };
    joined(db, FACTS, viewer, filter, take).await?;
    let sorted = |(_, mut found): (Reading, Observations)| {
        // Joined in any order.
        found.dated.sort_by_key(|one| one.incident);
        found.undated.sort_unstable();
        found
    };
    Ok(all.into_iter().map(sorted).collect())
}

/// The facts of so many incidents at once, in one text, by a statement of [`facts`].
pub(super) async fn joined(
    db: &mut Db<'_>,
    facts: &'static str,
    viewer: Viewer,
    filter: &DurationsFilter,
    mut take: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (all, person) = visible::binds(viewer);
    // As `counted` has it: 1 an incident, 2 a near miss.
    let least = if filter.only_near_misses { 2_i64 } else { 1 };
    let most = if filter.near_misses || filter.only_near_misses { 2_i64 } else { 1 };
    let (service, team) = (
        visible::service_key(filter.service.as_deref()),
        visible::service_key(filter.team.as_deref()),
    );
    let (last,): (i64,) = one!(&mut *db, LAST)?;
    for first in (0..last).step_by(usize::try_from(AT_ONCE).unwrap_or(usize::MAX)) {
        let (text,): (Option<String>,) = one!(
            &mut *db,
            facts,
            all,
            person,
            first,
            first + AT_ONCE,
            least,
            most,
            filter.private,
            filter.severity.map(Severity::level),
            service.as_deref(),
            team.as_deref()
        )?;
        take(&text.unwrap_or_default())?;
    }
    Ok(())
}

/// What is looked for in facts.
struct Reading {
    stated: HashMap<i64, i64>,
    ends: Option<[Letter; 2]>,
    started: Letter,
    declared: Letter,
}

impl Reading {
    fn take(&self, joined: &str, found: &mut Observations) -> Result<(), Failure> {
        for fact in Fact::each(joined) {
            let fact = fact?;
            let incident = fact.incident;
            let started = fact.milestone(self.started)?;
            let belongs = match started {
                Some(started) => Some(started),
                None => fact.milestone(self.declared)?,
            };
            let Some(belongs) = belongs else {
                found.undated.push(incident);
                continue;
            };
            let [from, to] = match self.ends {
                Some([from, to]) => [fact.milestone(from)?, fact.milestone(to)?],
                None => [None, None],
            };
            found.dated.push(Observation {
                incident,
                belongs_at: belongs.at,
                by_declared: started.is_none(),
                from,
                to,
                open: fact.open,
                severity: fact.severity,
                stated: self.stated.get(&incident.0).copied().map(Duration::from_micros),
            });
        }
        Ok(())
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

/// So many titles are asked for at once.
const TITLES_AT_ONCE: usize = 100;

/// Put together, as no list of numbers can be bound on both engines.
pub(crate) fn titles_text() -> String {
    let places: Vec<_> = (3..3 + TITLES_AT_ONCE).map(|at| format!("${at}")).collect();
    format!(
        "SELECT i.number, i.title FROM incident i WHERE i.number IN ({}) AND {}",
        places.join(", "),
        visible!()
    )
}

macro_rules! titles {
    ($connection:expr, $viewer:expr, $numbers:expr) => {{
        let (all, person) = visible::binds($viewer);
        let mut query = sqlx::query_as(AssertSqlSafe(titles_text())).bind(all).bind(person);
        for number in $numbers {
            query = query.bind(number);
        }
        query.fetch_all(&mut **$connection).await?
    }};
}

/// The titles of these incidents, of those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn titles(
    db: &mut Db<'_>,
    viewer: Viewer,
    numbers: &[IncidentNumber],
) -> Result<HashMap<IncidentNumber, String>, Failure> {
    let mut titles = HashMap::with_capacity(numbers.len());
    for some in numbers.chunks(TITLES_AT_ONCE) {
        // Those that are missing are of no incident.
        let numbers =
            some.iter().map(|number| number.0).chain(std::iter::repeat(0)).take(TITLES_AT_ONCE);
        let rows: Vec<(i64, String)> = match db {
            Db::Sqlite(connection) => titles!(connection, viewer, numbers),
            Db::Postgres(connection) => titles!(connection, viewer, numbers),
        };
        titles.extend(rows.into_iter().map(|(number, title)| (IncidentNumber(number), title)));
    }
    Ok(titles)
}
