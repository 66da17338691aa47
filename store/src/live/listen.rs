//! Hearing what the other servers on one Postgres say.

use sqlx::postgres::PgListener;

use super::signal::{EVENT, PRESENCE, SESSION, Signals, notify};
use crate::open::Pool;
use crate::{Failure, Store};

/// Hears the other servers, and oneself. Reconnects by itself. It holds a connection, and
/// has to be dropped for the store to close.
#[derive(Debug)]
pub struct Listener {
    listener: PgListener,
    signals: Signals,
}

impl Store {
    /// None on SQLite, which has one server.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn listen(&self) -> Result<Option<Listener>, Failure> {
        let Pool::Postgres(pool) = &self.pool else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen_all([EVENT, SESSION, PRESENCE]).await?;
        Ok(Some(Listener { listener, signals: self.signals.clone() }))
    }

    /// Says something of presence to every server: ids alone, at most 7,000 bytes.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn say_presence(&self, payload: &str) -> Result<(), Failure> {
        let mut reader = self.read().await?;
        Ok(notify(&mut reader.db(), PRESENCE, payload).await?)
    }
}

impl Listener {
    /// The next that is said of presence. Whoever waits for events or for the end of a
    /// session in this process is woken meanwhile.
    ///
    /// # Errors
    /// [`Failure::Database`] where the connection cannot be had again: listen anew.
    pub async fn presence(&mut self) -> Result<String, Failure> {
        loop {
            let Some(heard) = self.listener.try_recv().await? else {
                // What was said while the connection was gone is lost. Events are also polled.
                self.signals.sessions();
                continue;
            };
            match heard.channel() {
                EVENT => self.signals.committed(heard.payload().parse().unwrap_or_default()),
                SESSION => self.signals.sessions(),
                _ => return Ok(heard.payload().to_owned()),
            }
        }
    }
}
