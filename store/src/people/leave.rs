//! People who leave, come back, or are anonymised. What they wrote stays.

use nofault_domain::access::Role;
use nofault_domain::command::person::{Anonymisation, Departure, Return};
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;

use super::account::LAST;
use super::{Person, address};
use crate::Failure;
use crate::conflict::Alone;
use crate::incident::Seen;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    LEAVE = "UPDATE person SET left_at = $2, version = version + 1 WHERE id = $1";
    SHUT = "UPDATE account SET disabled_at = COALESCE(disabled_at, $2), version = version + 1 \
        WHERE person_id = $1";
    OPEN = "UPDATE account SET disabled_at = NULL, version = version + 1 \
        WHERE person_id = $1 AND disabled_at = (SELECT left_at FROM person WHERE id = $1)";
    WITHDRAW = "DELETE FROM invitation WHERE person_id = $1 AND accepted_at IS NULL";
    COUNT = "SELECT COUNT(*) FROM person WHERE anonymised_at IS NOT NULL";
    ANONYMISE = "UPDATE person SET name = $2, name_key = $3, zone = NULL, \
        left_at = COALESCE(left_at, $4), anonymised_at = $4, version = version + 1 \
        WHERE id = $1 OR merged_into = $1";
    FORGET_INVITATIONS = "DELETE FROM invitation WHERE person_id = $1 OR email = $2 \
        OR (person_id IS NULL AND email = '' AND name = $3 AND accepted_at IS NULL)";
    FORGET_ACCOUNT = "DELETE FROM account WHERE person_id = $1";
    FORGET_TEAMS = "DELETE FROM team_member WHERE person_id = $1";
    FORGET_ACCESS = "DELETE FROM incident_access WHERE holder_id = $1";
    FORGET_FOLLOWS = "DELETE FROM follow WHERE person_id = $1";
    FORGET_UPLOADS = "DELETE FROM upload WHERE by_person = $1";
}

impl Perform for Departure {
    const NAME: &'static str = "deactivate person";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let person = work.person_at(self.person, self.version).await?;
        if person.left_at.is_some() {
            return Err(Refusal::Conflict("They have left already.".to_owned()).into());
        }
        if work.is_last_administrator(person.id).await? {
            return Err(Refusal::Conflict(LAST.to_owned()).into());
        }
        let (now, seen) = (work.now.micros(), work.seen_through(person.id.0).await?);
        work.end_roles_of(person.id).await?;
        change!(&mut work.db, LEAVE, person.id.0, now)?;
        change!(&mut work.db, SHUT, person.id.0, now)?;
        change!(&mut work.db, WITHDRAW, person.id.0)?;
        work.end_sessions(person.id).await?;
        work.still_seen(seen).await?;
        done(work, "person.left", person.id, self.version + 1).await
    }
}

impl Perform for Return {
    const NAME: &'static str = "bring back person";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let person = work.person_at(self.person, self.version).await?;
        if person.anonymised || person.left_at.is_none() {
            let why = if person.anonymised {
                "Nothing says any more who this was: invite them anew."
            } else {
                "They are back already."
            };
            return Err(Refusal::Conflict(why.to_owned()).into());
        }
        // An account that was closed before they left stays closed.
        change!(&mut work.db, OPEN, person.id.0)?;
        change!(&mut work.db, LEAVE, person.id.0, None::<i64>)?;
        done(work, "person.returned", person.id, self.version + 1).await
    }
}

impl Perform for Anonymisation {
    const NAME: &'static str = "anonymise person";
    const SCRUBS: bool = true;

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let person = work.person_at(self.person, self.version).await?;
        if person.anonymised {
            return Err(Refusal::Conflict("This was done already.".to_owned()).into());
        }
        if person.name != self.name {
            let other = "Type the name as it stands above: this cannot be undone.";
            return Err(Refusal::field("name", other).into());
        }
        if work.is_last_administrator(person.id).await? {
            return Err(Refusal::Conflict(LAST.to_owned()).into());
        }
        let seen = work.seen_through(person.id.0).await?;
        work.end_sessions(person.id).await?;
        work.end_roles_of(person.id).await?;
        let (before,): (i64,) = one!(&mut work.db, COUNT)?;
        let (name, id) = (format!("Former member {}", before + 1), person.id.0);
        let (key, now) = (name.to_lowercase(), work.now.micros());
        let email = person.account.map(|account| account.email);
        change!(&mut work.db, ANONYMISE, id, name, key, now)?;
        change!(&mut work.db, FORGET_INVITATIONS, id, email, person.name)?;
        for forget in [FORGET_ACCOUNT, FORGET_TEAMS, FORGET_ACCESS, FORGET_FOLLOWS, FORGET_UPLOADS]
        {
            change!(&mut work.db, forget, id)?;
        }
        work.still_seen(seen).await?;
        done(work, "person.anonymised", person.id, self.version + 1).await
    }
}

async fn done(
    work: &mut Work<'_>,
    event: &'static str,
    person: PersonId,
    version: i64,
) -> Result<Outcome, Failure> {
    work.event(event, Subject::Person, person.0, version, None).await?;
    Ok(Outcome { id: person.0, address: address(person), version })
}

impl Work<'_> {
    /// Nobody takes the only eyes of a private incident along.
    pub(super) async fn still_seen(&mut self, before: Seen) -> Result<(), Failure> {
        match self.unseen(before).await? {
            Some(why) => Err(Refusal::field("person", why).into()),
            None => Ok(()),
        }
    }

    /// The person to change, at the version that was seen. A merged record is no person any more.
    pub(super) async fn person_at(
        &mut self,
        id: PersonId,
        version: i64,
    ) -> Result<Person, Failure> {
        let person = super::person(&mut self.db, id).await?;
        if person.merged_into.is_some() {
            return Err(Refusal::NotFound("person").into());
        }
        let saved = Alone { subject: id.0, version: person.version, events: "person." };
        self.unchanged(version, saved).await?;
        Ok(person)
    }
}
