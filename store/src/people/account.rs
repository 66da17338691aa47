//! Accounts: who may sign in, and as what.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{AccountChange, Email};
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use uuid::Uuid;

use crate::conflict::Alone;
use crate::failure::word;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure};

statements! {
    CREDENTIALS = "SELECT person_id, password_hash FROM account WHERE email = $1 AND disabled_at IS NULL";
    HASH = "SELECT password_hash FROM account WHERE person_id = $1 AND disabled_at IS NULL";
    SET_PASSWORD = "UPDATE account SET password_hash = $2, version = version + 1 \
        WHERE person_id = $1 RETURNING version";
    END_OTHERS = "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2";
    END_ALL = "DELETE FROM session WHERE person_id = $1";
    ANY = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM account LIMIT 1) AS any_account";
    FIND = "SELECT version, role, disabled_at FROM account WHERE person_id = $1";
    SET = "UPDATE account SET role = $2, disabled_at = $3, version = version + 1 \
        WHERE person_id = $1 RETURNING version";
    LEFT = "SELECT left_at FROM person WHERE id = $1";
    OTHERS = "SELECT COUNT(*) FROM account WHERE role = 'administrator' AND disabled_at IS NULL \
        AND person_id <> $1";
}

pub(super) const LAST: &str = "This is the last administrator: make another one first.";

/// What a password is checked against.
pub struct Credentials {
    pub person: PersonId,
    pub password_hash: String,
}

/// The account of an address, where it may sign in.
///
/// # Errors
/// [`Failure::Database`].
pub async fn credentials(db: &mut Db<'_>, email: &Email) -> Result<Option<Credentials>, Failure> {
    let row: Option<(Uuid, String)> = first!(db, CREDENTIALS, email.as_str())?;
    Ok(row.map(|(person, password_hash)| Credentials { person: PersonId(person), password_hash }))
}

/// The password hash of a person who is signed in.
///
/// # Errors
/// Not found, where the person has no account.
pub async fn own_credentials(db: &mut Db<'_>, person: PersonId) -> Result<String, Failure> {
    let row: Option<(String,)> = first!(db, HASH, person.0)?;
    let (hash,) = row.ok_or(Refusal::NotFound("account"))?;
    Ok(hash)
}

/// Whether anybody has an account yet.
///
/// # Errors
/// [`Failure::Database`].
pub async fn has_accounts(db: &mut Db<'_>) -> Result<bool, Failure> {
    let (accounts,): (i64,) = one!(db, ANY)?;
    Ok(accounts > 0)
}

/// A new password, already hashed. Ends the person's other sessions, and their calendars.
pub struct PasswordSet {
    pub person: PersonId,
    pub password_hash: String,
    /// The session that goes on.
    pub keep: Option<Vec<u8>>,
}

impl Work<'_> {
    /// Nobody else could run the installation.
    pub(super) async fn is_last_administrator(
        &mut self,
        person: PersonId,
    ) -> Result<bool, Failure> {
        let own: Option<(i64, String, Option<i64>)> = first!(&mut self.db, FIND, person.0)?;
        let runs = matches!(own, Some((_, role, None)) if role == Role::Administrator.key());
        let (others,): (i64,) = one!(&mut self.db, OTHERS, person.0)?;
        Ok(runs && others == 0)
    }

    pub(super) async fn end_sessions(&mut self, person: PersonId) -> Result<(), Failure> {
        change!(&mut self.db, END_ALL, person.0)?;
        self.end_feeds(person).await
    }
}

impl Perform for PasswordSet {
    const NAME: &'static str = "set password";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let own = work.viewer.person() == Some(self.person);
        if !own && matches!(work.viewer, Viewer::Person { .. }) {
            let others = "A person’s password is their own: send them a new invitation instead.";
            return Err(Refusal::Forbidden(others.to_owned()).into());
        }
        let id = self.person.0;
        let row: Option<(i64,)> = first!(&mut work.db, SET_PASSWORD, id, self.password_hash)?;
        let (version,) = row.ok_or(Refusal::NotFound("account"))?;
        match self.keep {
            Some(keep) => change!(&mut work.db, END_OTHERS, id, keep)?,
            None => change!(&mut work.db, END_ALL, id)?,
        };
        work.end_feeds(self.person).await?;
        work.event("account.password_set", Subject::Person, id, version, None).await?;
        Ok(Outcome { id, address: "/profile".to_owned(), version })
    }
}

impl Perform for AccountChange {
    const NAME: &'static str = "change account";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let id = self.person.0;
        let row: Option<(i64, String, Option<i64>)> = first!(&mut work.db, FIND, id)?;
        let (part, role, disabled_at) = row.ok_or(Refusal::NotFound("account"))?;
        let mut form = Comparison::new(self.version, part);
        let of = form.three(self.was_role, part, self.role, word(&role)?);
        let role = form.word("role", "Role", &of);
        let of = form.three(self.was_active, part, self.active, disabled_at.is_none());
        let active = form.tick("active", "May sign in", &of);
        work.settled(form, Alone { subject: id, version: part, events: "account." }).await?;
        if role != Role::Administrator || !active {
            let (others,): (i64,) = one!(&mut work.db, OTHERS, id)?;
            if others == 0 {
                return Err(Refusal::field("role", LAST).into());
            }
        }
        let (left_at,): (Option<i64>,) = one!(&mut work.db, LEFT, id)?;
        if active && left_at.is_some() {
            let left = "They have left: bring them back on their page first.";
            return Err(Refusal::field("active", left).into());
        }
        let seen = work.seen_through(id).await?;
        let disabled_at =
            if active { None } else { Some(disabled_at.unwrap_or(work.now.micros())) };
        let (version,): (i64,) = one!(&mut work.db, SET, id, role.key(), disabled_at)?;
        if !active {
            work.end_sessions(PersonId(id)).await?;
        }
        if let Some(why) = work.unseen(seen).await? {
            return Err(Refusal::field("active", why).into());
        }
        work.event("account.changed", Subject::Person, id, version, None).await?;
        Ok(Outcome { id, address: format!("/people#{id}"), version })
    }
}
