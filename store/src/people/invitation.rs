//! One-time links: the first administrator's way in, and every later person's.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::event::Subject;
use nofault_domain::id::{InvitationId, PersonId};
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use nofault_domain::word::Word;
use uuid::Uuid;

use crate::digest::hex;
use crate::failure::word;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, Store, new_id};

/// How long a link lets somebody in, in microseconds: seven days.
const LIFE: i64 = 7 * 24 * 3600 * 1_000_000;

statements! {
    BY_TOKEN = "SELECT id, role, name, email, person_id, created_at, expires_at FROM invitation \
        WHERE token_hash = $1 AND accepted_at IS NULL AND expires_at > $2";
    OPEN = "SELECT id, role, name, email, person_id, created_at, expires_at FROM invitation \
        WHERE accepted_at IS NULL AND expires_at > $1 AND email <> '' ORDER BY created_at DESC";
    INSERT = "INSERT INTO invitation (id, token_hash, role, name, email, person_id, invited_by, \
        created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    ACCEPT = "UPDATE invitation SET accepted_at = $2, person_id = $3 WHERE id = $1";
    ACCEPTED = "SELECT person_id FROM invitation WHERE token_hash = $1 AND accepted_at IS NOT NULL";
    FORGET_SET_UP = "DELETE FROM invitation WHERE email = '' AND accepted_at IS NULL";
    WITHDRAW = "DELETE FROM invitation WHERE id = $1 AND accepted_at IS NULL";
    EMAIL_TAKEN = "SELECT person_id FROM account WHERE email = $1";
    ADD_ACCOUNT = "INSERT INTO account (person_id, email, password_hash, role, created_at, version) \
        VALUES ($1, $2, $3, $4, $5, 1)";
    WITHOUT_ACCOUNT = "SELECT p.id FROM person p WHERE p.name_key = $1 \
        AND p.merged_into IS NULL AND p.anonymised_at IS NULL AND NOT EXISTS \
        (SELECT 1 FROM account a WHERE a.person_id = p.id) ORDER BY p.id LIMIT 1";
    COME_BACK = "UPDATE person SET left_at = NULL WHERE id = $1";
    HAS_ACCOUNT = "SELECT person_id FROM account WHERE person_id = $1";
}

/// An open invitation. The set-up link is one with neither name nor address.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub id: InvitationId,
    pub role: Role,
    pub name: String,
    pub email: String,
    /// Somebody whom an import or an incident names already: accepting takes over that record.
    pub person: Option<PersonId>,
    pub created_at: Instant,
    pub expires_at: Instant,
}

type Row = (Uuid, String, String, String, Option<Uuid>, i64, i64);

fn read(row: Row) -> Result<Invitation, Failure> {
    let (id, role, name, email, person, created_at, expires_at) = row;
    Ok(Invitation {
        id: InvitationId(id),
        role: word(&role)?,
        name,
        email,
        person: person.map(PersonId),
        created_at: Instant::from_micros(created_at),
        expires_at: Instant::from_micros(expires_at),
    })
}

/// The invitation of a link, while it is open.
///
/// # Errors
/// Not found, where it was used, has expired or never was.
pub async fn invitation(
    db: &mut Db<'_>,
    token_hash: &[u8],
    now: Instant,
) -> Result<Invitation, Failure> {
    let row: Option<Row> = first!(db, BY_TOKEN, token_hash, now.micros())?;
    read(row.ok_or(Refusal::NotFound("invitation"))?)
}

/// Who accepted the invitation of this link.
///
/// # Errors
/// [`Failure::Database`].
pub async fn accepted(db: &mut Db<'_>, token_hash: &[u8]) -> Result<Option<PersonId>, Failure> {
    let row: Option<(Option<Uuid>,)> = first!(db, ACCEPTED, token_hash)?;
    Ok(row.and_then(|(person,)| person).map(PersonId))
}

/// The open invitations, for administrators.
///
/// # Errors
/// Forbidden for others.
pub async fn invitations(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
) -> Result<Vec<Invitation>, Failure> {
    if !viewer.has(Role::Administrator) {
        return Err(Refusal::Forbidden("Only an administrator sees invitations.".to_owned()).into());
    }
    let rows: Vec<Row> = all!(db, OPEN, now.micros())?;
    rows.into_iter().map(read).collect()
}

/// An invitation with the hash of the token that its link carries.
pub struct InvitationSent {
    pub invitation: NewInvitation,
    pub token_hash: Vec<u8>,
}

impl Perform for InvitationSent {
    const NAME: &'static str = "invite";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let NewInvitation { name, email, role } = self.invitation;
        if work.email_taken(&email).await? {
            return Err(
                Refusal::field("email", "Somebody signs in with this address already.").into()
            );
        }
        // Decided by whoever invites: the guest's own typing never makes them somebody else.
        let known: Option<(Uuid,)> = first!(&mut work.db, WITHOUT_ACCOUNT, name.key())?;
        let (id, now, by) = (new_id(), work.now.micros(), work.person());
        change!(
            &mut work.db,
            INSERT,
            id,
            self.token_hash,
            role.key(),
            name.as_str(),
            email.as_str(),
            known.map(|(person,)| person),
            by,
            now,
            now + LIFE
        )?;
        work.event("person.invited", Subject::Invitation, id, 1, None).await?;
        Ok(Outcome { id, address: "/people".to_owned(), version: 1 })
    }
}

impl Perform for InvitationId {
    const NAME: &'static str = "withdraw invitation";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        if change!(&mut work.db, WITHDRAW, self.0)? == 0 {
            return Err(Refusal::NotFound("invitation").into());
        }
        work.event("invitation.withdrawn", Subject::Invitation, self.0, 1, None).await?;
        Ok(Outcome { id: self.0, address: "/people".to_owned(), version: 1 })
    }
}

/// Whoever held the link, with their password already hashed. The name is a new person's:
/// a record that the invitation names keeps its own. The address may be another than the
/// invitation's, as long as nobody signs in with it.
pub struct Joined {
    pub token_hash: Vec<u8>,
    pub name: Name,
    pub email: Email,
    pub password_hash: String,
    pub zone: Option<String>,
}

impl Perform for Joined {
    const NAME: &'static str = "accept invitation";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    /// Every guest runs it as the system: only who holds the same link repeats it.
    fn actor(&self) -> Option<String> {
        Some(format!("invitation:{}", hex(&self.token_hash)))
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let invitation = invitation(&mut work.db, &self.token_hash, work.now).await?;
        if work.email_taken(&self.email).await? {
            return Err(
                Refusal::field("email", "Somebody signs in with this address already.").into()
            );
        }
        let person = match invitation.person {
            // Another invitation to the same record may have been quicker.
            Some(known) if !work.has_account(known).await? => known,
            _ => work.insert_person(&self.name, None).await?,
        };
        work.set_zone(person, self.zone.as_deref()).await?;
        change!(&mut work.db, COME_BACK, person.0)?;
        let now = work.now.micros();
        change!(
            &mut work.db,
            ADD_ACCOUNT,
            person.0,
            self.email.as_str(),
            self.password_hash,
            invitation.role.key(),
            now
        )?;
        change!(&mut work.db, ACCEPT, invitation.id.0, now, person.0)?;
        work.event("person.joined", Subject::Person, person.0, 1, None).await?;
        Ok(Outcome { id: person.0, address: "/".to_owned(), version: 1 })
    }
}

impl Work<'_> {
    async fn email_taken(&mut self, email: &Email) -> Result<bool, Failure> {
        let taken: Option<(Uuid,)> = first!(&mut self.db, EMAIL_TAKEN, email.as_str())?;
        Ok(taken.is_some())
    }

    pub(super) async fn has_account(&mut self, person: PersonId) -> Result<bool, Failure> {
        let account: Option<(Uuid,)> = first!(&mut self.db, HAS_ACCOUNT, person.0)?;
        Ok(account.is_some())
    }
}

/// The set-up link's invitation: the newest alone is valid.
struct SetUp(Vec<u8>);

impl Perform for SetUp {
    const NAME: &'static str = "open set-up";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        change!(&mut work.db, FORGET_SET_UP)?;
        let (id, now, role) = (new_id(), work.now.micros(), Role::Administrator.key());
        let none = None::<Uuid>;
        change!(&mut work.db, INSERT, id, self.0, role, "", "", none, none, now, now + LIFE)?;
        work.event("installation.set_up_opened", Subject::Invitation, id, 1, None).await?;
        Ok(Outcome { id, address: "/".to_owned(), version: 1 })
    }
}

/// Makes the one-time link with which the first administrator comes in.
///
/// # Errors
/// [`Failure::Database`].
pub async fn open_set_up(store: &Store, token_hash: Vec<u8>, now: Instant) -> Result<(), Failure> {
    let command = nofault_domain::id::CommandId(new_id());
    store.run(Viewer::System, command, now, SetUp(token_hash)).await?;
    Ok(())
}
