//! Two records of one person become one.

use nofault_domain::access::Role;
use nofault_domain::command::person::PersonMerge;
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;

use super::account::LAST;
use super::{Person, address};
use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    // Who was named twice is named once.
    ADD_TEAMS = "INSERT INTO team_member (team_id, person_id) SELECT team_id, $2 FROM team_member \
        WHERE person_id = $1 ON CONFLICT DO NOTHING";
    LEAVE_TEAMS = "DELETE FROM team_member WHERE person_id = $1";
    ADD_FOLLOWS = "INSERT INTO follow (incident_id, person_id, at) SELECT incident_id, $2, at \
        FROM follow WHERE person_id = $1 ON CONFLICT DO NOTHING";
    LEAVE_FOLLOWS = "DELETE FROM follow WHERE person_id = $1";
    ADD_ACCESS = "INSERT INTO incident_access (incident_id, holder_id) SELECT incident_id, $2 \
        FROM incident_access WHERE holder_id = $1 ON CONFLICT DO NOTHING";
    LEAVE_ACCESS = "DELETE FROM incident_access WHERE holder_id = $1";
    WITHDRAW = "DELETE FROM invitation WHERE (person_id = $1 OR person_id = $2) \
        AND accepted_at IS NULL";
    MOVE_ACCOUNT = "UPDATE account SET person_id = $2, version = version + 1 WHERE person_id = $1";
    END_ACCOUNT = "DELETE FROM account WHERE person_id = $1";
    MERGE = "UPDATE person SET merged_into = $2, zone = NULL, version = version + 1 WHERE id = $1";
    BUMP = "UPDATE person SET version = version + 1 WHERE id = $1 RETURNING version";
}

impl Perform for PersonMerge {
    const NAME: &'static str = "merge people";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let from = work.person_at(self.person, self.version).await?;
        let into = work.other(self.into).await?;
        refuse(&from, work)?;
        // The only way in moves along; of two, the other's stays.
        let both = from.account.is_some() && into.account.is_some();
        if both && work.is_last_administrator(from.id).await? {
            return Err(Refusal::Conflict(LAST.to_owned()).into());
        }
        let (one, other) = (from.id.0, into.id.0);
        let seen = work.seen_through(one).await?;
        work.end_sessions(from.id).await?;
        match (&from.account, &into.account) {
            (Some(_), Some(_)) => change!(&mut work.db, END_ACCOUNT, one)?,
            (Some(_), None) => change!(&mut work.db, MOVE_ACCOUNT, one, other)?,
            (None, _) => 0,
        };
        if from.account.is_some() || into.account.is_some() {
            change!(&mut work.db, WITHDRAW, one, other)?;
        }
        for (add, leave) in
            [(ADD_TEAMS, LEAVE_TEAMS), (ADD_FOLLOWS, LEAVE_FOLLOWS), (ADD_ACCESS, LEAVE_ACCESS)]
        {
            change!(&mut work.db, add, one, other)?;
            change!(&mut work.db, leave, one)?;
        }
        work.move_references(from.id, into.id).await?;
        change!(&mut work.db, MERGE, one, other)?;
        let (version,): (i64,) = one!(&mut work.db, BUMP, other)?;
        // The account that stays may be one that is closed.
        work.still_seen(seen).await?;
        work.event("person.merged", Subject::Person, one, self.version + 1, None).await?;
        work.event("person.joined_with", Subject::Person, other, version, None).await?;
        Ok(Outcome { id: other, address: address(into.id), version })
    }
}

fn refuse(from: &Person, work: &Work<'_>) -> Result<(), Refusal> {
    if from.anonymised {
        let known = "Nothing says any more who this was: it stays by itself.";
        return Err(Refusal::Conflict(known.to_owned()));
    }
    if work.viewer.person() == Some(from.id) {
        let own = "This is your own record: merge the other one into it instead.";
        return Err(Refusal::Conflict(own.to_owned()));
    }
    Ok(())
}

impl Work<'_> {
    /// The record that stays.
    async fn other(&mut self, id: PersonId) -> Result<Person, Failure> {
        let refused = |message: &str| Err(Refusal::field("into", message).into());
        match super::person(&mut self.db, id).await {
            Ok(person) if person.left_at.is_some() => {
                refused("They have left: bring them back first.")
            }
            Ok(person) if person.merged_into.is_none() => Ok(person),
            Ok(_) | Err(Failure::Refused(_)) => refused("Choose whose record it is."),
            failed => failed,
        }
    }
}
