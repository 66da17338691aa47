//! Several servers on one Postgres: what this one hears from the others, and says to them.

use std::sync::Arc;
use std::time::Duration;

use nofault_store::{Failure, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hub::Hub;
use super::presence::Said;
use crate::clock;

/// Before it is tried again, where the database does not answer.
const AGAIN: Duration = Duration::from_secs(1);

/// Ids alone: what is said here can be read by whoever may connect to the database.
#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    /// The server that says it: it hears itself, too.
    from: Uuid,
    #[serde(flatten)]
    said: Said,
}

/// Until the stop. On SQLite there is nobody to hear.
pub(super) async fn hear(hub: Arc<Hub>) {
    let hearing = async {
        while let Err(failure) = hear_on(&hub).await {
            tracing::warn!(%failure, "the other servers cannot be heard");
            tokio::time::sleep(AGAIN).await;
        }
    };
    tokio::select! {
        () = hub.stopped() => {}
        () = hearing => {}
    }
}

/// Comes back without a failure on SQLite alone.
async fn hear_on(hub: &Hub) -> Result<(), Failure> {
    let Some(mut listener) = hub.store.listen().await? else { return Ok(()) };
    // What was said while nobody listened is not said again.
    hub.store.recheck_sessions();
    loop {
        let heard = listener.presence().await?;
        let Ok(Letter { from, said }) = serde_json::from_str(&heard) else { continue };
        let incident = said.incident;
        if from != hub.server && hub.presence.say(said, clock::now()) {
            hub.tell_presence_of(incident).await?;
        }
    }
}

/// Says it to the other servers.
///
/// # Errors
/// [`Failure::Database`].
pub(super) async fn say(store: &Store, from: Uuid, said: Said) -> Result<(), Failure> {
    let letter = serde_json::to_string(&Letter { from, said }).unwrap_or_default();
    store.say_presence(&letter).await
}
