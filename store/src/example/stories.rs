//! What happened in the shop, the longest ago first.

mod autumn;
mod checkout;
pub(super) mod factors;
pub(super) mod ideas;
mod live;
pub(super) mod releases;
mod small;

use nofault_domain::action::{ActionKind, Priority};
use nofault_domain::entry::EntryKind;
use nofault_domain::incident::{IncidentRole, Kind};
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;

use super::clock::When;
use super::review::Way;
use super::shop::Who;

/// An incident as it went.
pub(super) struct Story {
    pub declared: When,
    pub title: &'static str,
    pub kind: Kind,
    pub severity: Severity,
    pub services: &'static [&'static str],
    pub summary: &'static str,
    /// Minutes before it was declared.
    pub started: Option<i64>,
    pub detected: Option<i64>,
    /// Minutes after it was declared.
    pub steps: &'static [(i64, Step)],
    pub tasks: &'static [Task],
    pub paper: Option<Paper>,
}

#[derive(Clone, Copy)]
pub(super) enum Step {
    Log(EntryKind, &'static str),
    /// A key moment.
    Pin(EntryKind, &'static str),
    /// What was done by hand, in minutes, and whether a program could do it.
    Toil(i64, bool, &'static str),
    Hit(&'static Hit),
    Status(Status, &'static str),
    Severity(Severity, &'static str),
    /// Whoever had it hands it over.
    Role(IncidentRole, &'static str),
    /// What stakeholders are told, and when the next one is promised.
    Update(&'static str, &'static str),
}

/// What was affected, in minutes after it was declared (or, negative, before).
pub(super) struct Hit {
    pub service: &'static str,
    /// Parts per million.
    pub fraction: Option<i64>,
    pub from: i64,
    pub to: Option<i64>,
    pub words: &'static str,
}

pub(super) struct Task {
    pub title: &'static str,
    pub kind: ActionKind,
    pub priority: Priority,
    pub owner: Who,
    /// Days before now; negative is still to come.
    pub due: Option<i64>,
    pub ending: Ending,
}

/// The actions after which a program does what people did.
pub(super) const REMOVE_TOIL: [&str; 3] = [
    "Switch to the second provider by one documented command",
    "Restore every backup once, automatically, and compare the counts",
    "Show the effective configuration of a release beside the last one before it goes out",
];

/// How many days after the incident the action ended, and the word on it.
pub(super) enum Ending {
    Open,
    Done(i64, &'static str),
    Declined(i64, &'static str),
}

pub(super) struct Paper {
    pub days_after: i64,
    pub sections: &'static [(&'static str, &'static str)],
    pub published: bool,
    pub way: Way,
}

pub(super) const ALL: &[&Story] = &[
    &small::CERTIFICATE,
    &small::SEARCH_INDEX,
    &autumn::LOGIN_EMAILS,
    &autumn::PROVIDER,
    &small::DRILL,
    &checkout::POOL,
    &autumn::SEARCH_SLOW,
    &small::BACKUP,
    &live::PAYMENTS,
];
