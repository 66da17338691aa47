//! Good and total of an SLO: added up for a window, and the latest of them.

use std::collections::BTreeSet;

use nofault_domain::budget::{self, Count, Coverage, Tally};
use nofault_domain::id::{CountId, SloId};
use nofault_domain::instant::Instant;
use uuid::Uuid;

use super::Slo;
use crate::{Db, Failure};

/// So many are listed.
pub const LISTED: i64 = 20;

/// A row as it was pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRow {
    pub id: CountId,
    pub count: Count,
    /// Empty where nobody said it.
    pub source: String,
    pub at: Instant,
    pub by: Option<String>,
}

type Row = (Uuid, i64, i64, i64, i64, String, i64, Option<String>);

/// Sums of millions and of what is left of them: each of both fits, whatever the numbers.
type Sums = (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

statements! {
    LAST = "SELECT MAX(to_at) FROM slo_count WHERE slo_id = $1 AND to_at <= $2";
    // None is longer than a year and a day: the index knows where to end.
    TALLY = "SELECT MIN(from_at), CAST(SUM(CASE WHEN to_at < $3 THEN to_at ELSE $3 END \
        - CASE WHEN from_at > $2 THEN from_at ELSE $2 END) AS BIGINT), \
        CAST(SUM(good / 1000000) AS BIGINT), CAST(SUM(good % 1000000) AS BIGINT), \
        CAST(SUM(total / 1000000) AS BIGINT), CAST(SUM(total % 1000000) AS BIGINT) \
        FROM slo_count WHERE slo_id = $1 AND to_at > $2 AND to_at < $4 AND from_at < $3";
    COUNTED = "SELECT l.id FROM slo l WHERE EXISTS (SELECT 1 FROM slo_count c WHERE c.slo_id = l.id)";
    LATEST = "SELECT c.id, c.from_at, c.to_at, c.good, c.total, c.source, c.at, p.name \
        FROM slo_count c LEFT JOIN person p ON p.id = c.by_person WHERE c.slo_id = $1 \
        ORDER BY c.to_at DESC LIMIT $2";
}

/// What counts say of the window in which `now` is.
///
/// # Errors
/// [`Failure::Database`].
pub async fn coverage(db: &mut Db<'_>, slo: &Slo, now: Instant) -> Result<Coverage, Failure> {
    let (last,): (Option<i64>,) = one!(&mut *db, LAST, slo.id.0, now.micros())?;
    let frame = slo.promise.to_be_counted(last.map(Instant::from_micros), now);
    Ok(slo.promise.counted(frame, tally(db, slo.id, frame).await?))
}

/// The same of one of which nothing was ever counted.
#[must_use]
pub fn uncounted(slo: &Slo, now: Instant) -> Coverage {
    slo.promise.counted(slo.promise.to_be_counted(None, now), None)
}

/// Those of which something was counted: the others need not be asked one by one.
///
/// # Errors
/// [`Failure::Database`].
pub async fn counted(db: &mut Db<'_>) -> Result<BTreeSet<SloId>, Failure> {
    let rows: Vec<(Uuid,)> = all!(db, COUNTED)?;
    Ok(rows.into_iter().map(|(id,)| SloId(id)).collect())
}

async fn tally(
    db: &mut Db<'_>,
    slo: SloId,
    frame: budget::Frame,
) -> Result<Option<Tally>, Failure> {
    let (from, to) = (frame.from.micros(), frame.to.micros());
    let furthest = to.saturating_add(Count::LONGEST);
    let sums: Sums = one!(db, TALLY, slo.0, from, to, furthest)?;
    let (Some(first), Some(covered), Some(good), Some(of_good), Some(total), Some(of_total)) = sums
    else {
        return Ok(None);
    };
    let whole = |millions: i64, rest: i64| i128::from(millions) * 1_000_000 + i128::from(rest);
    Ok(Some(Tally {
        first: Instant::from_micros(first),
        covered,
        good: whole(good, of_good),
        total: whole(total, of_total),
    }))
}

/// The latest, by their end.
///
/// # Errors
/// [`Failure::Database`].
pub async fn latest(db: &mut Db<'_>, slo: SloId) -> Result<Vec<CountRow>, Failure> {
    let rows: Vec<Row> = all!(db, LATEST, slo.0, LISTED)?;
    let at = Instant::from_micros;
    let row = |(id, from, to, good, total, source, when, by): Row| CountRow {
        id: CountId(id),
        count: Count { from: at(from), to: at(to), good, total },
        source,
        at: at(when),
        by,
    };
    Ok(rows.into_iter().map(row).collect())
}
