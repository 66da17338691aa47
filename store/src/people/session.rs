//! Sessions: stored by the hash of their token. They are no commands.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::id::PersonId;
use nofault_domain::instant::Instant;
use uuid::Uuid;

use crate::failure::word;
use crate::live::{SESSION, notify};
use crate::open::Pool;
use crate::{Db, Failure, Store};

/// Without being used for so long, a session ends; in microseconds: 30 days.
const LIFE: i64 = 30 * 24 * 3600 * 1_000_000;
/// Use is noted at most so often; in microseconds: an hour.
const NOTED: i64 = 3600 * 1_000_000;

statements! {
    FIND = "SELECT s.person_id, s.seen_at, a.role, p.name, COALESCE(p.zone, n.zone), p.keys \
        FROM session s JOIN account a ON a.person_id = s.person_id \
        JOIN person p ON p.id = s.person_id JOIN installation n ON n.one = 1 \
        WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.disabled_at IS NULL";
    START = "INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at) \
        VALUES ($1, $2, $3, $3, $4)";
    SEEN = "UPDATE session SET seen_at = $2, expires_at = $3 WHERE token_hash = $1";
    END = "DELETE FROM session WHERE token_hash = $1";
    FORGET = "DELETE FROM session WHERE expires_at <= $1";
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    pub person: PersonId,
    pub role: Role,
    pub name: String,
    /// The person's zone, else the installation's.
    pub zone: String,
    /// Single keys do something, and lines that begin with a slash.
    pub keys: bool,
}

impl Session {
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        Viewer::Person { id: self.person, role: self.role }
    }
}

/// The session of a token's hash, where it holds; noted as used.
///
/// # Errors
/// [`Failure::Database`].
pub async fn session(
    store: &Store,
    token_hash: &[u8],
    now: Instant,
) -> Result<Option<Session>, Failure> {
    let row: Option<(Uuid, i64, String, String, String, bool)> = {
        let mut reader = store.read().await?;
        first!(&mut reader.db(), FIND, token_hash, now.micros())?
    };
    let Some((person, seen_at, role, name, zone, keys)) = row else {
        return Ok(None);
    };
    if now.micros() - seen_at > NOTED {
        store
            .write(async |db| change!(db, SEEN, token_hash, now.micros(), now.micros() + LIFE))
            .await?;
    }
    Ok(Some(Session { person: PersonId(person), role: word(&role)?, name, zone, keys }))
}

/// Whether the session still holds. It is not noted as used.
///
/// # Errors
/// [`Failure::Database`].
pub async fn session_holds(
    store: &Store,
    token_hash: &[u8],
    now: Instant,
) -> Result<bool, Failure> {
    let mut reader = store.read().await?;
    let row: Option<(Uuid, i64, String, String, String)> =
        first!(&mut reader.db(), FIND, token_hash, now.micros())?;
    Ok(row.is_some())
}

/// # Errors
/// [`Failure::Database`].
pub async fn start_session(
    store: &Store,
    token_hash: &[u8],
    person: PersonId,
    now: Instant,
) -> Result<(), Failure> {
    let micros = now.micros();
    store
        .write(async |db| {
            change!(&mut *db, FORGET, micros)?;
            change!(&mut *db, START, token_hash, person.0, micros, micros + LIFE)
        })
        .await?;
    Ok(())
}

/// # Errors
/// [`Failure::Database`].
pub async fn end_session(store: &Store, token_hash: &[u8]) -> Result<(), Failure> {
    store
        .write(async |db| {
            change!(&mut *db, END, token_hash)?;
            notify(db, SESSION, "").await
        })
        .await?;
    store.recheck_sessions();
    Ok(())
}

impl Store {
    /// What is no command: sessions, uploads. One transaction.
    pub(crate) async fn write<T>(
        &self,
        what: impl AsyncFnOnce(&mut Db<'_>) -> Result<T, sqlx::Error>,
    ) -> Result<T, Failure> {
        match &self.pool {
            Pool::Sqlite { writer, .. } => {
                let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
                let done = what(&mut Db::Sqlite(&mut transaction)).await?;
                transaction.commit().await?;
                Ok(done)
            }
            Pool::Postgres(pool) => {
                let mut transaction = pool.begin().await?;
                let done = what(&mut Db::Postgres(&mut transaction)).await?;
                transaction.commit().await?;
                Ok(done)
            }
        }
    }
}
