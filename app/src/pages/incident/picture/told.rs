//! What the picture shows, found in all that is known of the incident.

use nofault_domain::entry::ChangedField;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::impact::Impact;
use nofault_store::timeline::{Change, Entry};

use super::super::Whole;
use super::super::merged::anchor;
use super::words::{Row, caption, line, rows, sentence};
use crate::here::Here;
use crate::ui::{Band, Course, Mark, Step};

/// The picture, and the same in words.
pub(super) struct Told {
    pub course: Course,
    pub rows: Vec<Row>,
    pub desc: String,
    pub caption: String,
    /// So many moments are in the table alone.
    pub left_out: usize,
}

/// More are in the table alone.
const MARKS: usize = 30;
const BANDS: usize = 8;

/// None where nothing is known but one moment.
pub(super) fn told(here: &Here, whole: &Whole) -> Option<Told> {
    let impacts = &whole.impacts.standing;
    let changes: Vec<(&Entry, &Change)> = whole
        .picture
        .entries
        .iter()
        .filter(|entry| entry.deleted.is_none())
        .filter_map(|entry| Some((entry, entry.change.as_ref()?)))
        .collect();
    let (from, to) = window(here.now, whole, &changes)?;
    let steps = steps(whole, &changes, from, to);
    let mut marks = marks(whole, &changes);
    let all = marks.len() + impacts.len();
    marks.retain(|mark| (from..=to).contains(&mark.at));
    marks.truncate(MARKS);
    marks.sort_by_key(|mark| mark.at);
    let bands: Vec<Band> = impacts.iter().take(BANDS).map(|one| band(whole, one)).collect();
    let left_out = all - marks.len() - bands.len();
    let rows = rows(whole, &steps, &changes, to);
    let open = whole.incident.status.is_open();
    let caption = caption(from, to, open, &here.zone);
    let desc = sentence(&caption, &rows, &here.zone);
    let to = to.max(from.plus_micros(120_000_000));
    let course = Course { from, to, bands, steps, marks };
    Some(Told { course, rows, desc, caption, left_out })
}

/// From the first moment that is known to the resolution, or to now.
fn window(
    now: Instant,
    whole: &Whole,
    changes: &[(&Entry, &Change)],
) -> Option<(Instant, Instant)> {
    let impacts = &whole.impacts.standing;
    let statuses = changes.iter().filter(|(_, change)| change.field == ChangedField::Status);
    let statuses: Vec<Instant> = statuses.map(|(entry, _)| entry.moment.at).collect();
    let milestones: Vec<Instant> = whole.milestones.iter().map(|(_, moment)| moment.at).collect();
    let mut known: Vec<Instant> = statuses.iter().chain(&milestones).copied().collect();
    known.sort_unstable();
    known.dedup();
    if impacts.is_empty() && known.len() < 2 {
        return None;
    }
    let starts = impacts.iter().map(|one| one.said.span.from.at);
    let from = starts.chain(known.iter().copied()).min()?;
    let ended = |(name, _): &&(Milestone, Moment)| {
        matches!(name, Milestone::Resolved | Milestone::ImpactEnded)
    };
    let over = whole.milestones.iter().filter(ended).map(|(_, moment)| moment.at);
    let ends = impacts.iter().filter_map(|one| one.said.span.to.as_ref()).map(|to| to.at);
    let to = if whole.incident.status.is_open() {
        now
    } else {
        over.chain(ends).max().or(known.last().copied()).unwrap_or(from)
    };
    Some((from, to.max(from)))
}

fn band(whole: &Whole, impact: &Impact) -> Band {
    let said = &impact.said;
    let how_much =
        said.fraction.map_or_else(|| "part unknown".to_owned(), |fraction| fraction.to_string());
    // Not told by the drawing alone.
    let goes_on = if said.span.to.is_none() { ", goes on" } else { "" };
    Band {
        label: format!("{} · {how_much}{goes_on}", said.service_name),
        from: said.span.from.at,
        to: said.span.to.as_ref().map(|to| to.at),
        share: said.fraction.map(nofault_domain::impact::Fraction::share),
        href: format!("{}/impacts#impact-{}", whole.incident.address(), impact.number),
    }
}

/// One after the other, each until the next; no severity leaves a gap.
fn steps(whole: &Whole, changes: &[(&Entry, &Change)], from: Instant, to: Instant) -> Vec<Step> {
    let of_severity: Vec<_> =
        changes.iter().filter(|(_, change)| change.field == ChangedField::Severity).collect();
    let first = match of_severity.first() {
        Some((_, change)) => Severity::parse(&change.from).ok(),
        None => whole.incident.severity,
    };
    let then = of_severity
        .iter()
        .map(|(entry, change)| (entry.moment.at, Severity::parse(&change.to).ok()));
    let held: Vec<_> = std::iter::once((from, first)).chain(then).collect();
    let ends = held.iter().skip(1).map(|(at, _)| *at).chain([to]);
    let step = |((at, severity), end): (&(Instant, Option<Severity>), Instant)| {
        let (at, end) = ((*at).clamp(from, to), end.clamp(from, to));
        Some(Step { severity: (*severity)?, from: at, to: end.max(at) })
    };
    held.iter().zip(ends).filter_map(step).collect()
}

/// Milestones, changes of status, key moments: in this order where there are too many.
fn marks(whole: &Whole, changes: &[(&Entry, &Change)]) -> Vec<Mark> {
    let statuses: Vec<(&Entry, Status)> = changes
        .iter()
        .filter(|(_, change)| change.field == ChangedField::Status)
        .filter_map(|(entry, change)| Some((*entry, Status::parse(&change.to).ok()?)))
        .collect();
    let bounds = nofault_domain::impact::milestones(
        whole.impacts.standing.iter().map(|impact| &impact.said.span),
    );
    // What a band or a change of status says already.
    let told_else = |milestone: Milestone, at: Instant| match milestone {
        Milestone::ImpactStarted => bounds.0.is_some_and(|start| start.at == at),
        Milestone::ImpactEnded => bounds.1.is_some_and(|end| end.at == at),
        _ => statuses
            .iter()
            .any(|(entry, status)| entry.moment.at == at && status.milestone() == Some(milestone)),
    };
    let place = whole.incident.address();
    let to = |anchor: &str| format!("{place}#{anchor}");
    let own = whole.milestones.iter().filter(|(name, moment)| !told_else(*name, moment.at));
    let mut marks: Vec<Mark> = own
        .map(|(name, moment)| mark(moment.at, name.label(), name.label(), &to("milestones"), false))
        .collect();
    marks.extend(statuses.iter().map(|(entry, status)| {
        let says = format!("Status {}, {}", status.label(), entry.number);
        mark(entry.moment.at, status.label(), &says, &to(&entry.number.to_string()), false)
    }));
    marks.extend(pins(whole).map(|(number, entry)| {
        let says = format!("Key moment {number}: {}", line(&entry.body));
        mark(entry.moment.at, &number, &says, &to(&number), true)
    }));
    marks
}

fn mark(at: Instant, label: &str, says: &str, href: &str, key: bool) -> Mark {
    let (label, says, href) = (label.to_owned(), says.to_owned(), href.to_owned());
    Mark { at, label, says, href, key }
}

/// The key moments, those of merged parts too, and where each stands on the page.
pub(super) fn pins(whole: &Whole) -> impl Iterator<Item = (String, &Entry)> {
    let own = whole.picture.entries.iter().map(|entry| (None, entry));
    let parts = whole
        .merged
        .parts
        .iter()
        .flat_map(|(part, entries)| entries.iter().map(|entry| (Some(part.number), entry)));
    own.chain(parts)
        .filter(|(_, entry)| entry.deleted.is_none() && entry.pinned)
        .map(|(part, entry)| (anchor(part, entry.number), entry))
}
