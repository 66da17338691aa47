//! What the report on changes stands on. The figures themselves are made in `domain`.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ChangeNumber, IncidentNumber};
use nofault_domain::report::changes::{CausedFact, ChangeFact, Record};
use nofault_domain::status::Status;

use super::keep::day;
use crate::failure::word;
use crate::{Db, Failure, visible};

statements! {
    FACTS = "SELECT c.number, c.title, c.kind, s.name, t.name, c.at FROM change c \
        JOIN service s ON s.id = c.service_id LEFT JOIN team t ON t.id = s.team_id \
        WHERE c.removed_at IS NULL AND c.at >= $1 AND c.at < $2 ORDER BY c.at, c.number";
    // As in the report on durations: no near misses, no drills, nothing that came to nothing.
    // What was merged into another counts as that one.
    CAUSED = concat!("WITH RECURSIVE way (named, goes_on) AS (SELECT l.incident_id, l.incident_id \
        FROM incident_change l UNION SELECT w.named, n.merged_into FROM way w \
        JOIN incident n ON n.id = w.goes_on WHERE n.merged_into IS NOT NULL) \
        SELECT DISTINCT c.number, i.number, i.status, r.at FROM incident_change l \
        JOIN change c ON c.id = l.change_id JOIN way w ON w.named = l.incident_id \
        JOIN incident i ON i.id = w.goes_on \
        LEFT JOIN milestone r ON r.incident_id = i.id AND r.name = 'resolved' \
        WHERE l.removed_at IS NULL AND c.removed_at IS NULL AND c.at >= $4 AND c.at < $5 \
        AND (NOT i.private OR $3) \
        AND i.kind = 'incident' AND i.status NOT IN ('triage', 'declined', 'merged', 'canceled') \
        AND ", visible!(), " ORDER BY i.number");
    RECORDS = "SELECT s.name, t.name, s.changes_since FROM service s \
        LEFT JOIN team t ON t.id = s.team_id ORDER BY s.name_key";
}

type FactRow = (i64, String, String, String, Option<String>, i64);

/// Every change between two instants that counts, with the incidents that name it as a cause:
/// private ones only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facts(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    between: [Option<Instant>; 2],
) -> Result<Vec<ChangeFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let [from, to] = between.map(|at| at.map(Instant::micros));
    let (from, to) = (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX));
    let rows: Vec<(i64, i64, String, Option<i64>)> =
        all!(&mut *db, CAUSED, all, person, private, from, to)?;
    let mut caused: HashMap<i64, Vec<CausedFact>> = HashMap::new();
    for (change, incident, status, resolved) in rows {
        caused.entry(change).or_default().push(CausedFact {
            incident: IncidentNumber(incident),
            open: word::<Status>(&status)?.is_open(),
            resolved: resolved.map(Instant::from_micros),
        });
    }
    let rows: Vec<FactRow> = all!(db, FACTS, from, to)?;
    let fact = |(number, title, kind, service, team, at): FactRow| {
        Ok(ChangeFact {
            number: ChangeNumber(number),
            title,
            kind: word(&kind)?,
            service,
            team,
            at: Instant::from_micros(at),
            caused: caused.remove(&number).unwrap_or_default(),
        })
    };
    rows.into_iter().map(fact).collect()
}

/// Of every service, since when all of its changes are recorded.
///
/// # Errors
/// [`Failure::Database`].
pub async fn records(db: &mut Db<'_>) -> Result<Vec<Record>, Failure> {
    let rows: Vec<(String, Option<String>, Option<String>)> = all!(db, RECORDS)?;
    let record = |(service, team, since)| Ok(Record { service, team, since: day(since)? });
    rows.into_iter().map(record).collect()
}
