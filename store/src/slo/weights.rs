//! What an incident costs each budget by itself: what rules on one incident look at.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::budget::{self, OfBudgets, Piece, Policy, Weight, weigh};
use nofault_domain::id::{IncidentId, SloId};
use nofault_domain::impact::Fraction;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use uuid::Uuid;

use super::promise;
use crate::{Db, Failure, visible};

/// What an incident costs a budget by itself.
#[derive(Debug, Clone)]
pub struct Weighed {
    pub slo: SloId,
    /// With its service.
    pub name: String,
    pub promise: budget::Slo,
    pub weight: Weight,
    /// Some of it goes on.
    pub open: bool,
    /// Of some of it nobody said how much it affected: it counts as all of it.
    pub unknown: bool,
    /// It does not count against the policy.
    pub exempt: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    incident: i64,
    slo: Uuid,
    service: String,
    name: String,
    target: i64,
    kind: String,
    days: Option<i64>,
    zone: String,
    exempt: bool,
    fraction: Option<i64>,
    from_at: i64,
    to_at: Option<i64>,
}

/// SQL: the columns of a [`Row`], of the incident `i`, its impact `m` and the SLO `l` of the service
/// `s`.
macro_rules! weight {
    () => {
        "i.number AS incident, l.id AS slo, s.name AS service, l.name, l.target, l.kind, l.days, \
         l.zone, EXISTS (SELECT 1 FROM slo_exemption x WHERE x.slo_id = l.id \
         AND x.incident_id = i.id AND x.withdrawn_at IS NULL) AS exempt, m.fraction, m.from_at, m.to_at"
    };
}

/// SQL: what each of these incidents cost, with what was merged into them: `$chosen` has their
/// ids, and their parts have the same privacy.
macro_rules! weighed {
    ($chosen:expr, $order:literal) => {
        concat!(
            "WITH RECURSIVE chosen (id) AS (",
            $chosen,
            "), way (part, goes_on) AS (SELECT o.id, o.id FROM chosen o UNION \
             SELECT n.id, w.goes_on FROM way w JOIN incident n ON n.merged_into = w.part \
             WHERE n.kind <> 'drill') SELECT ",
            weight!(),
            " FROM way w JOIN incident i ON i.id = w.goes_on JOIN impact m \
             ON m.incident_id = w.part AND m.removed_at IS NULL JOIN slo l \
             ON l.service_id = m.service_id AND l.retired_at IS NULL JOIN service s \
             ON s.id = l.service_id ORDER BY ",
            $order
        )
    };
}

statements! {
    // Each once, however many incidents it looks at.
    POLICIES = "SELECT id, policy FROM slo WHERE retired_at IS NULL";
    OF_INCIDENT = weighed!("SELECT i.id FROM incident i WHERE i.id = $1",
        "s.name_key, l.name_key, l.id, m.from_at");
    // Those whose reviews are listed, as `postmortem::lists` limits them.
    OF_REVIEWED = weighed!(concat!("SELECT p.incident_id FROM postmortem p \
        WHERE NOT EXISTS (SELECT 1 FROM publication u WHERE u.postmortem_id = p.id) \
        UNION SELECT p.incident_id FROM postmortem p JOIN review r ON r.postmortem_id = p.id \
        WHERE r.ended_at IS NULL UNION SELECT p.incident_id FROM postmortem p \
        JOIN publication u ON u.postmortem_id = p.id WHERE u.at >= (SELECT MIN(n.at) \
        FROM (SELECT b.at FROM publication b ORDER BY b.at DESC LIMIT 1000) n) \
        UNION SELECT o.id FROM (SELECT o.id FROM incident o \
        WHERE o.status IN ('resolved', 'closed') AND o.at >= $3 AND ", visible!("o"),
        " AND NOT EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = o.id) \
        ORDER BY o.at DESC, o.number DESC LIMIT 500) o"), "i.number, l.id, m.from_at");
    // Those that ended since $1, and those whose postmortems nobody had published at $2. From the
    // impacts that cost a budget, as most of a hundred thousand incidents cost none.
    OF_ENDED = concat!("SELECT ", weight!(), " FROM slo l JOIN service s ON s.id = l.service_id \
        JOIN impact m ON m.service_id = l.service_id AND m.removed_at IS NULL \
        JOIN incident p ON p.id = m.incident_id JOIN incident i ON i.id = ", goes_on!("p"), " \
        WHERE l.retired_at IS NULL AND (p.merged_into IS NULL OR p.kind <> 'drill') \
        AND ((i.status IN ('resolved', 'closed') AND i.at >= $1) \
        OR EXISTS (SELECT 1 FROM postmortem d WHERE d.incident_id = i.id AND NOT EXISTS \
        (SELECT 1 FROM publication u WHERE u.postmortem_id = d.id AND u.at < $2))) \
        ORDER BY i.number, l.id, m.from_at");
}

/// Of an incident that the caller has read through its viewer: each SLO of a service that it
/// hit. Whether the incident counts at all, the caller knows.
///
/// # Errors
/// [`Failure::Damaged`], where a stored promise cannot be read.
pub async fn of_incident(
    db: &mut Db<'_>,
    incident: IncidentId,
    now: Instant,
) -> Result<Vec<Weighed>, Failure> {
    let rows: Vec<Row> = all!(db, OF_INCIDENT, incident.0)?;
    Ok(weighed(rows, now)?.into_iter().map(|(_, weighed)| weighed).collect())
}

/// What the rules on reviews look at; none where it hit no service that has an SLO.
pub(crate) async fn budgets_of(
    db: &mut Db<'_>,
    incident: IncidentId,
    now: Instant,
) -> Result<Option<OfBudgets>, Failure> {
    let rows: Vec<Row> = all!(&mut *db, OF_INCIDENT, incident.0)?;
    Ok(each(db, rows, now).await?.into_values().next())
}

/// As [`budgets_of`], of all incidents whose reviews are listed.
pub(crate) async fn budgets_of_reviewed(
    db: &mut Db<'_>,
    viewer: Viewer,
    since: Instant,
    now: Instant,
) -> Result<HashMap<IncidentNumber, OfBudgets>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(&mut *db, OF_REVIEWED, all, person, since.micros())?;
    each(db, rows, now).await
}

/// The same of all that ended since then and of those whose postmortems wait, as many as there
/// are. For callers that look up what they read through their viewer.
pub(crate) async fn budgets_of_ended(
    db: &mut Db<'_>,
    since: Instant,
    now: Instant,
) -> Result<HashMap<IncidentNumber, OfBudgets>, Failure> {
    let rows: Vec<Row> = all!(&mut *db, OF_ENDED, since.micros(), now.micros())?;
    each(db, rows, now).await
}

async fn each(
    db: &mut Db<'_>,
    rows: Vec<Row>,
    now: Instant,
) -> Result<HashMap<IncidentNumber, OfBudgets>, Failure> {
    let mut all: HashMap<IncidentNumber, OfBudgets> = HashMap::new();
    if rows.is_empty() {
        return Ok(all);
    }
    let policies: Vec<(Uuid, String)> = all!(db, POLICIES)?;
    let policy = |(slo, text): (Uuid, String)| (SloId(slo), Policy::stored(text));
    let policies: HashMap<SloId, Policy> = policies.into_iter().map(policy).collect();
    for (number, one) in weighed(rows, now)?.into_iter().filter(|(_, one)| !one.exempt) {
        if let Some(policy) = policies.get(&one.slo) {
            all.entry(number).or_default().add(policy, &one.weight);
        }
    }
    Ok(all)
}

/// Rows of one incident and SLO follow each other.
fn weighed(rows: Vec<Row>, now: Instant) -> Result<Vec<(IncidentNumber, Weighed)>, Failure> {
    let mut all = Vec::new();
    for rows in rows_by(rows) {
        let Some(first) = rows.first() else { continue };
        let number = IncidentNumber(first.incident);
        let promise = promise(first.target, &first.kind, first.days, &first.zone)?;
        let at = Instant::from_micros;
        let piece = |row: &Row| Piece {
            incident: number,
            from: at(row.from_at),
            to: row.to_at.map(at),
            fraction: row.fraction.and_then(Fraction::from_millionths),
        };
        let pieces: Vec<Piece> = rows.iter().map(piece).collect();
        if let Some(weight) = weigh(&promise, &pieces, now) {
            let weighed = Weighed {
                slo: SloId(first.slo),
                name: format!("{}: {}", first.service, first.name),
                promise,
                weight,
                open: pieces.iter().any(|piece| piece.to.is_none()),
                unknown: pieces.iter().any(|piece| piece.fraction.is_none()),
                exempt: first.exempt,
            };
            all.push((number, weighed));
        }
    }
    Ok(all)
}

fn rows_by(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let same = |last: &Row| (last.incident, last.slo) == (row.incident, row.slo);
        match groups.last_mut().filter(|group| group.last().is_some_and(same)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}
