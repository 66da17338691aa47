//! What changed on a timeline since somebody last looked.

use nofault_domain::access::Viewer;
use nofault_domain::entry::EntryKind;
use nofault_domain::id::IncidentId;

use nofault_domain::word::Word;

use super::{Entry, Row};
use crate::failure::word;
use crate::{Db, Failure};

/// What is new to somebody who saw the incident as it was after an earlier event.
#[derive(Debug, Clone)]
pub struct Changed {
    /// In the order of the timeline: new ones, changed ones and those that were deleted;
    /// all of them where [`Changed::whole`].
    pub entries: Vec<Entry>,
    /// So much changed at once that the timeline is read anew: text was redacted, or
    /// another incident was merged.
    pub whole: bool,
    /// How many entries others have logged.
    pub news: i64,
}

/// The moment of a command is its events' and its entries': so an entry that was logged
/// by the way, such as a change of status, is found without an event of its own.
macro_rules! changed {
    () => {
        concat!(
            entries!(),
            " AND (e.id IN (SELECT v.subject_id FROM event v WHERE v.incident_id = $1 AND v.id > $2) \
              OR e.recorded_at IN (SELECT v.at FROM event v WHERE v.incident_id = $1 AND v.id > $2) \
              OR e.id IN (SELECT a.entry_id FROM attachment a JOIN event v ON v.subject_id = a.id \
              WHERE v.incident_id = $1 AND v.id > $2))"
        )
    };
}

statements! {
    CHANGED = concat!(changed!(), " ORDER BY e.at, e.number");
    IS_WHOLE = "SELECT COUNT(*) FROM event v WHERE v.incident_id = $1 AND v.id > $2 \
        AND (v.name LIKE '%redact%' OR v.name LIKE '%merge%' \
        OR v.name IN ('incident.joined', 'incident.parted', 'incident.part_changed'))";
    NEWS = "SELECT COUNT(*) FROM entry e WHERE e.incident_id = $1 AND e.recorded_at IN \
        (SELECT v.at FROM event v WHERE v.incident_id = $1 AND v.id > $2) \
        AND (e.recorded_by IS NULL OR e.recorded_by <> $3)";
    COUNTS = "SELECT e.kind, COUNT(*), COUNT(d.entry_id), \
        COUNT(CASE WHEN e.pinned AND d.entry_id IS NULL THEN 1 END) FROM entry e \
        LEFT JOIN entry_deletion d ON d.entry_id = e.id WHERE e.incident_id = $1 GROUP BY e.kind";
}

/// How many entries a timeline has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Deleted ones too.
    pub all: i64,
    /// Key moments, without deleted ones.
    pub pinned: i64,
    /// By kind, in the order of the vocabulary, without deleted ones.
    pub kinds: Vec<(EntryKind, i64)>,
}

/// Counts the entries of an incident that the caller has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn counts(db: &mut Db<'_>, incident: IncidentId) -> Result<Counts, Failure> {
    let rows: Vec<(String, i64, i64, i64)> = all!(db, COUNTS, incident.0)?;
    let mut counts = Counts::default();
    for (kind, all, deleted, pinned) in rows {
        counts.all += all;
        counts.pinned += pinned;
        counts.kinds.push((word(&kind)?, all - deleted));
    }
    counts.kinds.sort_by_key(|(kind, _)| EntryKind::ALL.iter().position(|one| one == kind));
    Ok(counts)
}

/// What changed after the event of this id on the timeline of an incident that the caller
/// has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn changed(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
    after: i64,
) -> Result<Changed, Failure> {
    let (whole,): (i64,) = one!(&mut *db, IS_WHOLE, incident.0, after)?;
    let person = viewer.person().map_or_else(uuid::Uuid::nil, |person| person.0);
    let (news,): (i64,) = one!(&mut *db, NEWS, incident.0, after, person)?;
    let entries = if whole > 0 {
        super::entries(db, incident).await?
    } else {
        let rows: Vec<Row> = all!(&mut *db, CHANGED, incident.0, after)?;
        let mut entries: Vec<Entry> =
            rows.into_iter().map(Entry::try_from).collect::<Result<_, Failure>>()?;
        for entry in entries.iter_mut().filter(|entry| entry.deleted.is_none()) {
            entry.files = super::attachments(db, entry.id).await?;
        }
        entries
    };
    Ok(Changed { entries, whole: whole > 0, news })
}
