//! A person's own name and zone, and whether single keys do something.

use nofault_domain::command::account::Profile;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;

use super::Person;
use crate::Failure;
use crate::conflict::Alone;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE person SET name = $2, name_key = $3, zone = $4, keys = $5, \
        version = version + 1 WHERE id = $1";
    KEYS = "SELECT keys FROM person WHERE id = $1";
    SET_ZONE = "UPDATE person SET zone = COALESCE($2, zone) WHERE id = $1";
}

impl Perform for Profile {
    const NAME: &'static str = "change profile";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let id = work.person().ok_or(Refusal::NotFound("person"))?;
        let present = super::person(&mut work.db, PersonId(id)).await?;
        let version = present.version + 1;
        let Settled { name, zone, keys } = settled(work, &present, self).await?;
        change!(&mut work.db, SET, id, name.as_str(), name.to_lowercase(), zone, keys)?;
        work.event("person.changed", Subject::Person, id, version, None).await?;
        Ok(Outcome { id, address: "/profile".to_owned(), version })
    }
}

struct Settled {
    name: String,
    /// None follows the installation's.
    zone: Option<String>,
    keys: bool,
}

/// What to save of a form and of what the person saved elsewhere since it was opened.
async fn settled(
    work: &mut Work<'_>,
    present: &Person,
    wanted: Profile,
) -> Result<Settled, Failure> {
    let Profile { version, name: mine, zone, keys, was } = wanted;
    let (id, part) = (present.id.0, present.version);
    let mut form = Comparison::new(version, part);
    let was_name = was.name.as_ref().map(Name::as_str);
    let of = form.three(was_name, part, mine.as_str(), present.name.as_str());
    let name = form.line("name", "Name", &of);
    let text = |zone: &Option<Zone>| zone.as_ref().map_or("", |zone| zone.name()).to_owned();
    let (mine, was_zone) = (text(&zone), was.zone.as_ref().map(text));
    let theirs = present.zone.as_deref().unwrap_or_default();
    let of = form.three(was_zone.as_deref(), part, mine.as_str(), theirs);
    let zone = Some(form.line("zone", "Time zone", &of)).filter(|zone| !zone.is_empty());
    let (theirs,): (bool,) = one!(&mut work.db, KEYS, id)?;
    let keys = match keys {
        None => theirs,
        Some(mine) => {
            let of = form.three(was.keys, part, mine, theirs);
            let sent = |keys: &bool| if *keys { "on" } else { "off" }.to_owned();
            let read = |keys: &bool| if *keys { "On" } else { "Off" }.to_owned();
            form.value("keys", "Single keys and slash commands", &of, sent, read)
        }
    };
    work.settled(form, Alone { subject: id, version: part, events: "person." }).await?;
    Ok(Settled { name, zone, keys })
}

impl Work<'_> {
    pub(super) async fn set_zone(
        &mut self,
        person: PersonId,
        zone: Option<&str>,
    ) -> Result<(), Failure> {
        change!(&mut self.db, SET_ZONE, person.0, zone)?;
        Ok(())
    }
}
