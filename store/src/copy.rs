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
pub(crate) const TABLES: [&str; 60] = [
    "installation",
    "counter",
    "severity",
    "template",
    "template_section",
    "review_policy",
    "metric",
    "person",
    "metric_version",
    "account",
    "invitation",
    "feed",
    "team",
    "team_member",
    "service",
    "service_dependency",
    "slo",
    "slo_count",
    "import_batch",
    "incident",
    "change",
    "incident_change",
    "incident_access",
    "slo_exemption",
    "incident_service",
    "incident_label",
    "incident_review",
    "milestone",
    "milestone_revision",
    "stated_duration",
    "entry",
    "toil",
    "entry_deletion",
    "entry_revision",
    "file",
    "attachment",
    "role_holding",
    "stakeholder_update",
    "follow",
    "impact",
    "impact_revision",
    "factor",
    "incident_factor",
    "action",
    "action_incident",
    "action_closure",
    "verification",
    "postmortem",
    "review",
    "reviewer",
    "section",
    "comment",
    "hint_dismissal",
    "publication",
    "revision",
    "publication_section",
    "redaction",
    "kept_report",
    "command",
    "event",
];

/// What the migrations fill; a copy replaces it.
const SEEDED: [&str; 8] = [
    "installation",
    "counter",
    "template_section",
    "template",
    "review_policy",
    "metric_version",
    "metric",
    "severity",
];

/// What is not copied, or comes by itself with what it is derived from.
pub(crate) const LEFT_OUT: [&str; 4] = ["session", "upload", "service_code", "incident_fact"];

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
