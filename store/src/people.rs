//! People, and the accounts that some of them have.

mod account;
mod invitation;
mod profile;
mod session;

pub use account::{Credentials, PasswordSet, credentials, has_accounts, own_credentials};
pub use invitation::{
    Invitation, InvitationSent, Joined, accepted, invitation, invitations, open_set_up,
};
pub use session::{Session, end_session, session, start_session};

use nofault_domain::access::{Role, Viewer};
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use uuid::Uuid;

use crate::failure::optional_word;
use crate::work::Work;
use crate::{Db, Failure, new_id};

pub(crate) mod statements_of {
    pub(crate) use super::account::STATEMENTS as ACCOUNT;
    pub(crate) use super::invitation::STATEMENTS as INVITATION;
    pub(crate) use super::profile::STATEMENTS as PROFILE;
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
        let (id, name, zone, version) = (PersonId(row.id), row.name, row.zone, row.version);
        Ok(Self { id, name, zone, version, account })
    }
}

macro_rules! people {
    () => {
        "SELECT p.id, p.name, p.zone, p.version, a.email, a.role, a.disabled_at, \
         a.version AS account_version FROM person p LEFT JOIN account a ON a.person_id = p.id"
    };
}

statements! {
    PEOPLE = concat!(people!(), " ORDER BY p.name_key, p.id");
    PERSON = concat!(people!(), " WHERE p.id = $1");
    NAMED = "SELECT id FROM person WHERE name_key = $1 ORDER BY id LIMIT 1";
    INSERT = "INSERT INTO person (id, name, name_key, zone, created_at, version) \
        VALUES ($1, $2, $3, $4, $5, 1)";
}

/// Everybody that is known, by name.
///
/// # Errors
/// [`Failure::Database`].
pub async fn people(db: &mut Db<'_>, _viewer: Viewer) -> Result<Vec<Person>, Failure> {
    let rows: Vec<Row> = all!(db, PEOPLE)?;
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
