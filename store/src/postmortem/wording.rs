//! Hints on the wording of a section, but for those that were dismissed. A dismissal is no
//! command: it has no event, and names nobody.

use std::collections::HashSet;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::blameless::{Hint, Rules};
use nofault_domain::command::wording::HintDismissal;
use nofault_domain::id::{IncidentId, SectionId};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use sha2::{Digest as _, Sha256};

use super::{Section, connected};
use crate::digest::digest;
use crate::incident::Incident;
use crate::{Db, Failure, Store, incident};

statements! {
    DISMISSED = "SELECT rule, passage FROM hint_dismissal WHERE section_id = $1";
    DISMISS = "INSERT INTO hint_dismissal (section_id, rule, passage) VALUES ($1, $2, $3) \
        ON CONFLICT (section_id, rule, passage) DO NOTHING";
}

/// The section, for somebody who may write it.
///
/// # Errors
/// [`Refusal::NotFound`], or [`Refusal::Forbidden`] to a viewer.
pub async fn writable(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: IncidentNumber,
    key: &str,
) -> Result<(Incident, Section), Failure> {
    let incident = incident::by_number(&mut *db, viewer, number).await?;
    if !viewer.has(Role::Responder) {
        return Err(Refusal::Forbidden("Only a responder may do this.".to_owned()).into());
    }
    let postmortem = super::of_incident(db, incident.id).await?;
    let postmortem = postmortem.ok_or(Refusal::NotFound("postmortem"))?;
    let section = postmortem.sections.into_iter().find(|section| section.key == key);
    Ok((incident, section.ok_or(Refusal::NotFound("section"))?))
}

/// What there is to suggest on a text of the section, saved or not.
///
/// # Errors
/// [`Failure::Database`].
pub async fn hints(
    db: &mut Db<'_>,
    rules: &Rules,
    incident: IncidentId,
    section: SectionId,
    text: &str,
) -> Result<Vec<Hint>, Failure> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let people = connected(&mut *db, incident).await?;
    let people: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let called = nofault_domain::naming::called(&people);
    let names: Vec<&str> = called.iter().map(|(_, name)| name.as_str()).collect();
    let mut hints = rules.hints(text, &names);
    if !hints.is_empty() {
        let dismissed: Vec<(String, Vec<u8>)> = all!(db, DISMISSED, section.0)?;
        let dismissed: HashSet<_> = dismissed.into_iter().collect();
        hints.retain(|hint| {
            let passage = Sha256::digest(normal(&hint.passage)).to_vec();
            !dismissed.contains(&(hint.rule.key.clone(), passage))
        });
    }
    Ok(hints)
}

/// What a dismissal of the hint is sent as.
#[must_use]
pub fn key(hint: &Hint) -> String {
    format!("{}:{}", hint.rule.key, digest(&normal(&hint.passage)))
}

/// A passage stays the same whatever its capitals; blanks and markup are gone already.
fn normal(passage: &str) -> String {
    passage.to_lowercase()
}

/// The hint is not shown again in this section while its passage stays the same. Twice is once.
///
/// # Errors
/// As [`writable`].
pub async fn dismiss(
    store: &Store,
    viewer: Viewer,
    dismissal: &HintDismissal,
) -> Result<(Incident, Section), Failure> {
    let HintDismissal { incident, section, rule, passage } = dismissal;
    let mut reader = store.read().await?;
    let found = writable(&mut reader.db(), viewer, *incident, section).await?;
    drop(reader);
    let (id, rule, passage) = (found.1.id.0, rule.as_str(), &passage[..]);
    store.write(async |db| change!(db, DISMISS, id, rule, passage)).await?;
    Ok(found)
}
