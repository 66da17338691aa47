//! What the report on changes stands on. The figures themselves are made in `domain`.

use std::collections::HashMap;
use std::sync::Arc;

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ChangeNumber, IncidentNumber};
use nofault_domain::report::changes::{CausedFact, ChangeFact, Record};
use nofault_domain::status::Status;

use super::keep::day;
use crate::failure::word;
use crate::packed::Packed;
use crate::{Db, Failure, visible};

statements! {
    FACTS = concat!("SELECT s.name, t.name, w.kind, w.changes FROM (SELECT c.service_id, c.kind, string_agg(",
        pack!(word "c.number"), " || ", pack!(word "c.at"), ", '') AS changes FROM change c \
        WHERE c.removed_at IS NULL AND c.at >= $1 AND c.at < $2 GROUP BY c.service_id, c.kind) w \
        JOIN service s ON s.id = w.service_id LEFT JOIN team t ON t.id = s.team_id");
    // As in the report on durations: no near misses, no drills, nothing that came to nothing.
    // What was merged into another counts as that one.
    CAUSED = concat!("WITH RECURSIVE way (named, goes_on) AS (SELECT l.incident_id, l.incident_id \
        FROM incident_change l UNION SELECT w.named, n.merged_into FROM way w \
        JOIN incident n ON n.id = w.goes_on WHERE n.merged_into IS NOT NULL) \
        SELECT DISTINCT c.number, c.title, i.number, i.status, r.at FROM incident_change l \
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
    let rows: Vec<(i64, String, i64, String, Option<i64>)> =
        all!(&mut *db, CAUSED, all, person, private, from, to)?;
    let mut caused: HashMap<i64, (String, Vec<CausedFact>)> = HashMap::new();
    for (change, title, incident, status, resolved) in rows {
        caused.entry(change).or_insert_with(|| (title, Vec::new())).1.push(CausedFact {
            incident: IncidentNumber(incident),
            open: word::<Status>(&status)?.is_open(),
            resolved: resolved.map(Instant::from_micros),
        });
    }
    let rows: Vec<(String, Option<String>, String, String)> = all!(db, FACTS, from, to)?;
    let mut facts = Vec::new();
    for (service, team, kind, changes) in rows {
        let (service, team) = (Arc::<str>::from(service), team.map(Arc::<str>::from));
        let kind = word(&kind)?;
        let mut packed = Packed::new(&changes);
        while !packed.is_empty() {
            let number = packed.number()?;
            let (title, caused) = caused.remove(&number).unwrap_or_default();
            facts.push(ChangeFact {
                number: ChangeNumber(number),
                title,
                kind,
                service: Arc::clone(&service),
                team: team.clone(),
                at: Instant::from_micros(packed.number()?),
                caused,
            });
        }
    }
    facts.sort_unstable_by_key(|fact| (fact.at, fact.number));
    Ok(facts)
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
