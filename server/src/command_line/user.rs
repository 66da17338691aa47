//! `nofault user`: who may sign in.

use std::io::{BufRead, IsTerminal};

use clap::{Args, Subcommand};
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation, Password};
use nofault_domain::id::CommandId;
use nofault_domain::text::Name;
use nofault_domain::word::Word;
use nofault_store::people::{self, InvitationSent, PasswordSet};
use nofault_store::{Failure, Store, new_id};

use super::say;
use crate::{clock, password, token};

#[derive(Debug, Subcommand)]
pub enum User {
    /// Print a one-time link with which somebody gets an account
    Invite(Invite),
    /// Set a password, read from standard input, and end the person's sessions
    SetPassword {
        /// The address with which the person signs in
        email: String,
    },
    /// List the accounts: e-mail, role, whether it may sign in, name
    List,
    /// Print a new set-up link, while nobody has an account
    SetUpLink,
}

#[derive(Debug, Args)]
pub struct Invite {
    name: String,
    email: String,
    /// viewer, responder or administrator
    #[arg(long, default_value = "responder")]
    role: String,
}

/// # Errors
/// A line that says what is wrong; nothing was changed then.
pub async fn run(store: &Store, base_url: &str, user: User) -> Result<(), Failure> {
    match user {
        User::Invite(asked) => invite(store, base_url, &asked).await,
        User::SetPassword { email } => set_password(store, &email).await,
        User::List => list(store).await,
        User::SetUpLink => set_up_link(store, base_url).await,
    }
}

async fn invite(store: &Store, base_url: &str, asked: &Invite) -> Result<(), Failure> {
    let invitation = NewInvitation {
        name: Name::parse(&asked.name).map_err(|error| wrong(error.to_string()))?,
        email: Email::parse(&asked.email).map_err(wrong)?,
        role: Role::parse(&asked.role).map_err(|error| wrong(error.to_string()))?,
    };
    let token = token::new();
    let sent = InvitationSent { invitation, token_hash: token::hash(&token) };
    store.run(Viewer::Operator, CommandId(new_id()), clock::now(), sent).await?;
    say::note("This link lets one person in, once, within seven days:");
    say::out(format!("{base_url}/welcome/{token}"));
    Ok(())
}

async fn set_password(store: &Store, email: &str) -> Result<(), Failure> {
    let email = Email::parse(email).map_err(wrong)?;
    let none = || wrong(format!("nobody may sign in as {}", email.as_str()));
    let known = people::credentials(&mut store.read().await?.db(), &email).await?;
    let person = known.ok_or_else(none)?.person;
    let given = Password::parse(&typed()?).map_err(wrong)?;
    let password_hash = password::hash(given).await.map_err(|error| wrong(error.to_string()))?;
    let set = PasswordSet { person, password_hash, keep: None };
    store.run(Viewer::Operator, CommandId(new_id()), clock::now(), set).await?;
    say::note(format!("The password of {} is set, and their sessions have ended.", email.as_str()));
    Ok(())
}

/// One line of standard input.
fn typed() -> Result<String, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        say::note("New password, which shows while you type it:");
    }
    let mut line = String::new();
    stdin
        .lock()
        .read_line(&mut line)
        .map_err(|error| wrong(format!("the password cannot be read: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn list(store: &Store) -> Result<(), Failure> {
    let people = people::everybody(&mut store.read().await?.db(), Viewer::Operator).await?;
    for person in people {
        if let Some(account) = person.account {
            let (role, active) =
                (account.role.key(), if account.active { "active" } else { "off" });
            say::out(format!("{}\t{role}\t{active}\t{}", account.email, person.name));
        }
    }
    Ok(())
}

async fn set_up_link(store: &Store, base_url: &str) -> Result<(), Failure> {
    if people::has_accounts(&mut store.read().await?.db()).await? {
        return Err(wrong(
            "there are accounts already: sign in, or make a link with `nofault user invite`",
        ));
    }
    let token = token::new();
    people::open_set_up(store, token::hash(&token), clock::now()).await?;
    say::note("This link makes the first administrator; earlier ones no longer work:");
    say::out(format!("{base_url}/welcome/{token}"));
    Ok(())
}

fn wrong(message: impl Into<String>) -> Failure {
    Failure::Setup(message.into())
}
