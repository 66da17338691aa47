//! Editing an entry; its earlier text stays as a revision.

use nofault_domain::access::Role;
use nofault_domain::command::entry::{EntryEdit, REDACTED};
use nofault_domain::conflict::Comparison;
use nofault_domain::entry::EntryKind;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::moment::Moment;
use nofault_domain::number::EntryNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;

use super::{Entry, Facets};
use crate::conflict::Saved;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, incident};

statements! {
    SET = "UPDATE entry SET kind = $2, at = $3, precision = $4, zone = $5, source = $6, \
        evidence = $7, pinned = $8, version = $9 WHERE id = $1";
}

impl Perform for EntryEdit {
    const NAME: &'static str = "edit entry";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let entry = work.standing_entry(incident.id, self.entry).await?;
        let Settled { kind, at, body, evidence, pinned } =
            settled(work, incident.id, &entry, &self).await?;
        let holds_files = entry.files.iter().any(|file| file.removed.is_none());
        if body.is_empty() && kind != EntryKind::StatusChange && !holds_files {
            return Err(Refusal::field("body", "The text cannot be empty.").into());
        }
        let version = entry.version + 1;
        // The form repeats the time: unless it was changed, its source stays.
        let source = if at.at == entry.moment.at { entry.moment.source } else { at.source };
        work.keep_facets(entry.id).await?;
        change!(
            &mut work.db,
            SET,
            entry.id.0,
            kind.key(),
            at.at.micros(),
            at.precision.key(),
            at.zone.name(),
            source.key(),
            evidence.as_str(),
            pinned,
            version
        )?;
        work.revise(entry.id.0, version, incident.id, &body).await?;
        work.event("entry.edited", Subject::Entry, entry.id.0, version, Some(incident.id)).await?;
        let address = format!("{}#{}", incident.address(), entry.number);
        Ok(Outcome { id: entry.id.0, address, version })
    }
}

/// What the entry is to say.
struct Settled {
    kind: EntryKind,
    at: Moment,
    body: String,
    evidence: String,
    pinned: bool,
}

/// What to save of a form and of what was saved since it was opened.
async fn settled(
    work: &mut Work<'_>,
    incident: IncidentId,
    entry: &Entry,
    wanted: &EntryEdit,
) -> Result<Settled, Failure> {
    let (id, present) = (entry.id.0, entry.version);
    let mut form = Comparison::new(wanted.version, present);
    let was = work.opened_with(&form, id).await?;
    // What was redacted since is not known any more, of the rest of the entry neither.
    let known = was.is_some();
    let body = wanted.body.as_ref().map_or("", |body| body.as_str());
    let of = form.three(was.as_deref(), present, body, entry.body.as_str());
    let body = form.text("body", "Text", &of);
    let (was, mine) = (wanted.was_at.clone().map(Some), Some(wanted.at.clone()));
    let of = form.three(was, present, mine, Some(entry.moment.clone()));
    let at = form.moment("at", "When", &of, &wanted.zone);
    let kind = match wanted.kind {
        // A status change tells of a change that stands: only its comment and time may move.
        _ if entry.kind == EntryKind::StatusChange => entry.kind,
        None => entry.kind,
        Some(kind) => {
            let of = form.three(wanted.was_kind, present, kind, entry.kind);
            form.word("kind", "Kind", &of)
        }
    };
    let seen = facets_at(work, entry, form.older()).await?.filter(|_| known);
    let evidence = match &wanted.evidence {
        None => entry.evidence.clone(),
        Some(evidence) => {
            let mine = evidence.as_ref().map_or("", |evidence| evidence.as_str());
            let mine = if is_unredacted(mine, &entry.evidence) { &entry.evidence } else { mine };
            let was = seen.as_ref().map(|seen| seen.evidence.as_str());
            let of = form.three(was, present, mine, entry.evidence.as_str());
            form.line("evidence", "Link", &of)
        }
    };
    let pinned = match wanted.pinned {
        None => entry.pinned,
        Some(mine) => {
            let word = |pinned: bool| if pinned { "on" } else { "" };
            let was = seen.as_ref().map(|seen| word(seen.pinned));
            let of = form.three(was, present, word(mine), word(entry.pinned));
            form.line("pinned", "Key moment", &of) == word(true)
        }
    };
    work.settled(form, Saved::of(id, incident, present)).await?;
    let at = at.unwrap_or_else(|| entry.moment.clone());
    Ok(Settled { kind, at, body, evidence, pinned })
}

/// Whether a form still says what was redacted of a link: nothing brings it back.
fn is_unredacted(mine: &str, saved: &str) -> bool {
    let Some((before, after)) = saved.split_once(REDACTED) else { return false };
    let after = after.rsplit(REDACTED).next().unwrap_or(after);
    mine != saved && mine.starts_with(before) && mine.ends_with(after)
}

/// What the entry said besides its text at the version that the person saw, where that is older.
async fn facets_at(
    work: &mut Work<'_>,
    entry: &Entry,
    seen: Option<i64>,
) -> Result<Option<Facets>, Failure> {
    let Some(seen) = seen else { return Ok(None) };
    let all = super::facets(&mut work.db, entry.id).await?;
    Ok(all.into_iter().find(|facets| facets.version == seen))
}

impl Work<'_> {
    /// The entry to change, at the version that the person saw.
    pub(super) async fn entry_at(
        &mut self,
        incident: IncidentId,
        number: EntryNumber,
        version: i64,
    ) -> Result<Entry, Failure> {
        let entry = self.standing_entry(incident, number).await?;
        self.unchanged(version, Saved::of(entry.id.0, incident, entry.version)).await?;
        Ok(entry)
    }

    /// An entry that may be changed: nobody deleted it.
    pub(crate) async fn standing_entry(
        &mut self,
        incident: IncidentId,
        number: EntryNumber,
    ) -> Result<Entry, Failure> {
        let entry = super::entry(&mut self.db, incident, number).await?;
        if entry.deleted.is_some() {
            return Err(Refusal::Conflict("This entry was deleted meanwhile.".to_owned()).into());
        }
        Ok(entry)
    }
}
