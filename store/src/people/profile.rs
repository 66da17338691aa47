//! A person's own name and zone.

use nofault_domain::command::account::Profile;
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;

use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE person SET name = $2, name_key = $3, zone = $4, version = version + 1 \
        WHERE id = $1 AND version = $5";
    SET_ZONE = "UPDATE person SET zone = COALESCE($2, zone) WHERE id = $1";
}

impl Perform for Profile {
    const NAME: &'static str = "change profile";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let id = work.person().ok_or(Refusal::NotFound("person"))?;
        let zone = self.zone.as_ref().map(|zone| zone.name());
        let name = self.name.as_str();
        if change!(&mut work.db, SET, id, name, self.name.key(), zone, self.version)? == 0 {
            return Err(Refusal::stale("profile").into());
        }
        let version = self.version + 1;
        work.event("person.changed", Subject::Person, id, version, None).await?;
        Ok(Outcome { id, address: "/profile".to_owned(), version })
    }
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
