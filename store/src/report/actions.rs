//! What the report on actions stands on.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::report::actions::{ActionFact, Tallied};

use crate::facts::Names;
use crate::failure::optional_word;
use crate::packed::Packed;
use crate::visible::service_key;
use crate::{Db, Failure, visible};

statements! {
    ACTIONS = concat!("SELECT string_agg(", pack!(word "a.number"), " || ", pack!(text "a.title"), " || ",
        pack!(word? "i.number"), " || ", pack!(word? "i.services"), " || ", pack!(word? "a.priority"), " || ",
        pack!(word "a.state"), " || ", pack!(text? "p.name"), " || ", pack!(text? "t.name"), " || ",
        pack!(word "a.created_at"), " || ", pack!(word? "a.due"), " || ", pack!(word? "c.at"), ", '') \
        FROM action a LEFT JOIN incident_fact i ON i.id = a.incident_id \
        LEFT JOIN person p ON p.id = a.owner_person LEFT JOIN team t ON t.id = a.owner_team \
        LEFT JOIN action_closure c ON c.action_id = a.id AND c.reopened_at IS NULL \
        WHERE (a.incident_id IS NULL OR (NOT i.private OR $3) AND ", visible!(), ")");
    // What no title is asked of. Those of private incidents, which are few, are left out by what is
    // not seen: to look every incident up took most of the time.
    TALLIED = concat!("SELECT string_agg(", pack!(word "a.number"), " || ", pack!(word "a.state"), " || ",
        pack!(text? "t.name"), " || ", pack!(word "a.created_at"), " || ", pack!(word? "a.due"), " || ",
        pack!(word? "c.at"), ", '') FROM action a LEFT JOIN team t ON t.id = a.owner_team \
        LEFT JOIN action_closure c ON c.action_id = a.id AND c.reopened_at IS NULL \
        WHERE (a.incident_id IS NULL OR a.incident_id NOT IN (SELECT i.id FROM incident_fact i \
        WHERE i.private AND NOT ($3 AND ", visible!(), "))) AND ", of_service!("a.incident_id", "$4"));
    // Those that began as ideas, and when each was made an action.
    IDEAS = concat!("SELECT string_agg(", pack!(word "a.number"), " || ",
        pack!(word? "CASE WHEN v.name = 'action.adopted' THEN v.at END"), ", '') \
        FROM event v JOIN action a ON a.id = v.subject_id WHERE v.subject = 'action' \
        AND v.name IN ('action.suggested', 'action.adopted')");
    OWNER_TEAMS = concat!("SELECT string_agg(", pack!(word "a.number"), " || ", pack!(text "t.name_key"), " || ",
        pack!(text "t.name"), ", '') FROM action a JOIN team_member m ON m.person_id = a.owner_person \
        JOIN team t ON t.id = m.team_id");
}

/// Every action outside private incidents; with `private`, those of the viewer's, too. By number.
///
/// # Errors
/// [`Failure::Database`].
pub async fn actions(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<ActionFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (text,): (Option<String>,) = one!(&mut *db, ACTIONS, all, person, private)?;
    let mut names = Names::all(&mut *db).await?;
    let mut team_of = owner_teams(&mut *db).await?;
    let ideas = ideas(db).await?;
    let (text, mut actions) = (text.unwrap_or_default(), Vec::new());
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        let number = packed.number()?;
        let title = packed.text()?.unwrap_or_default().to_owned();
        let incident = packed.optional_number()?.map(IncidentNumber);
        let services = names.services(packed.word()?).to_vec();
        let priority = optional_word(packed.optional_word()?)?;
        let state = packed.one_of::<ActionState>()?;
        let owner = packed.text()?.map(str::to_owned);
        let team = packed.text()?.map(str::to_owned);
        let created = Instant::from_micros(packed.number()?);
        let due = day(packed.optional_word()?)?;
        actions.push(ActionFact {
            number: ActionNumber(number),
            title,
            incident,
            priority,
            state,
            owner,
            // A person's action counts for the first of their teams.
            team: team.or_else(|| team_of.remove(&number).map(|(_, team)| team)),
            services,
            created,
            taken_on: taken_on(&ideas, number, state, created),
            due,
            ended: packed.optional_number()?.map(Instant::from_micros),
        });
    }
    actions.sort_unstable_by_key(|action| action.number);
    Ok(actions)
}

/// As [`actions`], what is counted of each; of a service's incidents where one is asked for.
///
/// # Errors
/// [`Failure::Database`].
pub async fn tallied(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    service: Option<&str>,
) -> Result<Vec<Tallied>, Failure> {
    let (all, person) = visible::binds(viewer);
    let service = service_key(service);
    let (text,): (Option<String>,) =
        one!(&mut *db, TALLIED, all, person, private, service.as_deref())?;
    let mut team_of = owner_teams(&mut *db).await?;
    let ideas = ideas(db).await?;
    let (text, mut actions) = (text.unwrap_or_default(), Vec::new());
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        let number = packed.number()?;
        let state = packed.one_of::<ActionState>()?;
        let team = packed.text()?.map(str::to_owned);
        let created = Instant::from_micros(packed.number()?);
        actions.push(Tallied {
            number: ActionNumber(number),
            state,
            team: team.or_else(|| team_of.remove(&number).map(|(_, team)| team)),
            created,
            taken_on: taken_on(&ideas, number, state, created),
            due: day(packed.optional_word()?)?,
            ended: packed.optional_number()?.map(Instant::from_micros),
        });
    }
    Ok(actions)
}

/// Since when it is an action.
fn taken_on(
    ideas: &HashMap<i64, Option<Instant>>,
    number: i64,
    state: ActionState,
    created: Instant,
) -> Option<Instant> {
    let taken_on = ideas.get(&number).map_or(Some(created), |adopted| *adopted);
    taken_on.filter(|_| state != ActionState::Idea)
}

fn day(due: Option<&str>) -> Result<Option<Day>, Failure> {
    let day = |due: &str| Day::parse(due).map_err(|_| Failure::damaged("date", due));
    due.map(day).transpose()
}

/// When each idea was made an action, where it was.
async fn ideas(db: &mut Db<'_>) -> Result<HashMap<i64, Option<Instant>>, Failure> {
    let (text,): (Option<String>,) = one!(db, IDEAS)?;
    let (text, mut ideas) = (text.unwrap_or_default(), HashMap::new());
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        let idea: &mut Option<Instant> = ideas.entry(packed.number()?).or_default();
        *idea = packed.optional_number()?.map(Instant::from_micros).or(*idea);
    }
    Ok(ideas)
}

/// The first of the teams of the person who owns an action, by the key of its name.
async fn owner_teams(db: &mut Db<'_>) -> Result<HashMap<i64, (String, String)>, Failure> {
    let (text,): (Option<String>,) = one!(db, OWNER_TEAMS)?;
    let (text, mut teams) = (text.unwrap_or_default(), HashMap::new());
    let mut packed = Packed::new(&text);
    while !packed.is_empty() {
        let action = packed.number()?;
        let [key, name] = [packed.text()?, packed.text()?].map(Option::unwrap_or_default);
        let first: &mut (String, String) =
            teams.entry(action).or_insert_with(|| (key.to_owned(), name.to_owned()));
        if key < first.0.as_str() {
            *first = (key.to_owned(), name.to_owned());
        }
    }
    Ok(teams)
}
