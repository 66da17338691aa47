//! What the report on toil stands on. The figures themselves are made in `domain`.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, EntryNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::report::toil::{ResponseFact, Sum, ToilFact};
use nofault_domain::status::Status;
use nofault_domain::toil::Toil;
use nofault_domain::zone::Zone;

use crate::failure::word;
use crate::{Db, Failure, Scope, visible};

/// SQL: the incident `i` is in the report.
macro_rules! asked {
    () => {
        concat!("i.kind <> 'drill' AND i.status NOT IN ('declined', 'canceled') AND ", scoped!())
    };
}

/// SQL: the toil `t` of the entry `e`, between `$6` and `$7`. CROSS: SQLite would begin with every
/// entry.
macro_rules! toil {
    () => {
        concat!(
            "FROM toil t CROSS JOIN entry e JOIN incident i ON i.id = e.incident_id \
             WHERE e.id = t.entry_id AND e.at >= $6 AND e.at < $7 AND NOT EXISTS \
             (SELECT 1 FROM entry_deletion d WHERE d.entry_id = e.id) AND ",
            asked!()
        )
    };
}

statements! {
    TOIL = concat!("SELECT i.number, e.number, e.at, t.minutes, t.automatable ", toil!(),
        " ORDER BY e.at, i.number, e.number");
    SUM = concat!("SELECT COUNT(*), CAST(COALESCE(SUM(t.minutes), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN t.automatable THEN t.minutes ELSE 0 END), 0) AS BIGINT) ", toil!());
    // What was merged into another was responded to there.
    RESPONSES = concat!("SELECT i.number, i.at, i.home_zone, i.status, a.at, d.at, r.at \
        FROM incident i \
        LEFT JOIN milestone a ON a.incident_id = i.id AND a.name = 'acknowledged' \
        LEFT JOIN milestone d ON d.incident_id = i.id AND d.name = 'declared' \
        LEFT JOIN milestone r ON r.incident_id = i.id AND r.name = 'resolved' \
        WHERE i.status NOT IN ('merged', 'triage') AND i.kind = 'incident' AND i.at >= $6 \
        AND i.at < $7 AND ", asked!(),
        " ORDER BY i.number");
    SERVICES = "SELECT DISTINCT i.number, s.name, s.name_key FROM toil t CROSS JOIN entry e \
        JOIN incident i ON i.id = e.incident_id JOIN incident_service o ON o.incident_id = i.id \
        JOIN service s ON s.id = o.service_id WHERE e.id = t.entry_id ORDER BY s.name_key";
    TEAMS = "SELECT DISTINCT i.number, t.name, t.name_key FROM incident_service o \
        JOIN incident i ON i.id = o.incident_id JOIN service s ON s.id = o.service_id \
        JOIN team t ON t.id = s.team_id ORDER BY t.name_key";
    REMOVING = concat!("SELECT a.number, a.title, a.state, a.due, i.number FROM action a \
        LEFT JOIN incident i ON i.id = a.incident_id WHERE a.removes_toil \
        AND ((a.incident_id IS NULL AND CAST($4 AS TEXT) IS NULL AND CAST($5 AS TEXT) IS NULL) \
        OR (a.incident_id IS NOT NULL AND ", scoped!(), ")) ORDER BY a.number DESC LIMIT 201");
}

/// More actions than these are not listed; one more is read, so that it is known.
pub const LISTED: usize = 200;

/// An action that removes toil.
#[derive(Debug, Clone)]
pub struct Removing {
    pub action: ActionNumber,
    pub title: String,
    pub state: ActionState,
    pub due: Option<Day>,
    pub incident: Option<IncidentNumber>,
}

/// Names by incident. Only those of incidents that the viewer sees are taken from it.
async fn names(db: &mut Db<'_>, sql: &'static str) -> Result<HashMap<i64, Vec<String>>, Failure> {
    let rows: Vec<(i64, String, String)> = all!(db, sql)?;
    let mut names: HashMap<i64, Vec<String>> = HashMap::new();
    for (incident, name, _) in rows {
        names.entry(incident).or_default().push(name);
    }
    Ok(names)
}

/// Toil of the incidents that the viewer may see; of private ones only where asked for. What
/// came to nothing was no work of an incident, and a drill is none.
///
/// # Errors
/// [`Failure::Database`].
pub async fn toil(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<Vec<ToilFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let services = names(&mut *db, SERVICES).await?;
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let rows: Vec<(i64, i64, i64, i64, bool)> =
        all!(db, TOIL, all, person, private, service, team, from, to)?;
    let fact = |(incident, entry, at, minutes, automatable)| ToilFact {
        incident: IncidentNumber(incident),
        entry: EntryNumber(entry),
        services: services.get(&incident).cloned().unwrap_or_default(),
        at: Instant::from_micros(at),
        toil: Toil { minutes, automatable },
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// All of it together.
///
/// # Errors
/// [`Failure::Database`].
pub async fn sum(db: &mut Db<'_>, viewer: Viewer, scope: &Scope) -> Result<Sum, Failure> {
    let (all, person) = visible::binds(viewer);
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (entries, minutes, automatable): (i64, i64, i64) =
        one!(db, SUM, all, person, scope.private, service, team, from, to)?;
    let entries = usize::try_from(entries).unwrap_or(usize::MAX);
    Ok(Sum { minutes, automatable, entries })
}

type ResponseRow = (i64, i64, String, String, Option<i64>, Option<i64>, Option<i64>);

/// How long incidents were responded to, of those that the viewer may see; of private ones only
/// where asked for.
///
/// # Errors
/// [`Failure::Database`].
pub async fn responses(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<Vec<ResponseFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let teams = names(&mut *db, TEAMS).await?;
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let rows: Vec<ResponseRow> =
        all!(db, RESPONSES, all, person, private, service, team, from, to)?;
    let fact = |(number, at, zone, status, taken, declared, resolved): ResponseRow| {
        Ok(ResponseFact {
            incident: IncidentNumber(number),
            teams: teams.get(&number).cloned().unwrap_or_default(),
            at: Instant::from_micros(at),
            from: taken.or(declared).map(Instant::from_micros),
            to: resolved.map(Instant::from_micros),
            open: word::<Status>(&status)?.is_open(),
            zone: Zone::parse(&zone).map_err(|_| Failure::damaged("zone", zone))?,
        })
    };
    rows.into_iter().map(fact).collect()
}

type RemovingRow = (i64, String, String, Option<String>, Option<i64>);

/// The actions that remove toil, the latest first, whenever they were written down.
///
/// # Errors
/// [`Failure::Database`].
pub async fn removing(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<Vec<Removing>, Failure> {
    let (all, person) = visible::binds(viewer);
    let [service, team] = scope.keys();
    let rows: Vec<RemovingRow> = all!(db, REMOVING, all, person, scope.private, service, team)?;
    let one = |(action, title, state, due, incident): RemovingRow| {
        let day = |day: String| Day::parse(&day).map_err(|_| Failure::damaged("date", day));
        Ok(Removing {
            action: ActionNumber(action),
            title,
            state: word(&state)?,
            due: due.map(day).transpose()?,
            incident: incident.map(IncidentNumber),
        })
    };
    rows.into_iter().map(one).collect()
}
