//! Past incidents that are like one.
//!
//! No text is searched. Looked at are the incidents that were last recorded with one of its
//! factors, those last recorded with one of its services, and those that were just before it:
//! each along an index and each with a limit, so that at most `LINKS` × `LATEST` × 2 + `RECENT`
//! rows are read, however many incidents there are.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::severity::Severity;
use nofault_domain::similar::{Candidate, Likeness, rank};
use nofault_domain::status::Status;
use uuid::Uuid;

use crate::failure::word;
use crate::incident::Incident;
use crate::{Db, Failure, visible};

/// Factors of an incident, and services of it, that are followed.
const LINKS: i64 = 8;
/// Incidents that were last recorded with each.
const LATEST: i64 = 60;
/// Incidents just before it.
const RECENT: i64 = 200;
/// What is shown.
const MOST: usize = 5;

/// A past incident.
#[derive(Debug, Clone)]
pub struct Past {
    pub number: IncidentNumber,
    pub title: String,
    pub status: Status,
    pub severity: Option<Severity>,
    pub private: bool,
    pub at: Instant,
}

/// The last part is what is the same; `$1` and `$2` the viewer, `$3` the incident itself, `$4`
/// the place in time before which it is past (with `$5`). Drills are none.
macro_rules! past {
    ($from:expr) => {
        concat!(
            "SELECT i.id, i.number, i.title, substr(i.summary, 1, 1000), i.status, i.severity, \
             i.private, i.at FROM ",
            $from,
            " WHERE i.id <> $3 AND (i.at, i.number) < ($4, $5) AND i.kind <> 'drill' \
             AND i.status NOT IN ('declined', 'merged', 'canceled') AND ",
            visible!()
        )
    };
}

statements! {
    FACTORS = "SELECT f.id, f.number FROM incident_factor l JOIN factor f ON f.id = l.factor_id \
        WHERE l.incident_id = $1 AND l.removed_at IS NULL ORDER BY l.at LIMIT $2";
    SERVICES = "SELECT s.id, s.name FROM incident_service o JOIN service s ON s.id = o.service_id \
        WHERE o.incident_id = $1 ORDER BY s.name_key LIMIT $2";
    // Ids are made in the order of time: the index alone finds the last ones.
    WITH_FACTOR = past!("(SELECT l.incident_id AS id FROM incident_factor l WHERE l.factor_id = $6 \
        AND l.removed_at IS NULL ORDER BY l.incident_id DESC LIMIT $7) c JOIN incident i ON i.id = c.id");
    WITH_SERVICE = past!("(SELECT o.incident_id AS id FROM incident_service o WHERE o.service_id = $6 \
        ORDER BY o.incident_id DESC LIMIT $7) c JOIN incident i ON i.id = c.id");
    JUST_BEFORE = past!("(SELECT r.id FROM incident r WHERE (r.at, r.number) < ($4, $5) \
        ORDER BY r.at DESC, r.number DESC LIMIT $6) c JOIN incident i ON i.id = c.id");
}

type Row = (Uuid, i64, String, String, String, Option<i64>, bool, i64);

/// The past incidents that are most like one that the caller has read through its viewer, and
/// why; at most five, of those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn similar(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: &Incident,
) -> Result<Vec<(Past, Likeness)>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (id, at, number) = (incident.id.0, incident.at.micros(), incident.number.0);
    let mut found = Found::default();
    let factors: Vec<(Uuid, i64)> = all!(&mut *db, FACTORS, id, LINKS)?;
    for (factor, its_number) in factors {
        let rows: Vec<Row> =
            all!(&mut *db, WITH_FACTOR, all, person, id, at, number, factor, LATEST)?;
        found.take(rows, |candidate| candidate.factors.push(FactorNumber(its_number)))?;
    }
    let services: Vec<(Uuid, String)> = all!(&mut *db, SERVICES, id, LINKS)?;
    for (service, name) in services {
        let rows: Vec<Row> =
            all!(&mut *db, WITH_SERVICE, all, person, id, at, number, service, LATEST)?;
        found.take(rows, |candidate| candidate.services.push(name.clone()))?;
    }
    let rows: Vec<Row> = all!(&mut *db, JUST_BEFORE, all, person, id, at, number, RECENT)?;
    found.take(rows, |_| ())?;
    let mut candidates = found.candidates;
    candidates.sort_by_key(|one| std::cmp::Reverse((one.item.at, one.item.number)));
    let summary: String = incident.summary.chars().take(1000).collect();
    Ok(rank(&incident.title, &summary, candidates, MOST))
}

/// Each incident once, with all that is the same.
#[derive(Default)]
struct Found {
    candidates: Vec<Candidate<Past>>,
    places: HashMap<IncidentId, usize>,
}

impl Found {
    fn take(&mut self, rows: Vec<Row>, same: impl Fn(&mut Candidate<Past>)) -> Result<(), Failure> {
        for (id, number, title, summary, status, severity, private, at) in rows {
            let id = IncidentId(id);
            let place = match self.places.get(&id) {
                Some(place) => *place,
                None => {
                    let item = Past {
                        number: IncidentNumber(number),
                        title: title.clone(),
                        status: word(&status)?,
                        severity: severity.and_then(Severity::from_level),
                        private,
                        at: Instant::from_micros(at),
                    };
                    let (factors, services) = (Vec::new(), Vec::new());
                    self.candidates.push(Candidate { item, title, summary, factors, services });
                    self.places.insert(id, self.candidates.len() - 1);
                    self.candidates.len() - 1
                }
            };
            self.candidates.get_mut(place).map(&same);
        }
        Ok(())
    }
}
