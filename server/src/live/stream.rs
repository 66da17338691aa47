//! One open stream: first what was missed, from the table, then what the hub tells.
//!
//! It listens to the hub before it reads the table, and goes by the events' ids: nothing
//! falls between the two, and nothing is told twice.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use nofault_domain::access::Viewer;
use nofault_domain::id::IncidentId;
use nofault_store::live::{self, Event};
use nofault_store::{Failure, people};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior};

use super::place::Place;
use super::told::{self, Batch, Change, PresenceChange, Told};
use crate::clock;
use crate::site::Site;

/// A silent line is shown to be open.
const BEAT: Duration = Duration::from_secs(15);
/// Beats after which the session is looked at again, whatever was heard.
const LOOK: u32 = 2;
/// Events that are read at once.
const PAGE: i64 = 500;

#[derive(Debug)]
pub struct Stream {
    site: Site,
    viewer: Viewer,
    place: Place,
    told: broadcast::Receiver<Told>,
    sessions: watch::Receiver<()>,
    stopping: watch::Receiver<bool>,
    /// Every event up to this one was delivered, or is not for this viewer.
    seen: i64,
    /// The id that the browser was given last.
    given: i64,
    state: State,
    /// Whether the session has to be looked at.
    doubted: bool,
    beat: Interval,
    beats: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Begins,
    /// There may be events in the table that the hub has told already, or dropped.
    Behind,
    Live,
    Over,
}

impl Stream {
    /// After the event `after`; from now on where there is none.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn open(
        site: &Site,
        viewer: Viewer,
        place: Place,
        after: Option<i64>,
    ) -> Result<Self, Failure> {
        site.live.begin().await?;
        let hub = &site.live.hub;
        let told = hub.subscribe();
        let newest = hub.newest().await?;
        // An id of the future is one of another database, such as before a restore.
        let seen = after.unwrap_or(newest).clamp(0, newest);
        let mut beat = tokio::time::interval_at(Instant::now() + BEAT, BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Ok(Self {
            viewer,
            place,
            told,
            sessions: site.store.sessions_ended(),
            stopping: hub.stopping(),
            seen,
            given: seen,
            state: State::Begins,
            // It may have ended since the gate.
            doubted: true,
            beat,
            beats: 0,
            site: site.clone(),
        })
    }

    pub fn body(self) -> Body {
        Body::from_stream(futures_util::stream::unfold(self, async |mut stream| {
            let frame = stream.next().await?;
            Some((Ok::<_, Infallible>(frame), stream))
        }))
    }

    /// What to send next; none at the end.
    async fn next(&mut self) -> Option<Bytes> {
        match self.state {
            State::Begins => {
                self.state = State::Behind;
                return Some(told::begin(self.seen));
            }
            State::Over => return None,
            State::Behind | State::Live => {}
        }
        let next = self.frame().await;
        if let Err(failure) = &next {
            // The browser comes back with its last id: nothing is lost.
            tracing::warn!(%failure, "a stream was given up");
        }
        next.ok()
    }

    async fn frame(&mut self) -> Result<Bytes, Failure> {
        loop {
            if let Some(why) = self.ends().await? {
                self.state = State::Over;
                return Ok(told::end(why));
            }
            let frame = if self.state == State::Behind {
                self.catch_up().await?
            } else {
                self.wait().await?
            };
            if let Some(frame) = frame {
                return Ok(frame);
            }
        }
    }

    /// Why it is over, if it is.
    async fn ends(&mut self) -> Result<Option<&'static str>, Failure> {
        if *self.stopping.borrow() {
            return Ok(Some("stopping"));
        }
        if self.sessions.has_changed().unwrap_or(true) || self.doubted {
            self.sessions.mark_unchanged();
            let (store, session) = (&self.site.store, self.place.session());
            if !people::session_holds(store, session, clock::now()).await? {
                return Ok(Some("signed-out"));
            }
            self.doubted = false;
        }
        Ok(None)
    }

    async fn wait(&mut self) -> Result<Option<Bytes>, Failure> {
        tokio::select! {
            biased;
            _ = self.stopping.changed() => Ok(None),
            _ = self.sessions.changed() => {
                self.doubted = true;
                Ok(None)
            }
            told = self.told.recv() => match told {
                Ok(Told::Events(batch)) => self.deliver(&batch).await,
                Ok(Told::Presence(change)) => self.present(&change).await,
                Err(RecvError::Lagged(_)) => {
                    self.state = State::Behind;
                    // Who is here is to be asked again, too.
                    Ok(Some(told::here(self.given)))
                }
                Err(RecvError::Closed) => Ok(None),
            },
            _ = self.beat.tick() => Ok(Some(self.beat())),
        }
    }

    /// Moves the browser's place on where only events of others came.
    fn beat(&mut self) -> Bytes {
        self.beats = self.beats.wrapping_add(1);
        self.doubted |= self.beats.is_multiple_of(LOOK);
        if self.given == self.seen {
            return told::BEAT;
        }
        self.given = self.seen;
        told::here(self.seen)
    }

    /// A page of what the table has.
    async fn catch_up(&mut self) -> Result<Option<Bytes>, Failure> {
        let mut reader = self.site.store.read().await?;
        let db = &mut reader.db();
        let newest = live::newest(db).await?;
        let page = live::events(db, self.viewer, self.seen, newest, PAGE).await?;
        match page.last().filter(|_| page.len() == usize::try_from(PAGE).unwrap_or_default()) {
            Some(last) => self.seen = last.id,
            None => {
                self.seen = newest.max(self.seen);
                self.state = State::Live;
            }
        }
        let changes: Vec<Change> =
            page.iter().filter(|event: &&Event| event.is_told()).map(Change::of).collect();
        Ok(self.give(changes.iter()))
    }

    async fn deliver(&mut self, batch: &Batch) -> Result<Option<Bytes>, Failure> {
        let mut mine: Vec<&Change> = Vec::new();
        // An incident is asked for once, however much happened to it.
        let mut asked: Vec<(IncidentId, bool)> = Vec::new();
        for change in batch.changes.iter().filter(|change| change.id > self.seen) {
            let doubtful = change.private || self.site.live.hub.is_doubtful(change.id);
            let Some(incident) = change.incident.filter(|_| doubtful) else {
                mine.push(change);
                continue;
            };
            let known = asked.iter().find(|(id, _)| *id == incident).map(|(_, sees)| *sees);
            let sees = match known {
                Some(sees) => sees,
                None => self.sees(incident).await?,
            };
            asked.push((incident, sees));
            if sees {
                mine.push(change);
            }
        }
        self.seen = batch.last.max(self.seen);
        Ok(self.give(mine.into_iter()))
    }

    async fn present(&mut self, change: &PresenceChange) -> Result<Option<Bytes>, Failure> {
        let shown = !change.private || self.sees(change.incident).await?;
        Ok(shown.then(|| change.frame.clone()))
    }

    async fn sees(&self, incident: IncidentId) -> Result<bool, Failure> {
        live::sees(&mut self.site.store.read().await?.db(), self.viewer, incident).await
    }

    fn give<'c>(&mut self, changes: impl Iterator<Item = &'c Change>) -> Option<Bytes> {
        let mut all: Option<Bytes> = None;
        for change in changes {
            self.given = change.id;
            all = Some(match all {
                None => change.frame.clone(),
                Some(before) => [before, change.frame.clone()].concat().into(),
            });
        }
        all
    }
}
