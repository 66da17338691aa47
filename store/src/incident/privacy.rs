//! Who may see an incident: everybody, or the people and teams named.

use std::collections::HashMap;

use nofault_domain::access::Role;
use nofault_domain::command::action::OwnerId;
use nofault_domain::command::privacy::Privacy;
use nofault_domain::conflict::{Comparison, Three};
use nofault_domain::event::Subject;
use nofault_domain::id::{IncidentId, PersonId, TeamId};
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use super::{Incident, Part};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure};

statements! {
    SET = "UPDATE incident SET private = $2 WHERE id = $1";
    CLEAR = "DELETE FROM incident_access WHERE incident_id = $1";
    ADD = "INSERT INTO incident_access (incident_id, holder_id) VALUES ($1, $2) \
        ON CONFLICT DO NOTHING";
    KNOWN = "SELECT id FROM person WHERE id = $1 AND merged_into IS NULL \
        UNION ALL SELECT id FROM team WHERE id = $1";
    NAME = "SELECT name FROM person WHERE id = $1 UNION ALL SELECT name FROM team WHERE id = $1";
    HOLDERS = "SELECT x.holder_id, p.name, t.name FROM incident_access x \
        LEFT JOIN person p ON p.id = x.holder_id LEFT JOIN team t ON t.id = x.holder_id \
        WHERE x.incident_id = $1 ORDER BY COALESCE(p.name_key, t.name_key), x.holder_id";
}

/// Who is named in a private incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub holder: OwnerId,
    pub name: String,
}

/// The people and teams named, by name, of an incident that the caller has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn holders(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Named>, Failure> {
    let rows: Vec<(Uuid, Option<String>, Option<String>)> = all!(db, HOLDERS, incident.0)?;
    let named = |(id, person, team): (Uuid, Option<String>, Option<String>)| {
        let person = person.map(|name| (OwnerId::Person(PersonId(id)), name));
        let (holder, name) = person.or_else(|| Some((OwnerId::Team(TeamId(id)), team?)))?;
        Some(Named { holder, name })
    };
    Ok(rows.into_iter().filter_map(named).collect())
}

impl Perform for Privacy {
    const NAME: &'static str = "change privacy";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = super::by_number(&mut work.db, work.viewer, self.incident).await?;
        let id = incident.id;
        if incident.merged_into.is_some() {
            let merged = "It goes on in another incident: change who may see that one.";
            return Err(Refusal::Conflict(merged.to_owned()).into());
        }
        let holders = settled(work, &incident, self).await?;
        for part in super::merged_parts(&mut work.db, work.viewer, id).await? {
            work.show_to(part.id, incident.private, holders.as_deref()).await?;
            work.bump_parts(part.id, &[Part::Access]).await?;
            work.event_of_other("incident.privacy_changed", part.id).await?;
        }
        work.show_to(id, incident.private, holders.as_deref()).await?;
        let version = work.bump_parts(id, &[Part::Access]).await?;
        work.event("incident.privacy_changed", Subject::Incident, id.0, version, Some(id)).await?;
        let gone = holders.is_some() && !work.still_sees(id).await?;
        let address = if gone { "/incidents".to_owned() } else { page(&incident) };
        Ok(Outcome { id: id.0, address, version })
    }
}

/// Whom to show it to, of a form and of what was saved since it was opened.
async fn settled(
    work: &mut Work<'_>,
    incident: &Incident,
    wanted: Privacy,
) -> Result<Option<Vec<OwnerId>>, Failure> {
    let Privacy { version, holders: mine, was, .. } = wanted;
    let part = incident.parts.access;
    let mut form = Comparison::new(version, incident.version);
    let open = form.three(was.private, part, mine.is_some(), incident.private);
    let sent = |private: &bool| if *private { "yes" } else { "no" }.to_owned();
    let read = |private: &bool| {
        if *private { "only those named" } else { "everybody who can sign in" }.to_owned()
    };
    let private = form.value("private", "Who may see it", &open, sent, read);
    let named = holders(&mut work.db, incident.id).await?;
    let theirs: Vec<OwnerId> = named.iter().map(|one| one.holder).collect();
    let of = form.three(was.holders, part, mine.unwrap_or_default(), theirs);
    let names = names(work, &of.mine, named).await?;
    let read = |holder: &OwnerId| names.get(&holder.to_string()).cloned().unwrap_or_default();
    let holders = form.ids("holders", "Named", &of, read);
    // One opened it and the other changed who is named: nobody is shown it by that.
    if open.mine != open.theirs && changed(&of, |of| &of.theirs) && changed(&of, |of| &of.mine) {
        form.clash(&["private", "holders"]);
    }
    work.settled(form, incident.saved(Part::Access)).await?;
    Ok(private.then_some(holders))
}

/// Whether these are others than those with which the form was opened.
fn changed(of: &Three<Vec<OwnerId>>, side: impl Fn(&Three<Vec<OwnerId>>) -> &Vec<OwnerId>) -> bool {
    let other = |all: &Vec<OwnerId>, some: &Vec<OwnerId>| all.iter().any(|one| !some.contains(one));
    of.base.as_ref().is_none_or(|base| other(base, side(of)) || other(side(of), base))
}

/// How those are called whom the form or the database names.
async fn names(
    work: &mut Work<'_>,
    mine: &[OwnerId],
    named: Vec<Named>,
) -> Result<HashMap<String, String>, Failure> {
    let mut names: HashMap<String, String> =
        named.into_iter().map(|one| (one.holder.to_string(), one.name)).collect();
    for holder in mine {
        let (OwnerId::Person(PersonId(id)) | OwnerId::Team(TeamId(id))) = holder;
        let row: Option<(String,)> = first!(&mut work.db, NAME, *id)?;
        names.extend(row.map(|(name,)| (holder.to_string(), name)));
    }
    Ok(names)
}

fn page(incident: &Incident) -> String {
    format!("{}/privacy", incident.address())
}

impl Work<'_> {
    async fn show_to(
        &mut self,
        incident: IncidentId,
        was_private: bool,
        holders: Option<&[OwnerId]>,
    ) -> Result<(), Failure> {
        change!(&mut self.db, SET, incident.0, holders.is_some())?;
        change!(&mut self.db, CLEAR, incident.0)?;
        match holders {
            None => Ok(()),
            // Who is named in it already may go; whoever makes it private stays.
            Some(holders) if was_private => self.name(incident, holders.to_vec()).await,
            Some(holders) => self.hide(incident, holders.to_vec()).await,
        }
    }

    /// Names the holders and whoever does it.
    pub(super) async fn hide(
        &mut self,
        incident: IncidentId,
        mut holders: Vec<OwnerId>,
    ) -> Result<(), Failure> {
        holders.extend(self.viewer.person().map(OwnerId::Person));
        self.name(incident, holders).await
    }

    async fn name(&mut self, incident: IncidentId, holders: Vec<OwnerId>) -> Result<(), Failure> {
        for holder in holders {
            let holder = match holder {
                OwnerId::Person(person) => person.0,
                OwnerId::Team(team) => team.0,
            };
            let known: Option<(Uuid,)> = first!(&mut self.db, KNOWN, holder)?;
            if known.is_none() {
                let unknown = "One of these people or teams is not known any more.";
                return Err(Refusal::field("holders", unknown).into());
            }
            change!(&mut self.db, ADD, incident.0, holder)?;
        }
        if self.seen_by(incident).await?.is_empty() {
            let nobody = "Nobody who can sign in would see it: name somebody.";
            return Err(Refusal::field("holders", nobody).into());
        }
        Ok(())
    }

    async fn still_sees(&mut self, incident: IncidentId) -> Result<bool, Failure> {
        let Some(me) = self.person() else {
            return Ok(true);
        };
        Ok(self.seen_by(incident).await?.contains(&me))
    }
}
