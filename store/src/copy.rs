//! From one database to another, of either engine: every row with its id, and proof
//! that both hold the same. Sessions and waiting uploads stay behind: people sign in again.

mod backup;
mod fill;
mod rows;
mod schema;
mod source;
mod value;

pub use backup::{backup, restore};

use crate::open::Pool;
use crate::work::LOCK;
use crate::{Db, Failure, Store, Target};

/// Every table, so that what a row refers to comes before it. A test misses none.
pub(crate) const TABLES: [&str; 29] = [
    "installation",
    "counter",
    "severity",
    "person",
    "account",
    "invitation",
    "team",
    "team_member",
    "service",
    "import_batch",
    "incident",
    "incident_access",
    "incident_service",
    "incident_label",
    "milestone",
    "milestone_revision",
    "stated_duration",
    "entry",
    "entry_deletion",
    "action",
    "action_closure",
    "postmortem",
    "section",
    "publication",
    "revision",
    "publication_section",
    "redaction",
    "command",
    "event",
];

/// What the migrations fill; a copy replaces it.
const SEEDED: [&str; 3] = ["installation", "counter", "severity"];

/// What is not copied.
pub(crate) const LEFT_OUT: [&str; 2] = ["session", "upload"];

/// What was copied: the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyReport {
    pub tables: Vec<TableReport>,
}

/// A table of both databases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReport {
    pub table: &'static str,
    pub rows: u64,
    /// SHA-256 of every row in the order of its key, in hex.
    pub checksum: String,
}

/// Copies all of `from`, which may be in use, into `to`, which is migrated and must be empty.
/// What was copied is read back and compared before it counts: after a failure `to` is as before.
///
/// # Errors
/// [`Failure::Setup`] where `from` is no Nofault database of this version, `to` is not empty,
/// or both differ afterwards; [`Failure::Database`] where one of them fails.
pub async fn copy(from: &Target, to: &Target) -> Result<CopyReport, Failure> {
    let mut source = source::Source::open(from).await?;
    let store = Store::open(to).await?;
    let report = copy_into(&mut source, &store).await;
    store.close().await;
    source.close().await;
    report
}

async fn copy_into(source: &mut source::Source, store: &Store) -> Result<CopyReport, Failure> {
    match &store.pool {
        Pool::Sqlite { writer, .. } => {
            let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
            let report = fill::fill(source, &mut Db::Sqlite(&mut transaction)).await?;
            transaction.commit().await?;
            Ok(report)
        }
        Pool::Postgres(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(LOCK).execute(&mut *transaction).await?;
            let report = fill::fill(source, &mut Db::Postgres(&mut transaction)).await?;
            transaction.commit().await?;
            Ok(report)
        }
    }
}
