//! An installation to tell a story in.

use std::sync::atomic::{AtomicI64, Ordering};

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::account::{Email, NewInvitation};
use nofault_domain::command::incident::DeclareIncident;
use nofault_domain::command::{Command, Typing};
use nofault_domain::id::{CommandId, PersonId};
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;
use nofault_store::incident::{self, Incident};
use nofault_store::people::{InvitationSent, Joined};
use nofault_store::{Failure, Outcome, Perform, Reader, Store, Target, new_id};

use crate::place::{Database, Folder};

/// Each story twice: on SQLite and on Postgres.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let here = crate::here::Here::sqlite().await;
                super::$name(&here).await;
                here.end().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let here = crate::here::Here::postgres().await;
                super::$name(&here).await;
                here.end().await;
            }
        }
    )+};
}

pub struct Here {
    pub store: Store,
    pub target: Target,
    pub folder: Folder,
    database: Option<Database>,
    clock: AtomicI64,
}

impl Here {
    pub async fn sqlite() -> Self {
        let folder = Folder::new();
        let target = Target::Sqlite(folder.file("nofault.db"));
        Self::open(folder, target, None).await
    }

    pub async fn postgres() -> Self {
        let database = Database::new().await;
        let target = Target::Postgres(database.url());
        Self::open(Folder::new(), target, Some(database)).await
    }

    /// An empty one of the same engine.
    pub async fn another(&self) -> Self {
        if self.database.is_some() { Self::postgres().await } else { Self::sqlite().await }
    }

    async fn open(folder: Folder, target: Target, database: Option<Database>) -> Self {
        let store = Store::open(&target).await.unwrap();
        Self { store, target, folder, database, clock: AtomicI64::new(1_795_000_000) }
    }

    pub async fn end(self) {
        self.store.close().await;
        if let Some(database) = self.database {
            database.remove().await;
        }
    }

    /// A second later than the last time.
    pub fn now(&self) -> Instant {
        Instant::from_seconds(self.clock.fetch_add(1, Ordering::Relaxed))
    }

    pub fn typing(&self) -> Typing {
        Typing { now: self.now(), zone: Zone::utc() }
    }

    pub async fn reader(&self) -> Reader {
        self.store.read().await.unwrap()
    }

    /// What was typed, sent once.
    pub async fn send<C>(&self, viewer: Viewer, form: C) -> Result<Outcome, Failure>
    where
        C: Command,
        C::Parsed: Perform,
    {
        self.send_as(CommandId(new_id()), viewer, form).await
    }

    pub async fn send_as<C>(
        &self,
        id: CommandId,
        viewer: Viewer,
        form: C,
    ) -> Result<Outcome, Failure>
    where
        C: Command,
        C::Parsed: Perform,
    {
        let typing = self.typing();
        let parsed = form.parse(&typing)?;
        self.store.run(viewer, id, typing.now, parsed).await
    }

    pub async fn run<P: Perform>(&self, viewer: Viewer, parsed: P) -> Result<Outcome, Failure> {
        self.store.run(viewer, CommandId(new_id()), self.now(), parsed).await
    }

    /// Somebody who was invited and came.
    pub async fn person(&self, name: &str, role: Role) -> Viewer {
        let (name, email) =
            (Name::parse(name).unwrap(), Email::parse(&format!("{name}@example.org")).unwrap());
        let token_hash = new_id().as_bytes().to_vec();
        let invitation = NewInvitation { name: name.clone(), email: email.clone(), role };
        let sent = InvitationSent { invitation, token_hash: token_hash.clone() };
        self.run(Viewer::Operator, sent).await.unwrap();
        let joined =
            Joined { token_hash, name, email, password_hash: "hash".to_owned(), zone: None };
        let id = PersonId(self.run(Viewer::System, joined).await.unwrap().id);
        Viewer::Person { id, role }
    }

    pub async fn declare(&self, viewer: Viewer, title: &str) -> IncidentNumber {
        let form = DeclareIncident { title: title.to_owned(), ..Default::default() };
        let outcome = self.send(viewer, form).await.unwrap();
        IncidentNumber::parse(outcome.address.rsplit('/').next().unwrap()).unwrap()
    }

    pub async fn incident(&self, viewer: Viewer, number: IncidentNumber) -> Incident {
        let mut reader = self.reader().await;
        incident::by_number(&mut reader.db(), viewer, number).await.unwrap()
    }

    pub async fn version(&self, number: IncidentNumber) -> String {
        self.incident(Viewer::Operator, number).await.version.to_string()
    }
}

/// Why it was refused.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, Failure>) -> Refusal {
    match result {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("that should have been refused: {other:?}"),
    }
}

pub fn status<T: std::fmt::Debug>(result: Result<T, Failure>) -> u16 {
    refusal(result).status()
}

pub fn id(viewer: Viewer) -> PersonId {
    viewer.person().unwrap()
}
