//! Milestones offered when their moment is near: one press sets them, nothing sets itself.

mod words;

pub use words::tells_of_recovery;

use crate::instant::Instant;
use crate::milestone::{Milestone, out_of_order};
use crate::moment::Moment;
use crate::number::EntryNumber;
use crate::status::Status;

/// A milestone that is empty, and the moment that it probably had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub milestone: Milestone,
    pub moment: Moment,
    pub why: Why,
}

/// What makes the moment probable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Declared,
    /// It went to this status then.
    Went(Status),
    /// This entry tells of it.
    Told(EntryNumber),
    ImpactEnded,
}

/// What is known of an incident.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    pub status: Status,
    pub milestones: &'a [(Milestone, Moment)],
    /// Every status that it went to, and when; in the order of time.
    pub went: Vec<(Status, Moment)>,
    /// What people wrote, in the order of time.
    pub told: Vec<(EntryNumber, &'a Moment, &'a str)>,
    /// The end of the last impact, where none goes on.
    pub impact_ended: Option<Moment>,
}

/// More at once would be a form.
pub const MOST: usize = 2;

/// How long what somebody wrote is news, in microseconds: 30 minutes.
pub const NEWS: i64 = 30 * 60 * 1_000_000;
/// How long something is offered after the last change of the status, in microseconds: three days.
const LIFE: i64 = 3 * 24 * 3600 * 1_000_000;

/// At most [`MOST`]; none that would stand out of order, and none for what ended without an outcome.
#[must_use]
pub fn offers(known: &Known<'_>, now: Instant) -> Vec<Offer> {
    if !is_near(known, now) {
        return Vec::new();
    }
    let candidates = [
        empty(known, Milestone::Mitigated).then(|| mitigated(known, now)).flatten(),
        empty(known, Milestone::Resolved).then(|| resolved(known)).flatten(),
        empty(known, Milestone::Detected).then(|| detected(known)).flatten(),
    ];
    let fits = |offer: &Offer| offer.moment.at <= now && in_order(known, offer);
    candidates.into_iter().flatten().filter(fits).take(MOST).collect()
}

fn is_near(known: &Known<'_>, now: Instant) -> bool {
    match known.status {
        Status::Triage | Status::Declined | Status::Merged | Status::Canceled => false,
        status if status.is_open() => true,
        _ => known.went.last().is_some_and(|(_, at)| now.since(at.at) <= LIFE),
    }
}

fn mitigated(known: &Known<'_>, now: Instant) -> Option<Offer> {
    let offer = |moment: &Moment, why| Offer {
        milestone: Milestone::Mitigated,
        moment: moment.clone(),
        why,
    };
    let held = [Status::Monitoring, Status::Resolved, Status::Closed];
    if held.contains(&known.status) {
        let (status, moment) = held
            .iter()
            .find_map(|status| known.went.iter().rev().find(|(went, _)| went == status))?;
        return Some(offer(moment, Why::Went(*status)));
    }
    let (number, moment, _) = known.told.iter().rev().find(|(_, moment, text)| {
        (0..=NEWS).contains(&now.since(moment.at)) && tells_of_recovery(text)
    })?;
    Some(offer(moment, Why::Told(*number)))
}

fn resolved(known: &Known<'_>) -> Option<Offer> {
    let typed = milestone(known, Milestone::ImpactEnded);
    let moment = typed.or(known.impact_ended.as_ref())?.clone();
    Some(Offer { milestone: Milestone::Resolved, moment, why: Why::ImpactEnded })
}

fn detected(known: &Known<'_>) -> Option<Offer> {
    let moment = milestone(known, Milestone::Declared)?.clone();
    Some(Offer { milestone: Milestone::Detected, moment, why: Why::Declared })
}

fn milestone<'a>(known: &Known<'a>, wanted: Milestone) -> Option<&'a Moment> {
    known.milestones.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment)
}

fn empty(known: &Known<'_>, wanted: Milestone) -> bool {
    milestone(known, wanted).is_none()
}

/// Setting it puts nothing out of order that is in order now.
fn in_order(known: &Known<'_>, offer: &Offer) -> bool {
    let at = |wanted: Milestone| {
        let own = (wanted == offer.milestone).then_some(offer.moment.at);
        own.or_else(|| milestone(known, wanted).map(|moment| moment.at))
    };
    let wrong = |(a, b): &(Milestone, Milestone)| [*a, *b].contains(&offer.milestone);
    !out_of_order(at).iter().any(wrong)
}

#[cfg(test)]
mod tests;
