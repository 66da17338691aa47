//! Adding a factor to an incident, saying how it contributed, taking it away, putting it back.

use nofault_domain::access::Role;
use nofault_domain::command::factor::{
    FactorAdding, FactorNote, FactorRemoval, FactorReturn, Which,
};
use nofault_domain::conflict::{Comparison, Conflict};
use nofault_domain::event::Subject;
use nofault_domain::id::{FactorId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use nofault_domain::similar::key;
use nofault_domain::text::{About, Note, Title};
use nofault_domain::word::Word;

use super::{Factor, Link, by_number, by_title};
use crate::incident::{self, Incident};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    INSERT = "INSERT INTO factor (id, number, title, title_key, category, about, created_at, \
        created_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    LINK = "INSERT INTO incident_factor (id, incident_id, factor_id, note, at, by_person, is_trigger, \
        version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)";
    SET_NOTE = "UPDATE incident_factor SET note = $2, version = version + 1 WHERE id = $1";
    REMOVE = "UPDATE incident_factor SET removed_at = $2, removed_by = $3, version = version + 1 \
        WHERE id = $1";
    PUT_BACK = "UPDATE incident_factor SET removed_at = NULL, removed_by = NULL, note = $2, \
        is_trigger = $3, version = version + 1 WHERE id = $1";
    // A factor's own edit is an event of each incident, too, and changes nothing of the link.
    TOUCHED = "SELECT v.at, p.name FROM event v LEFT JOIN person p ON p.id = v.person_id \
        WHERE v.incident_id = $1 AND v.subject_id = $2 AND v.name <> 'factor.edited' \
        ORDER BY v.id DESC LIMIT 1";
}

impl Perform for FactorAdding {
    const NAME: &'static str = "add factor";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let (factor, by_its_title, event) = match self.which {
            Which::Known(number) => {
                (by_number(&mut work.db, work.viewer, number).await?, false, "factor.linked")
            }
            Which::Titled { title, category, about } => {
                match by_title(&mut work.db, work.viewer, title.as_str()).await? {
                    Some(factor) => (factor, true, "factor.linked"),
                    None => {
                        let category = category.ok_or_else(|| {
                            Refusal::field("category", "This factor is new: choose its category.")
                        })?;
                        let number = work.describe(title, category, about).await?;
                        // In no incident yet: everybody’s.
                        let factor = by_number(&mut work.db, work.viewer, number).await?;
                        (factor, false, "factor.added")
                    }
                }
            }
        };
        let links = super::links(&mut work.db, work.viewer, incident.id).await?;
        let known = links.into_iter().find(|link| link.factor == factor.id);
        let (note, trigger) = (self.note.map(Note::into_string), self.trigger);
        let id = match known {
            Some(Link { removed: None, .. }) => {
                let there = format!(
                    "{} is among the incident’s factors already: “{}”. Change its note there.",
                    factor.number, factor.title
                );
                return Err(Refusal::Conflict(there).into());
            }
            // Somebody took it away before: the same record stands again.
            Some(link) => {
                let note = note.unwrap_or(link.note);
                change!(&mut work.db, PUT_BACK, link.id, note, trigger)?;
                link.id
            }
            None => {
                let (id, at, by) = (new_id(), work.now.micros(), work.person());
                let note = note.unwrap_or_default();
                let (of, factor) = (incident.id.0, factor.id.0);
                change!(&mut work.db, LINK, id, of, factor, note, at, by, trigger)?;
                id
            }
        };
        work.factor_event(event, &factor, incident.id).await?;
        let told = if by_its_title { format!("?linked={}", factor.number) } else { String::new() };
        let address = format!("{}/factors{told}#{}", incident.address(), factor.number);
        Ok(Outcome { id, address, version: factor.version })
    }
}

impl Perform for FactorNote {
    const NAME: &'static str = "edit factor note";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, link, factor) = work.link(self.incident, self.factor).await?;
        if let Some((_, by)) = link.removed {
            return Err(removed(by).into());
        }
        let text = |note: &Option<Note>| note.as_ref().map_or("", Note::as_str).to_owned();
        let (mine, was) = (text(&self.note), self.was.as_ref().map(text));
        let mut form = Comparison::new(self.version, link.version);
        let of = form.three(was.as_deref(), link.version, mine.as_str(), link.note.as_str());
        let note = form.text("note", "Note", &of);
        if let Some(fields) = form.conflicts()? {
            let (by, at) = work.touched_by(incident.id, factor.id).await?;
            let version = link.version;
            return Err(Refusal::from(Conflict { fields, version, by, at }).into());
        }
        change!(&mut work.db, SET_NOTE, link.id, note)?;
        work.factor_event("factor.noted", &factor, incident.id).await?;
        Ok(done(&incident, &link))
    }
}

impl Perform for FactorRemoval {
    const NAME: &'static str = "remove factor";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, link, factor) = work.link(self.incident, self.factor).await?;
        if let Some((_, by)) = link.removed {
            return Err(removed(by).into());
        }
        work.link_unchanged(self.version, incident.id, &link).await?;
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, REMOVE, link.id, at, by)?;
        work.factor_event("factor.unlinked", &factor, incident.id).await?;
        Ok(done(&incident, &link))
    }
}

impl Perform for FactorReturn {
    const NAME: &'static str = "put factor back";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, link, factor) = work.link(self.0.incident, self.0.factor).await?;
        if link.removed.is_none() {
            let there = "Somebody put it back meanwhile: it is among the factors again.";
            return Err(Refusal::Conflict(there.to_owned()).into());
        }
        change!(&mut work.db, PUT_BACK, link.id, link.note.as_str(), link.trigger)?;
        work.factor_event("factor.linked", &factor, incident.id).await?;
        Ok(done(&incident, &link))
    }
}

pub(super) fn done(incident: &Incident, link: &Link) -> Outcome {
    let address = format!("{}/factors#{}", incident.address(), link.number);
    Outcome { id: link.id, address, version: link.version + 1 }
}

pub(super) fn removed(by: Option<String>) -> Refusal {
    let by = by.unwrap_or_else(|| "the operator".to_owned());
    Refusal::Conflict(format!(
        "{by} took this factor away meanwhile. Put it back where it was one."
    ))
}

impl Work<'_> {
    /// Makes a factor, in no incident yet.
    pub(crate) async fn describe(
        &mut self,
        title: Title,
        category: nofault_domain::factor::Category,
        about: Option<About>,
    ) -> Result<FactorNumber, Failure> {
        let (id, number) = (new_id(), self.next("factor").await?);
        let (at, by) = (self.now.micros(), self.person());
        let about = about.map(About::into_string).unwrap_or_default();
        let (title, key) = (title.as_str(), key(title.as_str()));
        change!(&mut self.db, INSERT, id, number, title, key, category.key(), about, at, by)?;
        Ok(FactorNumber(number))
    }

    /// A factor of an incident, both as the viewer may see them.
    pub(super) async fn link(
        &mut self,
        incident: IncidentNumber,
        factor: FactorNumber,
    ) -> Result<(Incident, Link, Factor), Failure> {
        let incident = incident::by_number(&mut self.db, self.viewer, incident).await?;
        let factor = by_number(&mut self.db, self.viewer, factor).await?;
        let links = super::links(&mut self.db, self.viewer, incident.id).await?;
        let link = links.into_iter().find(|link| link.factor == factor.id);
        Ok((incident, link.ok_or(Refusal::NotFound("contributing factor"))?, factor))
    }

    /// What is done at once to a link: an old version is answered without fields.
    pub(super) async fn link_unchanged(
        &mut self,
        seen: i64,
        incident: IncidentId,
        link: &Link,
    ) -> Result<(), Failure> {
        if seen == link.version {
            return Ok(());
        }
        let (by, at) = self.touched_by(incident, link.factor).await?;
        let conflict = Conflict { fields: Vec::new(), version: link.version, by, at };
        Err(Refusal::from(conflict).into())
    }

    pub(super) async fn factor_event(
        &mut self,
        name: &'static str,
        factor: &Factor,
        incident: IncidentId,
    ) -> Result<(), Failure> {
        self.event(name, Subject::Factor, factor.id.0, factor.version, Some(incident)).await
    }

    /// Who last did something to a factor in an incident, and when.
    async fn touched_by(
        &mut self,
        incident: IncidentId,
        factor: FactorId,
    ) -> Result<(Option<String>, Instant), Failure> {
        let row: Option<(i64, Option<String>)> =
            first!(&mut self.db, TOUCHED, incident.0, factor.0)?;
        Ok(row.map_or((None, self.now), |(at, by)| (by, Instant::from_micros(at))))
    }
}
