//! The open actions by what hurts most, a few of many; and those that ended last.

use nofault_domain::access::Viewer;
use nofault_domain::action::{ActionState, Priority};
use nofault_domain::command::action::OwnerId;
use nofault_domain::hurt::{Hurt, hurts};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::severity::Severity;
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::{Db, Failure, visible};

/// Which part of the list an action stands in: the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Mine,
    Teams,
    /// Everybody else's that is overdue.
    Overdue,
    Others,
}

/// One row of the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub part: Part,
    /// How many actions the part has.
    pub of: i64,
    pub number: ActionNumber,
    pub title: String,
    pub incident: Option<(IncidentNumber, String)>,
    /// The gravest that the incident reached.
    pub severity: Option<Severity>,
    /// In how many incidents the factor stood that it answers.
    pub times: i64,
    pub owner: Option<String>,
    pub due: Option<Day>,
    pub priority: Option<Priority>,
    pub state: ActionState,
    pub ended: Option<Instant>,
}

/// Whose actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owned {
    ByAnybody,
    /// By the viewer and their teams.
    ByMe,
    By(OwnerId),
}

/// Which actions are wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub owned: Owned,
    /// A service's name.
    pub service: Option<String>,
    /// Of each part.
    pub most: i64,
}

macro_rules! my_team {
    () => {
        "a.owner_team IN (SELECT t.team_id FROM team_member t WHERE t.person_id = $2)"
    };
}

/// SQL: the action `a` may be seen, and is wanted by `$4` (anybody's), `$5` (mine and my
/// teams'), `$6` (an owner) and `$7` (a service).
macro_rules! wanted {
    () => {
        concat!(
            "(a.incident_id IS NULL OR ",
            visible!(),
            ") AND ($4 OR ($5 AND (a.owner_person = $2 OR ",
            my_team!(),
            ")) OR a.owner_person = $6 OR a.owner_team = $6) AND ",
            of_service!("a.incident_id", "$7")
        )
    };
}

macro_rules! shown {
    () => {
        "a.number, a.title, i.number AS incident, i.title AS incident_title, i.severity_highest, \
         COALESCE(p.name, t.name) AS owner, a.due, a.priority, a.state"
    };
}

macro_rules! names {
    () => {
        "LEFT JOIN incident i ON i.id = a.incident_id LEFT JOIN person p ON p.id = a.owner_person \
         LEFT JOIN team t ON t.id = a.owner_team"
    };
}

statements! {
    // The order is that of `nofault_domain::hurt`: a story tells whether both say the same.
    HURTING = concat!("SELECT y.part, y.of_part, y.times, CAST(NULL AS BIGINT) AS ended_at, ", shown!(),
        " FROM (SELECT x.*, ROW_NUMBER() OVER (PARTITION BY x.part ORDER BY x.late, x.urgency, \
        x.gravity, x.times DESC, x.due_day, x.number) AS place, COUNT(*) OVER (PARTITION BY x.part) \
        AS of_part FROM (SELECT a.id, a.number, CAST(CASE WHEN a.owner_person = $2 THEN 0 WHEN ",
        my_team!(), " THEN 1 WHEN a.due < $3 THEN 2 ELSE 3 END AS BIGINT) AS part, \
        CASE WHEN a.due < $3 THEN 0 ELSE 1 END AS late, COALESCE(a.priority, 'p9') AS urgency, \
        COALESCE(i.severity_highest, 9) AS gravity, COALESCE(b.times, 0) AS times, \
        COALESCE(a.due, '9999-99') AS due_day FROM action a \
        LEFT JOIN incident i ON i.id = a.incident_id LEFT JOIN (SELECT l.factor_id, COUNT(*) AS times \
        FROM incident_factor l JOIN incident e ON e.id = l.incident_id WHERE l.removed_at IS NULL \
        AND NOT e.private AND ", counts!("e"), " GROUP BY l.factor_id) b ON b.factor_id = a.factor_id \
        WHERE a.state IN ('open', 'in_progress') AND (NOT $9 OR a.due < $3) AND ", wanted!(),
        ") x) y JOIN action a ON a.id = y.id ", names!(),
        " WHERE y.place <= $8 ORDER BY y.part, y.place");
    // `$3` and `$9` mean nothing here.
    ENDED = concat!("SELECT CAST(CASE WHEN a.owner_person = $2 THEN 0 WHEN ", my_team!(),
        " THEN 1 ELSE 3 END AS BIGINT) AS part, COUNT(*) OVER () AS of_part, \
        CAST(0 AS BIGINT) AS times, c.at AS ended_at, ", shown!(), " FROM action_closure c \
        JOIN action a ON a.id = c.action_id ", names!(), " WHERE c.reopened_at IS NULL \
        AND a.state IN ('done', 'wont_do') AND CAST($3 AS TEXT) IS NOT NULL AND ", wanted!(),
        " ORDER BY c.at DESC, a.number LIMIT $8");
    OVERDUE = concat!("SELECT COUNT(*) FROM action a LEFT JOIN incident i ON i.id = a.incident_id \
        WHERE a.state IN ('open', 'in_progress') AND a.due < $3 AND (a.incident_id IS NULL OR ",
        visible!(), ")");
}

#[derive(sqlx::FromRow)]
struct Read {
    part: i64,
    of_part: i64,
    times: i64,
    ended_at: Option<i64>,
    number: i64,
    title: String,
    incident: Option<i64>,
    incident_title: Option<String>,
    severity_highest: Option<i64>,
    owner: Option<String>,
    due: Option<String>,
    priority: Option<String>,
    state: String,
}

fn row(read: Read) -> Result<Row, Failure> {
    let due = read.due.map(|due| Day::parse(&due).map_err(|_| Failure::damaged("date", due)));
    Ok(Row {
        part: match read.part {
            0 => Part::Mine,
            1 => Part::Teams,
            2 => Part::Overdue,
            _ => Part::Others,
        },
        of: read.of_part,
        number: ActionNumber(read.number),
        title: read.title,
        incident: read.incident.map(IncidentNumber).zip(read.incident_title),
        severity: read.severity_highest.and_then(Severity::from_level),
        times: read.times,
        owner: read.owner,
        due: due.transpose()?,
        priority: optional_word(read.priority.as_deref())?,
        state: word(&read.state)?,
        ended: read.ended_at.map(Instant::from_micros),
    })
}

/// The wanted ones as SQL reads them.
fn binds(wanted: &Wanted) -> (bool, bool, Option<Uuid>, Option<String>) {
    let owner = match wanted.owned {
        Owned::By(OwnerId::Person(person)) => Some(person.0),
        Owned::By(OwnerId::Team(team)) => Some(team.0),
        Owned::ByAnybody | Owned::ByMe => None,
    };
    let service = visible::service_key(wanted.service.as_deref());
    (wanted.owned == Owned::ByAnybody, wanted.owned == Owned::ByMe, owner, service)
}

/// The open ones, or those that are overdue, part by part, and in each what hurts most first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn hurting(
    db: &mut Db<'_>,
    viewer: Viewer,
    wanted: &Wanted,
    overdue: bool,
    today: Day,
) -> Result<Vec<Row>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (any, mine, owner, service) = binds(wanted);
    let day = today.to_string();
    let most = wanted.most;
    let read: Vec<Read> =
        all!(db, HURTING, all, person, day, any, mine, owner, service, most, overdue)?;
    let mut rows = read.into_iter().map(row).collect::<Result<Vec<_>, _>>()?;
    // SQL says which of many; the order itself is said once.
    rows.sort_by_cached_key(|row| (row.part, hurts(&hurt(row), today)));
    Ok(rows)
}

/// What the order looks at.
#[must_use]
pub fn hurt(row: &Row) -> Hurt {
    let (due, priority, severity) = (row.due, row.priority, row.severity);
    Hurt { due, priority, severity, times: row.times, number: row.number }
}

/// Those that ended last, the latest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn ended(db: &mut Db<'_>, viewer: Viewer, wanted: &Wanted) -> Result<Vec<Row>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (any, mine, owner, service) = binds(wanted);
    let read: Vec<Read> = all!(db, ENDED, all, person, "", any, mine, owner, service, wanted.most)?;
    read.into_iter().map(row).collect()
}

/// How many open actions are overdue.
///
/// # Errors
/// [`Failure::Database`].
pub async fn overdue(db: &mut Db<'_>, viewer: Viewer, today: Day) -> Result<i64, Failure> {
    let (all, person) = visible::binds(viewer);
    let (overdue,): (i64,) = one!(db, OVERDUE, all, person, today.to_string())?;
    Ok(overdue)
}
