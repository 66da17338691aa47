//! An incident and its postmortem as a document, through its viewer.

use std::collections::HashMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::OwnerId;
use nofault_domain::document::{
    Action, Change, Closure, Document, Entry, Impact, Next, Update, Verification,
};
use nofault_domain::evidence::Evidence;
use nofault_domain::incident::IncidentRole;
use nofault_domain::instant::Instant;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{Label, Markdown, Name, Reference, Title};
use nofault_domain::word::Word as _;
use nofault_domain::zone::Zone;
use uuid::Uuid;

use super::paper;
use crate::failure::word;
use crate::incident::{self, Incident};
use crate::{Db, Failure, action, impact, response, timeline, visible};

statements! {
    // A name of a person is a text of everybody's; their ids mean nothing elsewhere.
    NAMES = "SELECT id, name FROM person";
    MORE = "SELECT a.id, a.success, a.tracker, f.number, c.id, c.verify_on FROM action a \
        LEFT JOIN factor f ON f.id = a.factor_id LEFT JOIN action_closure c \
        ON c.action_id = a.id AND c.reopened_at IS NULL WHERE a.incident_id = $1";
    VERIFICATIONS = "SELECT v.closure_id, v.id, v.verdict, v.at, p.name, v.note FROM verification v \
        JOIN action a ON a.id = v.action_id LEFT JOIN person p ON p.id = v.by_person \
        WHERE a.incident_id = $1 ORDER BY v.at, v.id";
    WITH_POSTMORTEM = concat!("SELECT i.number FROM incident i JOIN postmortem m ON m.incident_id = i.id \
        WHERE ", visible!(), " ORDER BY i.number");
}

/// The numbers of the incidents that have a postmortem and that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn numbers(db: &mut Db<'_>, viewer: Viewer) -> Result<Vec<IncidentNumber>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64,)> = all!(db, WITH_POSTMORTEM, all, person)?;
    Ok(rows.into_iter().map(|(number,)| IncidentNumber(number)).collect())
}

/// The postmortem of an incident: for its writers as it stands, for others as it was last published.
///
/// # Errors
/// Not found, where there is none, none that is published, or the incident may not be seen.
pub async fn postmortem(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: IncidentNumber,
) -> Result<Document, Failure> {
    let incident = incident::by_number(&mut *db, viewer, number).await?;
    let (postmortem, sections) =
        paper::read(&mut *db, incident.id, viewer.has(Role::Responder)).await?;
    let id = incident.id;
    let names: Vec<(Uuid, String)> = all!(&mut *db, NAMES)?;
    let names: HashMap<Uuid, String> = names.into_iter().collect();
    let (services, labels) =
        (incident::services(&mut *db, id).await?, incident::labels(&mut *db, id).await?);
    let mut document = whole(&incident)?;
    document.services =
        services.iter().map(|one| text("name", one, Name::parse)).collect::<Result<_, _>>()?;
    document.labels =
        labels.iter().map(|one| text("label", one, Label::parse)).collect::<Result<_, _>>()?;
    // Engines sort differently, and the same document is the same text.
    document.services.sort_by_key(Name::key);
    document.labels.sort();
    document.milestones = incident::milestones(&mut *db, id).await?;
    document.stated = incident::stated(&mut *db, id).await?;
    document.stated.sort();
    document.postmortem = Some(postmortem);
    document.sections = sections;
    let impacts = impact::standing(&mut *db, id).await?;
    document.impacts = impacts.into_iter().map(impact_of).collect::<Result<_, _>>()?;
    document.factors = paper::factors(&mut *db, viewer, id).await?;
    let more: Vec<More> = all!(&mut *db, MORE, id.0)?;
    let actions = action::of_incident(&mut *db, viewer, id).await?;
    document.actions =
        actions.into_iter().map(|one| action_of(one, &more)).collect::<Result<_, _>>()?;
    // What its reader may not see of the factors is not told of the actions.
    let known = |number: &FactorNumber| document.factors.iter().any(|one| one.number == *number);
    for action in &mut document.actions {
        action.factor = action.factor.filter(known);
    }
    verified(&mut document.actions, all!(&mut *db, VERIFICATIONS, id.0)?)?;
    let updates = response::updates(&mut *db, id).await?;
    // They come newest first.
    document.updates = updates.into_iter().rev().map(update_of).collect::<Result<_, _>>()?;
    let mut entries = timeline::entries(db, id).await?;
    entries.retain(|entry| entry.deleted.is_none());
    document.entries =
        entries.into_iter().map(|one| entry_of(one, &names)).collect::<Result<_, _>>()?;
    Ok(document)
}

fn whole(incident: &Incident) -> Result<Document, Failure> {
    let title = text("title", &incident.title, Title::parse)?;
    let zone = text("zone", &incident.home_zone, Zone::parse)?;
    let reference = incident.reference.as_ref();
    Ok(Document {
        kind: incident.kind,
        status: incident.status,
        severity: incident.severity,
        severity_highest: incident.severity_highest,
        entered: incident.entered,
        private: incident.private,
        reference: reference.map(|one| text("reference", one, Reference::parse)).transpose()?,
        summary: block(&incident.summary)?,
        ..Document::new(incident.id, incident.number, title, zone, incident.recorded_at)
    })
}

fn impact_of(impact: impact::Impact) -> Result<Impact, Failure> {
    let said = impact.said;
    Ok(Impact {
        id: impact.id,
        number: impact.number,
        service: text("name", &said.service_name, Name::parse)?,
        fraction: said.fraction,
        from: said.span.from,
        to: said.span.to,
        words: block(&said.words)?,
    })
}

/// Id, success, tracker, factor's number; the closure's id, when to verify.
type More = (Uuid, String, String, Option<i64>, Option<Uuid>, Option<String>);

fn action_of(action: action::Action, more: &[More]) -> Result<Action, Failure> {
    let found = more.iter().find(|(id, ..)| *id == action.id.0);
    let (_, success, tracker, factor, closure, verify_on) =
        found.ok_or_else(|| Failure::damaged("action", action.number))?;
    let (owner, team) = match &action.owner {
        Some((OwnerId::Person(_), name)) => (Some(text("name", name, Name::parse)?), None),
        Some((OwnerId::Team(_), name)) => (None, Some(text("name", name, Name::parse)?)),
        None => (None, None),
    };
    let closure = match (action.closure, closure) {
        (Some(said), Some(id)) => Some(Closure {
            id: *id,
            at: said.at,
            by: said.by.as_ref().map(|name| text("name", name, Name::parse)).transpose()?,
            note: block(&said.note)?,
            verify_on: verify_on.as_ref().map(|day| text("day", day, Day::parse)).transpose()?,
            verifications: Vec::new(),
        }),
        _ => None,
    };
    Ok(Action {
        id: action.id,
        number: action.number,
        title: text("title", &action.title, Title::parse)?,
        kind: action.kind,
        priority: action.priority,
        state: action.state,
        owner,
        team,
        due: action.due,
        success: block(success)?,
        tracker: block(tracker)?,
        factor: factor.map(FactorNumber),
        recorded_at: action.created_at,
        closure,
    })
}

/// Closure, id, verdict, when, by whom, note.
type Verified = (Uuid, Uuid, String, i64, Option<String>, String);

/// Each to the closure that it is about, where that one holds.
fn verified(actions: &mut [Action], rows: Vec<Verified>) -> Result<(), Failure> {
    for (of, id, verdict, at, by, note) in rows {
        let mut closures = actions.iter_mut().filter_map(|action| action.closure.as_mut());
        let Some(closure) = closures.find(|closure| closure.id == of) else { continue };
        closure.verifications.push(Verification {
            id,
            verdict: word(&verdict)?,
            at: Instant::from_micros(at),
            by: by.map(|name| text("name", &name, Name::parse)).transpose()?,
            note: block(&note)?,
        });
    }
    Ok(())
}

fn update_of(update: response::Update) -> Result<Update, Failure> {
    Ok(Update {
        id: update.id,
        number: update.number,
        status: update.status,
        severity: update.severity,
        at: update.at,
        author: update.author.map(|name| text("name", &name, Name::parse)).transpose()?,
        next: update.next.map(|next| Next { at: next.at, zone: next.zone }),
        body: block(&update.text)?,
    })
}

fn entry_of(entry: timeline::Entry, names: &HashMap<Uuid, String>) -> Result<Entry, Failure> {
    let change = entry.change.map(|change| {
        let role = IncidentRole::ALL.iter().any(|role| role.field() == change.field);
        let name = |id: String| {
            let known = Uuid::try_parse(&id).ok().filter(|_| role).and_then(|id| names.get(&id));
            known.cloned().unwrap_or(id)
        };
        Change { field: change.field, from: name(change.from), to: name(change.to) }
    });
    let link = Some(entry.evidence.as_str()).filter(|link| !link.is_empty());
    Ok(Entry {
        id: entry.id,
        number: entry.number,
        kind: entry.kind,
        at: entry.moment,
        evidence: link.map(|link| text("link", link, Evidence::parse)).transpose()?,
        pinned: entry.pinned,
        author: entry.author.as_ref().map(|one| text("name", one, Name::parse)).transpose()?,
        recorded_at: entry.recorded_at,
        change,
        body: block(&entry.body)?,
    })
}

/// A stored text by its own parser.
pub(super) fn text<T, E>(
    what: &'static str,
    stored: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<T, Failure> {
    parse(stored).map_err(|_| Failure::damaged(what, stored))
}

pub(super) fn block(stored: &str) -> Result<Option<Markdown>, Failure> {
    text("text", stored, Markdown::parse_optional)
}

pub(super) fn none() -> Failure {
    Refusal::NotFound("postmortem").into()
}
