//! The one reader of the events table: woken by a commit, by another server, and now and
//! then by the clock, it reads what is new once and tells every stream.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use nofault_domain::access::Viewer;
use nofault_domain::id::IncidentId;
use nofault_domain::number::IncidentNumber;
use nofault_store::incident::Incident;
use nofault_store::live::{self, Event};
use nofault_store::{Engine, Failure, Store, new_id};
use tokio::sync::{broadcast, watch};
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

use super::place::Places;
use super::presence::{Presence, Said};
use super::servers;
use super::told::{Batch, Change, PresenceChange, Told};
use crate::clock;

/// The net below the signals; it also brings what the command line does.
const POLL: Duration = Duration::from_secs(2);
/// Events that are read at once.
const PAGE: i64 = 500;
/// What a stream may fall behind before it reads the table itself.
const BACKLOG: usize = 1024;

#[derive(Debug)]
pub struct Hub {
    pub(super) store: Store,
    /// This server, among several on one database.
    pub(super) server: Uuid,
    pub presence: Presence,
    pub places: Arc<Places>,
    told: broadcast::Sender<Told>,
    /// The newest event whose incident was private when it was read.
    hidden: AtomicI64,
    stopping: watch::Sender<bool>,
}

impl Hub {
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            server: new_id(),
            presence: Presence::default(),
            places: Arc::default(),
            told: broadcast::Sender::new(BACKLOG),
            hidden: AtomicI64::new(0),
            stopping: watch::Sender::new(false),
        }
    }

    pub(super) fn subscribe(&self) -> broadcast::Receiver<Told> {
        self.told.subscribe()
    }

    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    pub(super) async fn stopped(&self) {
        let _ = self.stopping().wait_for(|stop| *stop).await;
    }

    pub(super) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether an event may have been told while its incident was open, and is not to be
    /// delivered now without another look.
    pub(super) fn is_doubtful(&self, event: i64) -> bool {
        event < self.hidden.load(Ordering::SeqCst)
    }

    pub(super) async fn newest(&self) -> Result<i64, Failure> {
        live::newest(&mut self.store.read().await?.db()).await
    }

    /// Reads and tells what comes after `last`, until the stop.
    pub(super) async fn read(self: Arc<Self>, mut last: i64) {
        let (mut committed, mut stopped) = (self.store.committed(), pin!(self.stopped()));
        let mut poll = tokio::time::interval(POLL);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = &mut stopped => return,
                _ = committed.changed() => {
                    // On Postgres one hears oneself, too.
                    if *committed.borrow_and_update() <= last {
                        continue;
                    }
                }
                _ = poll.tick() => self.lapse().await,
            }
            match self.tell_after(last).await {
                Ok(newest) => last = newest,
                Err(failure) => tracing::warn!(%failure, "the events could not be read"),
            }
        }
    }

    async fn tell_after(&self, mut last: i64) -> Result<i64, Failure> {
        loop {
            let page = {
                let mut reader = self.store.read().await?;
                live::events(&mut reader.db(), Viewer::System, last, i64::MAX, PAGE).await?
            };
            let Some(newest) = page.last().map(|event| event.id) else { return Ok(last) };
            self.tell(newest, &page);
            last = newest;
            if page.len() < usize::try_from(PAGE).unwrap_or_default() {
                return Ok(last);
            }
        }
    }

    fn tell(&self, last: i64, events: &[Event]) {
        if events.iter().any(Event::ends_sessions) {
            self.store.recheck_sessions();
        }
        if let Some(hidden) = events.iter().rfind(|event| event.private) {
            // Before it is told: a stream looks at it when it delivers.
            self.hidden.fetch_max(hidden.id, Ordering::SeqCst);
        }
        let changes = events.iter().filter(|event| event.is_told()).map(Change::of).collect();
        // Without streams nobody is told.
        let _ = self.told.send(Told::Events(Arc::new(Batch { last, changes })));
    }

    /// Somebody says that they are here, or gone: told to this server's streams where it
    /// changes something, and to the other servers in any case, as it lapses there, too.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn say(&self, said: Said, incident: &Incident) -> Result<(), Failure> {
        if self.presence.say(said.clone(), clock::now()) {
            self.tell_presence(incident.id, incident.number, incident.private);
        }
        match self.store.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => servers::say(&self.store, self.server, said).await,
        }
    }

    fn tell_presence(&self, incident: IncidentId, number: IncidentNumber, private: bool) {
        let change = PresenceChange::new(incident, number, private);
        let _ = self.told.send(Told::Presence(Arc::new(change)));
    }

    /// Tells that it changed who is at an incident.
    pub(super) async fn tell_presence_of(&self, incident: IncidentId) -> Result<(), Failure> {
        let place = live::place(&mut self.store.read().await?.db(), incident).await?;
        if let Some((number, private)) = place {
            self.tell_presence(incident, number, private);
        }
        Ok(())
    }

    /// Forgets who has not been heard of for long.
    async fn lapse(&self) {
        for incident in self.presence.lapse(clock::now()) {
            if let Err(failure) = self.tell_presence_of(incident).await {
                tracing::warn!(%failure, "presence could not be told");
            }
        }
    }
}
