//! What the report on toil stands on. The figures themselves are made in `domain`.

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::report::toil::{ResponseFact, Sum, ToilFact};
use nofault_domain::toil::Toil;
use nofault_domain::zone::Zone;

use crate::facts::{self, FactsFilter, Names};
use crate::failure::word;
use crate::packed::Packed;
use crate::{Db, Failure, Scope, catalog, visible};

/// SQL: the toil `t` of the entry `e` of an incident that did not come to nothing and was no drill,
/// between `$6` and `$7`. CROSS: SQLite would begin with every
/// entry.
macro_rules! toil {
    () => {
        concat!(
            "FROM toil t CROSS JOIN entry e JOIN incident_fact i ON i.id = e.incident_id \
             WHERE e.id = t.entry_id AND e.at >= $6 AND e.at < $7 AND NOT EXISTS \
             (SELECT 1 FROM entry_deletion d WHERE d.entry_id = e.id) AND i.counted <> 0 AND ",
            scoped!()
        )
    };
}

statements! {
    TOIL = concat!("SELECT string_agg(", pack!(word "e.at"), " || ", pack!(word "t.minutes"),
        " || CASE WHEN t.automatable THEN '+ ' ELSE '- ' END || ", pack!(word "i.services"), ", '') ",
        toil!());
    SUM = concat!("SELECT COUNT(*), CAST(COALESCE(SUM(t.minutes), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN t.automatable THEN t.minutes ELSE 0 END), 0) AS BIGINT) ", toil!());
    // What was merged into another was responded to there.
    // Mostly the zone is the installation's, and goes without saying.
    RESPONSES = facts!("CASE WHEN f.zone = (SELECT n.zone || ',' FROM installation n) THEN ',' \
        ELSE f.zone END || f.services || f.head || f.milestones");
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
    let mut names = Names::all(&mut *db).await?;
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team, private) = (service.as_deref(), team.as_deref(), scope.private);
    let (text,): (Option<String>,) = one!(db, TOIL, all, person, private, service, team, from, to)?;
    let (text, mut toil) = (text.unwrap_or_default(), Vec::new());
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        toil.push(ToilFact {
            at: Instant::from_micros(packed.number()?),
            toil: Toil { minutes: packed.number()?, automatable: packed.word()? == "+" },
            services: names.services(packed.word()?),
        });
    }
    toil.sort_by_key(|fact| fact.at);
    Ok(toil)
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
    let mut names = Names::all(&mut *db).await?;
    let here = catalog::installation(&mut *db).await?.zone;
    let filter = FactsFilter { scope: scope.clone(), ..FactsFilter::default() };
    let (mut zones, mut responses) = (Vec::<Zone>::new(), Vec::new());
    facts::each(db, RESPONSES, viewer, &filter, |fact| {
        let zone = match zones.iter().find(|zone| zone.name() == fact.zone) {
            _ if fact.zone.is_empty() => here.clone(),
            Some(zone) => zone.clone(),
            None => {
                let zone =
                    Zone::parse(fact.zone).map_err(|_| Failure::damaged("zone", fact.zone))?;
                zones.push(zone.clone());
                zone
            }
        };
        let taken = fact.milestone(Milestone::Acknowledged);
        let from = taken.or_else(|| fact.milestone(Milestone::Declared));
        responses.push(ResponseFact {
            teams: names.teams(fact.services),
            at: fact.at,
            from: from.map(|from| from.at),
            to: fact.milestone(Milestone::Resolved).map(|to| to.at),
            open: fact.open,
            zone,
        });
        Ok(())
    })
    .await?;
    Ok(responses)
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
