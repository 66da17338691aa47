//! What the reports read of incidents: one short row of `incident_fact` each, as its migration says,
//! many of them at once.

/// SQL: what is said of incidents that count, joined to one text: to decode a row each is what takes
/// time. `$3` and `$4` are from and to when, `$5` and `$6` between which `counted`, `$7` is with
/// private ones, `$8` a severity, `$9` a service and `$10` a team, or none. Triage, declined, merged
/// and canceled ones, and drills, are in no report of figures: they have less than 1 in `counted`.
/// With a third literal the second says where the facts `f` come from, and the third what else is
/// asked.
macro_rules! facts {
    ($what:literal) => {
        facts!($what, "")
    };
    ($what:literal, $and:literal) => {
        facts!($what, "incident_fact f WHERE ", $and)
    };
    ($what:literal, $from:literal, $and:literal) => {
        concat!(
            "SELECT string_agg(",
            $what,
            ", '') FROM ",
            $from,
            "f.at >= $3 AND f.at <= $4 \
             AND f.counted BETWEEN $5 AND $6 AND (NOT f.private OR $7) \
             AND (CAST($8 AS BIGINT) IS NULL OR f.severity_highest = $8) AND ",
            of_service!("f.id", "$9"),
            " AND ",
            of_team!("f.id", "$10"),
            " AND ",
            visible!("f"),
            $and
        )
    };
}

mod names;
mod read;

use nofault_domain::access::Viewer;
use nofault_domain::severity::Severity;

pub(crate) use names::Names;
pub(crate) use names::STATEMENTS as NAMES_STATEMENTS;
pub(crate) use read::{Fact, pieces};

use crate::{Db, Failure, Scope, visible};

/// Which incidents a report looks at, beyond what is never counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactsFilter {
    /// The highest that the incident held.
    pub severity: Option<Severity>,
    /// Near misses are counted only where asked for.
    pub near_misses: bool,
    /// Only near misses.
    pub only_near_misses: bool,
    /// By when the impact started, else it was declared, else recorded.
    pub scope: Scope,
}

statements! {
    // Each an index's first or last.
    SPAN = "SELECT (SELECT MIN(at) FROM incident_fact WHERE at >= $1 AND at < $2), \
        (SELECT MAX(at) FROM incident_fact WHERE at >= $1 AND at < $2)";
}

/// In so many parts of the time at most they are read: what is joined stays short.
const PARTS: i64 = 4;
/// No part is shorter than half a year, in microseconds: to ask takes time, too.
const PART: i64 = 180 * 86_400 * 1_000_000;

/// Each incident that counts and is asked for, by a statement of [`facts`], in any order.
pub(crate) async fn each(
    db: &mut Db<'_>,
    facts: &'static str,
    viewer: Viewer,
    filter: &FactsFilter,
    mut take: impl FnMut(Fact<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let [from, to] = filter.scope.bounds();
    let (first, last): (Option<i64>, Option<i64>) = one!(&mut *db, SPAN, from, to)?;
    let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
    let length = last.saturating_sub(first);
    let part = length / (length / PART).clamp(1, PARTS);
    let mut from = first;
    let mut text = String::new();
    loop {
        let to = from.saturating_add(part).min(last);
        // While the database joins a part, the one before it is taken.
        let ask = joined(&mut *db, facts, viewer, filter, [from, to]);
        let give = async { Fact::each(&text).try_for_each(|fact| take(fact?)) };
        let (joined, given) = tokio::join!(biased; ask, give);
        given?;
        text = joined?;
        if to >= last {
            return Fact::each(&text).try_for_each(|fact| take(fact?));
        }
        from = to + 1;
    }
}

/// The same of few, by a statement that does not begin with the time.
pub(crate) async fn few(
    db: &mut Db<'_>,
    facts: &'static str,
    viewer: Viewer,
    filter: &FactsFilter,
    mut take: impl FnMut(Fact<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let [from, to] = filter.scope.bounds();
    let text = joined(db, facts, viewer, filter, [from, to.saturating_sub(1)]).await?;
    Fact::each(&text).try_for_each(|fact| take(fact?))
}

/// Of those between two instants, both included.
async fn joined(
    db: &mut Db<'_>,
    facts: &'static str,
    viewer: Viewer,
    filter: &FactsFilter,
    [from, to]: [i64; 2],
) -> Result<String, Failure> {
    let (all, person) = visible::binds(viewer);
    // As `counted` has it: 1 an incident, 2 a near miss.
    let least = if filter.only_near_misses { 2_i64 } else { 1 };
    let most = if filter.near_misses || filter.only_near_misses { 2_i64 } else { 1 };
    let [service, team] = filter.scope.keys();
    let (joined,): (Option<String>,) = one!(
        db,
        facts,
        all,
        person,
        from,
        to,
        least,
        most,
        filter.scope.private,
        filter.severity.map(Severity::level),
        service.as_deref(),
        team.as_deref()
    )?;
    Ok(joined.unwrap_or_default())
}
