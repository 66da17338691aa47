//! People's way in: invitations, profiles, passwords, roles.

mod profile;

pub use profile::{ChangeProfile, Profile, ProfileBefore};

use serde::Deserialize;

use super::{Command, Typing, Was, person, version};
use crate::access::Role;
use crate::id::{InvitationId, PersonId};
use crate::refusal::{Checker, Refusal};
use crate::text::Name;
use crate::word::Word;
use crate::zone::Zone;

/// An address to sign in with, in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Only what surely is none is refused: the one proof of an address is a letter sent to it.
    ///
    /// # Errors
    /// A sentence, where there is no `@` with something on both sides, or it is over 254 bytes.
    pub fn parse(given: &str) -> Result<Self, &'static str> {
        let email = given.trim().to_lowercase();
        let well_formed = email.split_once('@').is_some_and(|(local, host)| {
            !local.is_empty() && !host.is_empty() && !host.contains('@')
        });
        if well_formed
            && email.len() <= 254
            && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        {
            Ok(Self(email))
        } else {
            Err("That is no e-mail address: it looks like name@example.org.")
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A password as typed; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// # Errors
    /// A sentence, where it is under 10 or over 200 characters.
    pub fn parse(given: &str) -> Result<Self, &'static str> {
        match given.chars().count() {
            0..10 => Err("A password has at least 10 characters; four words make a good one."),
            10..=200 => Ok(Self(given.to_owned())),
            _ => Err("A password has at most 200 characters."),
        }
    }

    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// `POST /invitations`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Invite {
    pub name: String,
    pub email: String,
    pub role: String,
}

#[derive(Debug)]
pub struct NewInvitation {
    pub name: Name,
    pub email: Email,
    pub role: Role,
}

impl Command for Invite {
    type Parsed = NewInvitation;

    fn parse(self, _typing: &Typing) -> Result<NewInvitation, Refusal> {
        let mut checker = Checker::default();
        let name = checker.take("name", Name::parse(&self.name));
        let email = checker.take("email", Email::parse(&self.email));
        let role = checker.take("role", Role::parse(&self.role));
        let parsed = (|| Some(NewInvitation { name: name?, email: email?, role: role? }))();
        checker.done(parsed)
    }
}

/// `POST /invitations/{id}/withdrawal`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WithdrawInvitation {
    pub invitation: String,
}

impl Command for WithdrawInvitation {
    type Parsed = InvitationId;

    fn parse(self, _typing: &Typing) -> Result<InvitationId, Refusal> {
        uuid::Uuid::try_parse(&self.invitation)
            .map(InvitationId)
            .map_err(|_| Refusal::NotFound("invitation"))
    }
}

/// `POST /welcome/{token}`: whoever holds the link becomes an account.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AcceptInvitation {
    pub token: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct Acceptance {
    pub name: Name,
    pub email: Email,
    pub password: Password,
    pub zone: Option<Zone>,
}

impl Command for AcceptInvitation {
    type Parsed = Acceptance;

    fn parse(self, _typing: &Typing) -> Result<Acceptance, Refusal> {
        let mut checker = Checker::default();
        let name = checker.take("name", Name::parse(&self.name));
        let email = checker.take("email", Email::parse(&self.email));
        let password = checker.take("password", Password::parse(&self.password));
        let zone = checker.optional("zone", &self.zone, Zone::parse);
        let parsed =
            (|| Some(Acceptance { name: name?, email: email?, password: password?, zone: zone? }))(
            );
        checker.done(parsed)
    }
}

/// `POST /profile/password`: ends every other session.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    pub current: String,
    pub password: String,
}

#[derive(Debug)]
pub struct PasswordChange {
    pub current: Password,
    pub new: Password,
}

impl Command for ChangePassword {
    type Parsed = PasswordChange;

    fn parse(self, _typing: &Typing) -> Result<PasswordChange, Refusal> {
        let mut checker = Checker::default();
        let wrong = |_| "That is not your present password.";
        let current = checker.take("current", Password::parse(&self.current).map_err(wrong));
        let new = checker.take("password", Password::parse(&self.password));
        let parsed = (|| Some(PasswordChange { current: current?, new: new? }))();
        checker.done(parsed)
    }
}

/// `POST /people/{id}`: what an account may do, and whether it may sign in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeAccount {
    pub person: String,
    pub version: String,
    pub role: String,
    /// `on` lets the person sign in.
    pub active: String,
    pub was_role: Was,
    pub was_active: Was,
}

#[derive(Debug)]
pub struct AccountChange {
    pub person: PersonId,
    pub version: i64,
    pub role: Role,
    pub active: bool,
    /// What the form was opened with, where it says so.
    pub was_role: Option<Role>,
    pub was_active: Option<bool>,
}

impl Command for ChangeAccount {
    type Parsed = AccountChange;

    fn parse(self, _typing: &Typing) -> Result<AccountChange, Refusal> {
        let person = person(&self.person)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let role = checker.take("role", Role::parse(&self.role));
        let ticked = |text: &str| Ok::<_, std::convert::Infallible>(text == "on");
        let was = (self.was_role.read(Role::parse), self.was_active.read(ticked));
        let parsed = (|| {
            Some(AccountChange {
                person,
                version: version?,
                role: role?,
                active: self.active == "on",
                was_role: was.0,
                was_active: was.1,
            })
        })();
        checker.done(parsed)
    }
}
