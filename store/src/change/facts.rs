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
    FACTS = "SELECT c.number, c.title, c.kind, s.name, c.at FROM change c \
        JOIN service s ON s.id = c.service_id WHERE c.removed_at IS NULL ORDER BY c.at, c.number";
    // As in the report on durations: no near misses, no drills, nothing that came to nothing.
    // What was merged into another counts as that one.
    CAUSED = concat!("WITH RECURSIVE way (named, goes_on) AS (SELECT l.incident_id, l.incident_id \
        FROM incident_change l UNION SELECT w.named, n.merged_into FROM way w \
        JOIN incident n ON n.id = w.goes_on WHERE n.merged_into IS NOT NULL) \
        SELECT DISTINCT c.number, i.number, i.status, r.at FROM incident_change l \
        JOIN change c ON c.id = l.change_id JOIN way w ON w.named = l.incident_id \
        JOIN incident i ON i.id = w.goes_on \
        LEFT JOIN milestone r ON r.incident_id = i.id AND r.name = 'resolved' \
        WHERE l.removed_at IS NULL AND c.removed_at IS NULL AND (NOT i.private OR $3) \
        AND i.kind = 'incident' AND i.status NOT IN ('triage', 'declined', 'merged', 'canceled') \
        AND ", visible!(), " ORDER BY i.number");
    RECORDS = "SELECT s.name, s.changes_since FROM service s ORDER BY s.name_key";
}

/// Every change that counts, with the incidents that name it as a cause: private ones only
/// where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facts(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<ChangeFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64, i64, String, Option<i64>)> = all!(&mut *db, CAUSED, all, person, private)?;
    let mut caused: HashMap<i64, Vec<CausedFact>> = HashMap::new();
    for (change, incident, status, resolved) in rows {
        caused.entry(change).or_default().push(CausedFact {
            incident: IncidentNumber(incident),
            open: word::<Status>(&status)?.is_open(),
            resolved: resolved.map(Instant::from_micros),
        });
    }
    let rows: Vec<(i64, String, String, String, i64)> = all!(db, FACTS)?;
    let fact = |(number, title, kind, service, at): (i64, String, String, String, i64)| {
        Ok(ChangeFact {
            number: ChangeNumber(number),
            title,
            kind: word(&kind)?,
            service,
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
    let rows: Vec<(String, Option<String>)> = all!(db, RECORDS)?;
    rows.into_iter().map(|(service, since)| Ok(Record { service, since: day(since)? })).collect()
}
