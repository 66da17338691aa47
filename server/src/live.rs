//! What is live: the events as they are committed, and who is here.
//!
//! One reader of the events table a server ([`hub`]) tells all the streams; a stream
//! ([`stream`]) that has fallen behind, or begins, reads the table itself.

pub mod hub;
pub mod place;
pub mod presence;
mod servers;
pub mod stream;
mod told;

use std::sync::Arc;

use nofault_store::{Failure, Store};
use tokio::sync::OnceCell;
use tokio::task::JoinSet;

use hub::Hub;

/// The hub of a server, and the tasks that feed it while it lives.
#[derive(Debug)]
pub struct Live {
    pub hub: Arc<Hub>,
    tasks: OnceCell<JoinSet<()>>,
}

impl Live {
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { hub: Arc::new(Hub::new(store)), tasks: OnceCell::new() }
    }

    /// Begins to read and to hear, once: with the first stream. Every event that is
    /// committed after the answer is told.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn begin(&self) -> Result<(), Failure> {
        let begun = self.tasks.get_or_try_init(async || {
            let newest = self.hub.newest().await?;
            let mut tasks = JoinSet::new();
            tasks.spawn(self.hub.clone().read(newest));
            tasks.spawn(servers::hear(self.hub.clone()));
            Ok(tasks)
        });
        begun.await.map(drop)
    }

    /// Ends every stream, now and from now on.
    pub fn stop(&self) {
        self.hub.stop();
    }
}
