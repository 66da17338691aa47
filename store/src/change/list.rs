//! All changes, the latest first.

use std::collections::HashMap;

use nofault_domain::change::ChangeKind;
use nofault_domain::id::{BatchId, ServiceId};
use nofault_domain::instant::Instant;
use nofault_domain::number::ChangeNumber;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Change, Row, changes};
use crate::{Db, Failure, visible};

/// What is looked for; empty finds all.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// A service's name.
    pub service: Option<String>,
    pub kind: Option<ChangeKind>,
    pub batch: Option<BatchId>,
    /// Only what comes before this in the list: the next page.
    pub older: Option<Before>,
}

/// The last change of a page.
pub type Before = (Instant, ChangeNumber);

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Each with how many incidents it caused that count; private ones are left out for everybody.
    pub changes: Vec<(Change, i64)>,
    pub more: bool,
}

/// Changes on a page.
const PAGE: i64 = 50;

/// SQL: those of the page that was asked for.
macro_rules! asked {
    () => {
        " WHERE (CAST($1 AS TEXT) IS NULL OR s.name_key = $1) \
         AND (CAST($2 AS TEXT) IS NULL OR c.kind = $2) AND (c.at, c.number) < ($3, $4) \
         AND (NOT $5 OR c.batch_id = $6) ORDER BY c.at DESC, c.number DESC LIMIT $7"
    };
}

statements! {
    LIST = changes!(asked!());
    // As in the report: what was merged into another counts as that one, once.
    CAUSED = concat!("WITH RECURSIVE way (change_id, goes_on) AS (SELECT l.change_id, l.incident_id \
        FROM incident_change l WHERE l.removed_at IS NULL AND l.change_id IN (SELECT c.id FROM change c \
        JOIN service s ON s.id = c.service_id", asked!(), ") UNION SELECT w.change_id, n.merged_into \
        FROM way w JOIN incident n ON n.id = w.goes_on WHERE n.merged_into IS NOT NULL) \
        SELECT w.change_id, COUNT(*) FROM way w JOIN incident i ON i.id = w.goes_on \
        WHERE NOT i.private AND ", counts!("i"), " GROUP BY w.change_id");
    LATEST = changes!(" WHERE c.service_id = $1 ORDER BY c.at DESC, c.number DESC LIMIT $2");
}

/// The removed ones are among them.
///
/// # Errors
/// [`Failure::Database`].
pub async fn listed(db: &mut Db<'_>, asked: &Asked) -> Result<Listed, Failure> {
    let (at, number) = asked.older.map_or((i64::MAX, 0), |(at, number)| (at.micros(), number.0));
    let service = visible::service_key(asked.service.as_deref());
    let (kind, batch) = (asked.kind.map(Word::key), asked.batch.map(|batch| batch.0));
    let of = batch.is_some();
    let rows: Vec<Row> = all!(&mut *db, LIST, &service, kind, at, number, of, batch, PAGE + 1)?;
    let caused: Vec<(Uuid, i64)> =
        all!(db, CAUSED, &service, kind, at, number, of, batch, PAGE + 1)?;
    let caused: HashMap<Uuid, i64> = caused.into_iter().collect();
    let more = rows.len() > PAGE as usize;
    let one = |row: Row| {
        let count = caused.get(&row.id).copied().unwrap_or_default();
        Ok((Change::try_from(row)?, count))
    };
    let changes = rows.into_iter().take(PAGE as usize).map(one).collect::<Result<_, Failure>>()?;
    Ok(Listed { changes, more })
}

/// The latest of a service, the removed ones among them.
///
/// # Errors
/// [`Failure::Database`].
pub async fn latest(
    db: &mut Db<'_>,
    service: ServiceId,
    most: i64,
) -> Result<Vec<Change>, Failure> {
    let rows: Vec<Row> = all!(db, LATEST, service.0, most)?;
    rows.into_iter().map(Change::try_from).collect()
}
