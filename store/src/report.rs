//! What the reports stand on. The figures themselves are made in `domain`.

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::duration::Duration;
use nofault_domain::instant::Instant;
use nofault_domain::metric::Metric;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::report::actions::ActionFact;
use nofault_domain::report::durations::Observation;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use uuid::Uuid;

use crate::failure::word;
use crate::{Db, Failure, visible};

/// Which incidents a durations report looks at, beyond what is never counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DurationsFilter {
    /// The highest that the incident held.
    pub severity: Option<Severity>,
    /// A service's name.
    pub service: Option<String>,
    /// Near misses are counted only where asked for.
    pub near_misses: bool,
    /// Only near misses.
    pub only_near_misses: bool,
    /// Those private ones that the viewer may see, beside the open ones.
    pub private: bool,
}

/// The incidents of a durations report.
#[derive(Debug, Clone)]
pub struct Observations {
    pub dated: Vec<Observation>,
    /// Neither impact started nor declared is known: these are in no period.
    pub undated: Vec<IncidentNumber>,
}

statements! {
    // Triage, declined, merged and canceled ones, and drills, are in no metric.
    DURATIONS = concat!("SELECT i.number, i.title, s.at, d.at, f.at, t.at, i.status, w.micros \
        FROM incident i \
        LEFT JOIN milestone s ON s.incident_id = i.id AND s.name = 'impact_started' \
        LEFT JOIN milestone d ON d.incident_id = i.id AND d.name = 'declared' \
        LEFT JOIN milestone f ON f.incident_id = i.id AND f.name = $3 \
        LEFT JOIN milestone t ON t.incident_id = i.id AND t.name = $4 \
        LEFT JOIN stated_duration w ON w.incident_id = i.id AND w.metric = $5 \
        WHERE (NOT i.private OR $6) AND i.status NOT IN ('triage', 'declined', 'merged', 'canceled') \
        AND ((i.kind = 'incident' AND NOT $7) OR (i.kind = 'near_miss' AND $8)) \
        AND (CAST($9 AS BIGINT) IS NULL OR i.severity_highest = $9) AND (CAST($10 AS TEXT) IS NULL OR EXISTS \
        (SELECT 1 FROM incident_service o JOIN service v ON v.id = o.service_id \
        WHERE o.incident_id = i.id AND v.name_key = $10)) AND ", visible!(), " ORDER BY i.number");
    // A name that only private incidents state is theirs.
    METRICS = "SELECT DISTINCT w.metric FROM stated_duration w JOIN incident i ON i.id = w.incident_id \
        WHERE NOT i.private ORDER BY w.metric";
    ACTIONS = concat!("SELECT a.id, a.number, a.title, i.number, a.state, p.name, t.name, \
        a.created_at, a.due, c.at FROM action a \
        LEFT JOIN incident i ON i.id = a.incident_id \
        LEFT JOIN person p ON p.id = a.owner_person LEFT JOIN team t ON t.id = a.owner_team \
        LEFT JOIN action_closure c ON c.action_id = a.id AND c.reopened_at IS NULL \
        WHERE (a.incident_id IS NULL OR (NOT i.private OR $3) AND ", visible!(), ") ORDER BY a.number");
    ACTION_SERVICES = "SELECT a.id, s.name FROM action a \
        JOIN incident_service o ON o.incident_id = a.incident_id JOIN service s ON s.id = o.service_id \
        ORDER BY s.name_key";
    OWNER_TEAMS = "SELECT a.id, t.name FROM action a JOIN team_member m ON m.person_id = a.owner_person \
        JOIN team t ON t.id = m.team_id ORDER BY t.name_key DESC";
}

type DurationRow =
    (i64, String, Option<i64>, Option<i64>, Option<i64>, Option<i64>, String, Option<i64>);

/// # Errors
/// [`Failure::Database`].
pub async fn durations(
    db: &mut Db<'_>,
    viewer: Viewer,
    metric: &Metric,
    filter: &DurationsFilter,
) -> Result<Observations, Failure> {
    let (all, person) = visible::binds(viewer);
    let (from, to) = metric.milestones().unzip();
    let rows: Vec<DurationRow> = all!(
        db,
        DURATIONS,
        all,
        person,
        from.map(Word::key),
        to.map(Word::key),
        metric.as_str(),
        filter.private,
        filter.only_near_misses,
        filter.near_misses || filter.only_near_misses,
        filter.severity.map(Severity::level),
        filter.service.as_ref().map(|name| name.to_lowercase().replace('\0', ""))
    )?;
    let mut found = Observations { dated: Vec::with_capacity(rows.len()), undated: Vec::new() };
    for (number, title, started, declared, from, to, status, stated) in rows {
        let incident = IncidentNumber(number);
        let Some(belongs_at) = started.or(declared) else {
            found.undated.push(incident);
            continue;
        };
        found.dated.push(Observation {
            incident,
            title,
            belongs_at: Instant::from_micros(belongs_at),
            by_declared: started.is_none(),
            from: from.map(Instant::from_micros),
            to: to.map(Instant::from_micros),
            open: word::<Status>(&status)?.is_open(),
            stated: stated.map(Duration::from_micros),
        });
    }
    Ok(found)
}

/// The metrics that can be asked for: those that milestones define, and any that was stated.
///
/// # Errors
/// [`Failure::Database`].
pub async fn metrics(db: &mut Db<'_>) -> Result<Vec<Metric>, Failure> {
    let rows: Vec<(String,)> = all!(db, METRICS)?;
    let mut metrics = Metric::defined();
    for (name,) in rows {
        let metric = Metric::parse(&name).map_err(|_| Failure::damaged("metric", name))?;
        if !metrics.contains(&metric) {
            metrics.push(metric);
        }
    }
    Ok(metrics)
}

type ActionRow = (
    Uuid,
    i64,
    String,
    Option<i64>,
    String,
    Option<String>,
    Option<String>,
    i64,
    Option<String>,
    Option<i64>,
);

/// Every action outside private incidents; with `private`, those of the viewer's, too.
///
/// # Errors
/// [`Failure::Database`].
pub async fn actions(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<ActionFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<ActionRow> = all!(&mut *db, ACTIONS, all, person, private)?;
    let services: Vec<(Uuid, String)> = all!(&mut *db, ACTION_SERVICES)?;
    let teams: Vec<(Uuid, String)> = all!(&mut *db, OWNER_TEAMS)?;
    let mut services_of: std::collections::HashMap<Uuid, Vec<String>> = Default::default();
    for (action, service) in services {
        services_of.entry(action).or_default().push(service);
    }
    // A person's action counts for the first of their teams.
    let team_of: std::collections::HashMap<Uuid, String> = teams.into_iter().collect();
    rows.into_iter()
        .map(|(id, number, title, incident, state, owner, team, created, due, ended)| {
            let due = due.map(|due| Day::parse(&due).map_err(|_| Failure::damaged("date", due)));
            Ok(ActionFact {
                number: ActionNumber(number),
                title,
                incident: incident.map(IncidentNumber),
                state: word::<ActionState>(&state)?,
                team: team.or_else(|| team_of.get(&id).cloned()),
                owner,
                services: services_of.remove(&id).unwrap_or_default(),
                created: Instant::from_micros(created),
                due: due.transpose()?,
                ended: ended.map(Instant::from_micros),
            })
        })
        .collect()
}
