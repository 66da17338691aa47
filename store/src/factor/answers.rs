//! The actions that answer a factor, and where they stand.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::id::{FactorId, IncidentId};
use nofault_domain::number::{ActionNumber, FactorNumber, IncidentNumber};
use nofault_domain::period::Day;

use crate::failure::word;
use crate::{Db, Failure, visible};

/// An action, as far as it answers a factor.
#[derive(Debug, Clone)]
pub struct Answer {
    pub factor: FactorNumber,
    pub action: ActionNumber,
    pub title: String,
    pub state: ActionState,
    pub due: Option<Day>,
    /// Where it was written down.
    pub incident: Option<IncidentNumber>,
}

macro_rules! answers {
    () => {
        "SELECT f.number, a.number, a.title, a.state, a.due, i.number FROM factor f \
         JOIN action a ON a.factor_id = f.id LEFT JOIN incident i ON i.id = a.incident_id WHERE "
    };
}

statements! {
    OF_FACTOR = concat!(answers!(), "f.id = $3 AND (a.incident_id IS NULL OR ", visible!(),
        ") ORDER BY a.number LIMIT 500");
    // $3: their numbers with a comma before and after each, as both engines read them.
    IN_REPORT = concat!("SELECT x.factor, x.number, x.title, x.state, x.due, x.incident FROM \
        (SELECT f.number AS factor, a.number, a.title, a.state, a.due, i.number AS incident, \
        ROW_NUMBER() OVER (PARTITION BY f.id ORDER BY a.number) AS place FROM factor f \
        JOIN action a ON a.factor_id = f.id LEFT JOIN incident i ON i.id = a.incident_id \
        WHERE CAST($3 AS TEXT) LIKE '%,' || CAST(f.number AS TEXT) || ',%' \
        AND (a.incident_id IS NULL OR ((NOT i.private OR $4) AND ", visible!(), "))) x \
        WHERE x.place <= 100 ORDER BY x.factor, x.number");
    // Those of private incidents are left out for everybody, as these incidents are.
    OF_FACTORS = concat!(answers!(), "f.id IN (SELECT l.factor_id FROM incident_factor l \
        WHERE l.incident_id = $1 AND l.removed_at IS NULL) AND (a.incident_id IS NULL \
        OR a.incident_id = $1 OR NOT i.private) ORDER BY f.number, a.number LIMIT 500");
}

type Row = (i64, i64, String, String, Option<String>, Option<i64>);

/// The actions that answer one factor, of the incidents that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_factor(
    db: &mut Db<'_>,
    viewer: Viewer,
    factor: FactorId,
) -> Result<Vec<Answer>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, OF_FACTOR, all, person, factor.0)?;
    rows.into_iter().map(answer).collect()
}

/// The actions that answer factors of a report, the first hundred of each by number: of private
/// incidents only where asked for, and only of those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn in_report(
    db: &mut Db<'_>,
    viewer: Viewer,
    factors: &[FactorNumber],
    private: bool,
) -> Result<HashMap<FactorNumber, Vec<Answer>>, Failure> {
    if factors.is_empty() {
        return Ok(HashMap::new());
    }
    let (all, person) = visible::binds(viewer);
    let wanted: String = factors.iter().map(|factor| format!(",{},", factor.0)).collect();
    let rows: Vec<Row> = all!(db, IN_REPORT, all, person, wanted, private)?;
    let mut of: HashMap<FactorNumber, Vec<Answer>> = HashMap::new();
    for row in rows {
        let one = answer(row)?;
        of.entry(one.factor).or_default().push(one);
    }
    Ok(of)
}

/// The actions that answer any factor of an incident that the caller has read through its
/// viewer: its own, and those of incidents that everybody sees.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_factors(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Answer>, Failure> {
    let rows: Vec<Row> = all!(db, OF_FACTORS, incident.0)?;
    rows.into_iter().map(answer).collect()
}

fn answer((factor, action, title, state, due, incident): Row) -> Result<Answer, Failure> {
    let day = |day: String| Day::parse(&day).map_err(|_| Failure::damaged("date", day));
    Ok(Answer {
        factor: FactorNumber(factor),
        action: ActionNumber(action),
        title,
        state: word(&state)?,
        due: due.map(day).transpose()?,
        incident: incident.map(IncidentNumber),
    })
}
