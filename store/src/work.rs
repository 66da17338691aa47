//! Carrying out a command: one transaction, once per command id, with its events.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::event::Subject;
use nofault_domain::id::{BatchId, CommandId, IncidentId};
use nofault_domain::instant::Instant;
use nofault_domain::number::ActionNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use uuid::Uuid;

use crate::live;
use crate::open::Pool;
use crate::{Db, Failure, Store};

/// What a command did; a repeat of it gives the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub id: Uuid,
    /// Where to see it, such as `/incidents/INC-1#e3`.
    pub address: String,
    /// The subject's version afterwards.
    pub version: i64,
}

/// Who may do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Anybody who is signed in.
    Anybody,
    Role(Role),
    /// Whoever owns the action, whatever their role.
    OwnerOr(Role, ActionNumber),
}

/// A parsed command that the store can carry out.
pub trait Perform: Send {
    /// As in the command table: `declare incident`.
    const NAME: &'static str;
    /// Whether it removes text that must not stay in SQLite's write-ahead log either.
    const SCRUBS: bool = false;

    fn rule(&self) -> Rule;

    /// Whose command it is, where the viewer does not tell: a repeat by another is refused.
    fn actor(&self) -> Option<String> {
        None
    }

    fn perform(self, work: &mut Work<'_>) -> impl Future<Output = Result<Outcome, Failure>> + Send;
}

/// A command under way.
#[derive(Debug)]
pub struct Work<'c> {
    pub db: Db<'c>,
    pub viewer: Viewer,
    pub now: Instant,
    pub batch: Option<BatchId>,
    /// Incidents of which those were told that they go on in.
    pub(crate) told: Vec<IncidentId>,
    command: CommandId,
    /// The id of the last event that it appended.
    last_event: Option<i64>,
}

/// Postgres alone: held to the end of the transaction.
pub(crate) const LOCK: &str = "SELECT pg_advisory_xact_lock(7230001)";

/// A command that was carried out: its name, who sent it, and its outcome.
type Known = (String, String, Uuid, String, i64);

/// SQLite alone.
const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

statements! {
    REPEATED = "SELECT name, actor, subject_id, address, version FROM command WHERE id = $1";
    NOTE_COMMAND = "INSERT INTO command (id, name, actor, at, subject_id, address, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    NOTE_EVENT = "INSERT INTO event (command_id, name, actor, person_id, at, subject, subject_id, \
        version, incident_id, batch_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    COUNT_ON = "UPDATE counter SET value = value + $2 WHERE name = $1 RETURNING value";
}

impl Store {
    /// Carries out `command` once; a repeat of its id by the same actor returns the first outcome.
    ///
    /// # Errors
    /// [`Failure::Refused`] where nothing was done and the person is told why.
    pub async fn run<P: Perform>(
        &self,
        viewer: Viewer,
        command: CommandId,
        now: Instant,
        parsed: P,
    ) -> Result<Outcome, Failure> {
        match &self.pool {
            Pool::Sqlite { writer, .. } => {
                let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
                let mut work = Work::new(Db::Sqlite(&mut transaction), viewer, command, now);
                let outcome = work.once(parsed).await?;
                let last_event = work.last_event;
                transaction.commit().await?;
                self.committed_up_to(last_event);
                if P::SCRUBS {
                    // It is done, whatever comes of this: a busy log empties itself later.
                    let emptied: Result<(i64, i64, i64), _> =
                        sqlx::query_as(EMPTY_LOG).fetch_one(writer).await;
                    match emptied {
                        Ok((0, ..)) => {}
                        Ok((_, pages, _)) => {
                            tracing::warn!(pages, "the write-ahead log was in use and not emptied");
                        }
                        Err(error) => {
                            tracing::warn!(%error, "the write-ahead log was not emptied");
                        }
                    }
                }
                Ok(outcome)
            }
            Pool::Postgres(pool) => {
                let mut transaction = pool.begin().await?;
                // One writer at a time, as on SQLite: event ids commit in order.
                sqlx::query(LOCK).execute(&mut *transaction).await?;
                let mut work = Work::new(Db::Postgres(&mut transaction), viewer, command, now);
                let outcome = work.once(parsed).await?;
                let last_event = work.last_event;
                transaction.commit().await?;
                self.committed_up_to(last_event);
                Ok(outcome)
            }
        }
    }

    /// What this viewer's command of this id did, where it was carried out already: whoever
    /// looks at the present before running a command asks for this first.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn outcome(
        &self,
        viewer: Viewer,
        command: CommandId,
    ) -> Result<Option<Outcome>, Failure> {
        let mut reader = self.read().await?;
        let known: Option<Known> = first!(&mut reader.db(), REPEATED, command.0)?;
        let own = known.filter(|(_, its_actor, ..)| *its_actor == actor(viewer));
        Ok(own.map(|(_, _, id, address, version)| Outcome { id, address, version }))
    }

    /// A repeat has appended none.
    fn committed_up_to(&self, event: Option<i64>) {
        if let Some(event) = event {
            self.signals.committed(event);
        }
    }
}

impl<'c> Work<'c> {
    fn new(db: Db<'c>, viewer: Viewer, command: CommandId, now: Instant) -> Self {
        Self { db, viewer, now, batch: None, told: Vec::new(), command, last_event: None }
    }

    async fn once<P: Perform>(&mut self, parsed: P) -> Result<Outcome, Failure> {
        let actor = parsed.actor().unwrap_or_else(|| actor(self.viewer));
        if let Some(outcome) = self.repeated(P::NAME, &actor).await? {
            return Ok(outcome);
        }
        self.allow(parsed.rule()).await?;
        let outcome = parsed.perform(self).await?;
        debug_assert!(self.last_event.is_some(), "{} appended no event", P::NAME);
        if let Some(event) = self.last_event {
            live::notify(&mut self.db, live::EVENT, &event.to_string()).await?;
        }
        change!(
            &mut self.db,
            NOTE_COMMAND,
            self.command.0,
            P::NAME,
            actor,
            self.now.micros(),
            outcome.id,
            outcome.address.as_str(),
            outcome.version
        )?;
        Ok(outcome)
    }

    async fn repeated(&mut self, name: &str, actor: &str) -> Result<Option<Outcome>, Failure> {
        let known: Option<Known> = first!(&mut self.db, REPEATED, self.command.0)?;
        match known {
            None => Ok(None),
            Some((its_name, its_actor, id, address, version))
                if its_name == name && its_actor == actor =>
            {
                Ok(Some(Outcome { id, address, version }))
            }
            Some(_) => Err(Refusal::Conflict(
                "This form’s id was already used for something else: reload the page and send it again."
                    .to_owned(),
            )
            .into()),
        }
    }

    async fn allow(&mut self, rule: Rule) -> Result<(), Failure> {
        let (allowed, role) = match rule {
            Rule::Anybody => (true, Role::Viewer),
            Rule::Role(role) => (self.viewer.has(role), role),
            Rule::OwnerOr(role, action) => {
                (self.viewer.has(role) || self.owns(action).await?, role)
            }
        };
        if allowed {
            return Ok(());
        }
        let who = role.indefinite();
        Err(Refusal::Forbidden(format!("Only {who} may do this. Nothing was changed.")).into())
    }

    /// Appends an event. Its name is `subject.verb`, such as `incident.declared`. One about an
    /// entry or its file is told of every incident on whose timeline the entry is read.
    pub(crate) async fn event(
        &mut self,
        name: &'static str,
        subject: Subject,
        id: Uuid,
        version: i64,
        incident: Option<IncidentId>,
    ) -> Result<(), Failure> {
        self.append(name, subject, id, version, incident).await?;
        match incident {
            Some(incident) if matches!(subject, Subject::Entry | Subject::Attachment) => {
                self.tell_targets(incident).await
            }
            _ => Ok(()),
        }
    }

    /// As [`Work::event`], and no other incident is told.
    pub(crate) async fn append(
        &mut self,
        name: &'static str,
        subject: Subject,
        id: Uuid,
        version: i64,
        incident: Option<IncidentId>,
    ) -> Result<(), Failure> {
        let batch = self.batch.map(|batch| batch.0);
        let (event,): (i64,) = one!(
            &mut self.db,
            NOTE_EVENT,
            self.command.0,
            name,
            if batch.is_some() { "import".to_owned() } else { kind_of(self.viewer).to_owned() },
            self.viewer.person().map(|person| person.0),
            self.now.micros(),
            subject.key(),
            id,
            version,
            incident.map(|incident| incident.0),
            batch
        )?;
        self.last_event = Some(event);
        Ok(())
    }

    /// The next number of a counter: the first is 1.
    pub(crate) async fn next(&mut self, counter: &'static str) -> Result<i64, Failure> {
        self.take(counter, 1).await
    }

    /// The first of the next `many` numbers of a counter.
    pub(crate) async fn take(&mut self, counter: &'static str, many: i64) -> Result<i64, Failure> {
        let (last,): (i64,) = one!(&mut self.db, COUNT_ON, counter, many)?;
        Ok(last - many + 1)
    }

    /// The acting person, as stored beside what they did.
    pub(crate) fn person(&self) -> Option<Uuid> {
        self.viewer.person().map(|person| person.0)
    }
}

fn kind_of(viewer: Viewer) -> &'static str {
    match viewer {
        Viewer::Person { .. } => "person",
        Viewer::Operator => "command line",
        Viewer::System => "system",
    }
}

fn actor(viewer: Viewer) -> String {
    match viewer.person() {
        Some(person) => format!("person:{person}"),
        None => kind_of(viewer).to_owned(),
    }
}
