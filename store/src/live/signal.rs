//! Waking those who wait for a change: in this process, and on Postgres in the others.

use tokio::sync::watch;

use crate::{Db, Store};

/// Postgres alone: heard by every server when the transaction commits.
const NOTIFY: &str = "SELECT pg_notify($1, $2)";

/// The channels: with the id of an event, with nothing, with what a server says of presence.
pub(crate) const EVENT: &str = "nofault_event";
pub(crate) const SESSION: &str = "nofault_session";
pub(crate) const PRESENCE: &str = "nofault_presence";

/// Of one opened store. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signals {
    /// The newest event that is known to be committed.
    events: watch::Sender<i64>,
    sessions: watch::Sender<()>,
}

impl Signals {
    pub(crate) fn committed(&self, event: i64) {
        self.events.send_if_modified(|newest| {
            let newer = event > *newest;
            *newest = event.max(*newest);
            newer
        });
    }

    pub(crate) fn sessions(&self) {
        self.sessions.send_replace(());
    }
}

impl Store {
    /// Changes with the newest event that this process knows to be committed.
    #[must_use]
    pub fn committed(&self) -> watch::Receiver<i64> {
        self.signals.events.subscribe()
    }

    /// Changes when sessions may have ended: whoever relies on one looks again.
    #[must_use]
    pub fn sessions_ended(&self) -> watch::Receiver<()> {
        self.signals.sessions.subscribe()
    }

    /// Lets everybody who relies on a session look again.
    pub fn recheck_sessions(&self) {
        self.signals.sessions();
    }
}

/// Tells every server on this database, once the transaction commits. SQLite has one server.
pub(crate) async fn notify(
    db: &mut Db<'_>,
    channel: &str,
    payload: &str,
) -> Result<(), sqlx::Error> {
    if let Db::Postgres(connection) = db {
        sqlx::query(NOTIFY).bind(channel).bind(payload).execute(&mut **connection).await?;
    }
    Ok(())
}
