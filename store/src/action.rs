//! Actions: who owns them, when they are due, how they ended.

mod change;
mod hurting;
mod idea;
mod settle;
mod verify;

use nofault_domain::access::Viewer;
use nofault_domain::action::{ActionKind, ActionState, Priority};
use nofault_domain::command::action::OwnerId;
use nofault_domain::id::{ActionId, IncidentId, PersonId, TeamId};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::work::Work;
use crate::{Db, Failure, visible};

pub(crate) use change::STATEMENTS as CHANGE_STATEMENTS;
pub(crate) use hurting::STATEMENTS as HURTING_STATEMENTS;
pub use hurting::{Owned, Part, Row as ListRow, Wanted, ended, hurt, hurting, overdue};
pub(crate) use idea::STATEMENTS as IDEA_STATEMENTS;
pub use idea::{Idea, OtherIdea, Stood, ideas, other_ideas, seen_in, sightings};
pub(crate) use settle::STATEMENTS as SETTLE_STATEMENTS;
pub(crate) use verify::STATEMENTS as VERIFY_STATEMENTS;
pub use verify::{Verification, verifications, waiting};

#[derive(Debug, Clone)]
pub struct Action {
    pub id: ActionId,
    pub number: ActionNumber,
    pub incident: Option<(IncidentId, IncidentNumber, String)>,
    pub title: String,
    pub kind: Option<ActionKind>,
    pub priority: Option<Priority>,
    pub state: ActionState,
    pub owner: Option<(OwnerId, String)>,
    pub due: Option<Day>,
    /// How one will know that it worked.
    pub success: String,
    pub tracker: String,
    pub created_at: Instant,
    pub closure: Option<Closure>,
    pub version: i64,
}

impl Action {
    #[must_use]
    pub fn address(&self) -> String {
        format!("/actions/{}", self.number)
    }
}

/// How and when it ended.
#[derive(Debug, Clone)]
pub struct Closure {
    pub at: Instant,
    pub by: Option<String>,
    pub note: String,
    /// When to ask whether it worked.
    pub verify_on: Option<Day>,
}

/// One time that it ended, and when and by whom it was reopened where it was.
#[derive(Debug, Clone)]
pub struct PastClosure {
    /// Done, or declined.
    pub state: ActionState,
    pub closure: Closure,
    pub reopened: Option<(Instant, Option<String>)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    incident_id: Option<Uuid>,
    incident_number: Option<i64>,
    incident_title: Option<String>,
    title: String,
    kind: Option<String>,
    priority: Option<String>,
    state: String,
    owner_person: Option<Uuid>,
    owner_team: Option<Uuid>,
    owner_name: Option<String>,
    due: Option<String>,
    success: String,
    tracker: String,
    created_at: i64,
    version: i64,
    closed_at: Option<i64>,
    closed_by: Option<String>,
    note: Option<String>,
    verify_on: Option<String>,
}

fn day(day: String) -> Result<Day, Failure> {
    Day::parse(&day).map_err(|_| Failure::damaged("date", day))
}

impl TryFrom<Row> for Action {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let owner = match (row.owner_person, row.owner_team) {
            (Some(person), _) => Some(OwnerId::Person(PersonId(person))),
            (None, Some(team)) => Some(OwnerId::Team(TeamId(team))),
            (None, None) => None,
        };
        let verify_on = row.verify_on.map(day).transpose()?;
        let incident = match (row.incident_id, row.incident_number, row.incident_title) {
            (Some(id), Some(number), Some(title)) => {
                Some((IncidentId(id), IncidentNumber(number), title))
            }
            _ => None,
        };
        let closure = row.closed_at.map(|at| Closure {
            at: Instant::from_micros(at),
            by: row.closed_by,
            note: row.note.unwrap_or_default(),
            verify_on,
        });
        Ok(Self {
            id: ActionId(row.id),
            number: ActionNumber(row.number),
            incident,
            title: row.title,
            kind: optional_word(row.kind.as_deref())?,
            priority: optional_word(row.priority.as_deref())?,
            state: word(&row.state)?,
            owner: owner.zip(row.owner_name),
            due: row.due.map(day).transpose()?,
            success: row.success,
            tracker: row.tracker,
            created_at: Instant::from_micros(row.created_at),
            closure,
            version: row.version,
        })
    }
}

/// An action without an incident is everybody's; one with, of those who see the incident.
macro_rules! actions {
    () => {
        concat!(
            "SELECT a.id, a.number, a.incident_id, i.number AS incident_number, \
             i.title AS incident_title, a.title, a.kind, a.priority, a.state, a.owner_person, \
             a.owner_team, COALESCE(p.name, t.name) AS owner_name, a.due, a.success, \
             a.tracker, a.created_at, a.version, \
             c.at AS closed_at, cp.name AS closed_by, c.note, c.verify_on FROM action a \
             LEFT JOIN incident i ON i.id = a.incident_id LEFT JOIN person p ON p.id = a.owner_person \
             LEFT JOIN team t ON t.id = a.owner_team LEFT JOIN action_closure c \
             ON c.action_id = a.id AND c.reopened_at IS NULL \
             LEFT JOIN person cp ON cp.id = c.by_person WHERE (a.incident_id IS NULL OR ",
            visible!(),
            ")"
        )
    };
}

statements! {
    BY_NUMBER = concat!(actions!(), " AND a.number = $3");
    OF_INCIDENT = concat!(actions!(), " AND a.incident_id = $3 ORDER BY a.number");
    OPEN = concat!(actions!(), " AND a.state IN ('open', 'in_progress') \
        ORDER BY COALESCE(a.due, '9999'), COALESCE(a.priority, 'p9'), a.number");
    // A person’s action counts for the first of their teams, as in reports: a story compares them.
    OPEN_OF_TEAM = concat!(actions!(), " AND a.state IN ('open', 'in_progress') \
        AND COALESCE(a.owner_team, (SELECT m.team_id FROM team_member m JOIN team f ON f.id = m.team_id \
        WHERE m.person_id = a.owner_person ORDER BY f.name_key LIMIT 1)) = $3 \
        ORDER BY COALESCE(a.due, '9999'), COALESCE(a.priority, 'p9'), a.number");
    ENDED = concat!(actions!(), " AND a.state IN ('done', 'wont_do') ORDER BY c.at DESC, a.number LIMIT 200");
    IDEAS = concat!(actions!(), " AND a.state = 'idea' ORDER BY a.number");
    // Written down at another incident, and seen again in this one.
    SEEN_IN = concat!(actions!(), " AND a.id IN (SELECT s.action_id FROM action_incident s \
        WHERE s.incident_id = $3) ORDER BY a.number");
    TO_VERIFY = concat!(actions!(), " AND a.state = 'done' AND c.verify_on <= $3 \
        AND NOT EXISTS (SELECT 1 FROM verification v WHERE v.closure_id = c.id \
        AND v.verdict <> 'unclear') ORDER BY c.verify_on, a.number");
    CLOSURES = "SELECT c.state, c.at, p.name, c.note, c.verify_on, c.reopened_at, r.name FROM action_closure c \
        LEFT JOIN person p ON p.id = c.by_person LEFT JOIN person r ON r.id = c.reopened_by \
        WHERE c.action_id = $1 ORDER BY c.at, c.id";
    OWNER = "SELECT owner_person, owner_team FROM action WHERE number = $1";
    IN_TEAM = "SELECT team_id FROM team_member WHERE team_id = $1 AND person_id = $2";
}

/// Which actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Open,
    /// The 200 that ended last.
    Ended,
    /// Not yet actions.
    Ideas,
}

/// # Errors
/// Not found, the same for one of a hidden incident as for none.
pub async fn by_number(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: ActionNumber,
) -> Result<Action, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<Row> = first!(db, BY_NUMBER, all, person, number.0)?;
    row.ok_or(Refusal::NotFound("action"))?.try_into()
}

/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Vec<Action>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, OF_INCIDENT, all, person, incident.0)?;
    rows.into_iter().map(Action::try_from).collect()
}

/// # Errors
/// [`Failure::Database`].
pub async fn list(db: &mut Db<'_>, viewer: Viewer, which: Which) -> Result<Vec<Action>, Failure> {
    let (all, person) = visible::binds(viewer);
    let sql = match which {
        Which::Open => OPEN,
        Which::Ended => ENDED,
        Which::Ideas => IDEAS,
    };
    let rows: Vec<Row> = all!(db, sql, all, person)?;
    rows.into_iter().map(Action::try_from).collect()
}

/// The open ones that count for a team: its own, and those of people whose first team it is.
///
/// # Errors
/// [`Failure::Database`].
pub async fn open_of_team(
    db: &mut Db<'_>,
    viewer: Viewer,
    team: TeamId,
) -> Result<Vec<Action>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, OPEN_OF_TEAM, all, person, team.0)?;
    rows.into_iter().map(Action::try_from).collect()
}

/// Those that were done, and of which nobody said yet whether it worked although it is time.
///
/// # Errors
/// [`Failure::Database`].
pub async fn to_verify(
    db: &mut Db<'_>,
    viewer: Viewer,
    today: Day,
) -> Result<Vec<Action>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, TO_VERIFY, all, person, today.to_string())?;
    rows.into_iter().map(Action::try_from).collect()
}

type ClosureRow =
    (String, i64, Option<String>, String, Option<String>, Option<i64>, Option<String>);

/// Every time that an action which the caller has read through its viewer ended, oldest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn closures(db: &mut Db<'_>, action: ActionId) -> Result<Vec<PastClosure>, Failure> {
    let rows: Vec<ClosureRow> = all!(db, CLOSURES, action.0)?;
    let past = |(state, at, by, note, verify_on, reopened_at, reopened_by): ClosureRow| {
        Ok(PastClosure {
            state: word(&state)?,
            closure: Closure {
                at: Instant::from_micros(at),
                by,
                note,
                verify_on: verify_on.map(day).transpose()?,
            },
            reopened: reopened_at.map(|at| (Instant::from_micros(at), reopened_by)),
        })
    };
    rows.into_iter().map(past).collect()
}

impl Work<'_> {
    /// Whether the acting person owns the action, themselves or in its team.
    pub(crate) async fn owns(&mut self, action: ActionNumber) -> Result<bool, Failure> {
        let Some(me) = self.person() else {
            return Ok(false);
        };
        let row: Option<(Option<Uuid>, Option<Uuid>)> = first!(&mut self.db, OWNER, action.0)?;
        Ok(match row {
            Some((Some(person), _)) => person == me,
            Some((None, Some(team))) => {
                let member: Option<(Uuid,)> = first!(&mut self.db, IN_TEAM, team, me)?;
                member.is_some()
            }
            _ => false,
        })
    }
}
