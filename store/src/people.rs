//! People, and the accounts that some of them have.

mod account;
mod invitation;
mod leave;
mod merge;
mod named;
mod profile;
mod references;
mod session;

pub use account::{Credentials, PasswordSet, credentials, has_accounts, own_credentials};
pub use invitation::{
    Invitation, InvitationSent, Joined, accepted, invitation, invitations, open_set_up,
};
pub use named::{Named, named, names};
pub use session::{Session, end_session, session, session_holds, start_session};

use nofault_domain::access::{Role, Viewer};
use nofault_domain::id::PersonId;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use uuid::Uuid;

use crate::failure::optional_word;
use crate::work::Work;
use crate::{Db, Failure, new_id};

pub(crate) mod statements_of {
    pub(crate) use super::account::STATEMENTS as ACCOUNT;
    pub(crate) use super::invitation::STATEMENTS as INVITATION;
    pub(crate) use super::leave::STATEMENTS as LEAVE;
    pub(crate) use super::merge::STATEMENTS as MERGE;
    pub(crate) use super::named::STATEMENTS as NAMED;
    pub(crate) use super::profile::STATEMENTS as PROFILE;
    #[cfg(test)]
    pub(crate) use super::references::OTHERS as OTHER_REFERENCES;
    pub(crate) use super::references::STATEMENTS as REFERENCES;
    pub(crate) use super::session::STATEMENTS as SESSION;
}

/// A person, with what their account may do where they have one.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// None follows the installation's zone.
    pub zone: Option<String>,
    pub version: i64,
    pub account: Option<Account>,
    /// When they left, where they did.
    pub left_at: Option<Instant>,
    /// Nothing says any more who it was.
    pub anonymised: bool,
    /// The record that stands for this one.
    pub merged_into: Option<PersonId>,
}

impl Person {
    /// Where an administrator sees and changes them.
    #[must_use]
    pub fn address(&self) -> String {
        address(self.id)
    }
}

/// A person's page.
#[must_use]
pub fn address(person: PersonId) -> String {
    format!("/people/{person}")
}

#[derive(Debug, Clone)]
pub struct Account {
    pub email: String,
    pub role: Role,
    pub active: bool,
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    zone: Option<String>,
    version: i64,
    email: Option<String>,
    role: Option<String>,
    disabled_at: Option<i64>,
    account_version: Option<i64>,
    left_at: Option<i64>,
    anonymised_at: Option<i64>,
    merged_into: Option<Uuid>,
}

impl TryFrom<Row> for Person {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self, Failure> {
        let role = optional_word(row.role.as_deref())?;
        let active = row.disabled_at.is_none();
        let account = match (row.email, role, row.account_version) {
            (Some(email), Some(role), Some(version)) => {
                Some(Account { email, role, active, version })
            }
            _ => None,
        };
        Ok(Self {
            id: PersonId(row.id),
            name: row.name,
            zone: row.zone,
            version: row.version,
            account,
            left_at: row.left_at.map(Instant::from_micros),
            anonymised: row.anonymised_at.is_some(),
            merged_into: row.merged_into.map(PersonId),
        })
    }
}

macro_rules! people {
    () => {
        "SELECT p.id, p.name, p.zone, p.version, a.email, a.role, a.disabled_at, \
         a.version AS account_version, p.left_at, p.anonymised_at, p.merged_into FROM person p LEFT JOIN account a ON a.person_id = p.id"
    };
}

statements! {
    PEOPLE = concat!(people!(), " WHERE p.merged_into IS NULL AND p.left_at IS NULL \
        ORDER BY p.name_key, p.id");
    EVERYBODY = concat!(people!(), " WHERE p.merged_into IS NULL ORDER BY p.name_key, p.id");
    PERSON = concat!(people!(), " WHERE p.id = $1");
    // A name that a merged record had is the other one's, too.
    NAMED = "SELECT COALESCE(merged_into, id) FROM person WHERE name_key = $1 \
        AND anonymised_at IS NULL ORDER BY merged_into IS NOT NULL, id LIMIT 1";
    INSERT = "INSERT INTO person (id, name, name_key, zone, created_at, version) \
        VALUES ($1, $2, $3, $4, $5, 1)";
}

/// Everybody who is here, by name: whom a form offers. Who left is not.
///
/// # Errors
/// [`Failure::Database`].
pub async fn people(db: &mut Db<'_>, _viewer: Viewer) -> Result<Vec<Person>, Failure> {
    let rows: Vec<Row> = all!(db, PEOPLE)?;
    rows.into_iter().map(Person::try_from).collect()
}

/// Who is here and who left, by name.
///
/// # Errors
/// [`Failure::Database`].
pub async fn everybody(db: &mut Db<'_>, _viewer: Viewer) -> Result<Vec<Person>, Failure> {
    let rows: Vec<Row> = all!(db, EVERYBODY)?;
    rows.into_iter().map(Person::try_from).collect()
}

/// # Errors
/// Not found, where there is nobody of this id.
pub async fn person(db: &mut Db<'_>, id: PersonId) -> Result<Person, Failure> {
    let row: Option<Row> = first!(db, PERSON, id.0)?;
    row.ok_or(Refusal::NotFound("person"))?.try_into()
}

impl Work<'_> {
    /// The person of this name, or a new one.
    pub(crate) async fn person_named(&mut self, name: &Name) -> Result<PersonId, Failure> {
        let known: Option<(Uuid,)> = first!(&mut self.db, NAMED, name.key())?;
        match known {
            Some((id,)) => Ok(PersonId(id)),
            None => self.insert_person(name, None).await,
        }
    }

    pub(crate) async fn insert_person(
        &mut self,
        name: &Name,
        zone: Option<&str>,
    ) -> Result<PersonId, Failure> {
        let id = new_id();
        change!(&mut self.db, INSERT, id, name.as_str(), name.key(), zone, self.now.micros())?;
        Ok(PersonId(id))
    }
}
