//! What an entry says of toil: written with it, and changed later. The entry is another version
//! of itself then; its text goes on.

use nofault_domain::access::Role;
use nofault_domain::command::toil::ToilChange;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::toil::{Toil, shown};
use uuid::Uuid;

use crate::conflict::Saved;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    SET = "INSERT INTO toil (entry_id, minutes, automatable, at, by_person) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (entry_id) DO UPDATE SET \
        minutes = excluded.minutes, automatable = excluded.automatable, at = excluded.at, \
        by_person = excluded.by_person";
    CLEAR = "DELETE FROM toil WHERE entry_id = $1";
}

impl Perform for ToilChange {
    const NAME: &'static str = "change toil";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let entry = work.standing_entry(incident.id, self.entry).await?;
        let part = entry.version;
        let mut form = Comparison::new(self.version, part);
        let minutes = entry.toil.map(|toil| toil.minutes);
        let of = form.three(self.was_minutes, part, self.minutes, minutes);
        let sent = |minutes: &Option<i64>| minutes.map(|n| n.to_string()).unwrap_or_default();
        let read = |minutes: &Option<i64>| minutes.map_or("none".to_owned(), shown);
        let minutes = form.value("minutes", "Minutes of toil", &of, sent, read);
        let automatable = entry.toil.is_some_and(|toil| toil.automatable);
        let of = form.three(self.was_automatable, part, self.automatable, automatable);
        let automatable = form.tick("automatable", "Could be automated", &of);
        work.settled(form, Saved::of(entry.id.0, incident.id, part)).await?;
        let toil = minutes.map(|minutes| Toil { minutes, automatable });
        work.set_toil(entry.id.0, toil).await?;
        let version = work.go_on(&entry).await?;
        work.event("entry.edited", Subject::Entry, entry.id.0, version, Some(incident.id)).await?;
        let address = format!("{}#{}", incident.address(), entry.number);
        Ok(Outcome { id: entry.id.0, address, version })
    }
}

impl Work<'_> {
    pub(crate) async fn set_toil(
        &mut self,
        entry: Uuid,
        toil: Option<Toil>,
    ) -> Result<(), Failure> {
        let (at, by) = (self.now.micros(), self.person());
        match toil {
            Some(Toil { minutes, automatable }) => {
                change!(&mut self.db, SET, entry, minutes, automatable, at, by)?
            }
            None => change!(&mut self.db, CLEAR, entry)?,
        };
        Ok(())
    }
}
