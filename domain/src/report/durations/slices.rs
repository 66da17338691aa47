//! Which incidents are compared by themselves, chosen by how many there are and never by how long
//! they took.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Observation;
use crate::number::IncidentNumber;
use crate::word::Word;

crate::words!(
    /// What incidents are cut by, so that each part is compared by itself.
    SliceBy, "choice of slices" {
        Severity = "severity", "Highest severity";
        Service = "service", "Service";
        Team = "team", "Team";
    }
);

/// More slices than these are not compared: each one more makes all intervals wider.
pub const MOST_SLICES: usize = 10;

/// Incidents that have something in common; one may be in several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    pub name: String,
    pub incidents: Vec<IncidentNumber>,
}

/// What is compared by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slice {
    /// None: without a severity, a service or a team; and of all together.
    pub key: Option<String>,
    pub label: String,
    pub incidents: BTreeSet<IncidentNumber>,
}

/// The slices, and what is not among them.
pub(super) struct Sliced {
    pub slices: Vec<Slice>,
    /// So many slices have fewer incidents than these.
    pub more: usize,
}

/// `both`: the incidents of the two periods. The slices with the most of them, in the order of
/// severities or of names; what is in none is last.
pub(super) fn slices(
    by: Option<SliceBy>,
    members: Vec<Members>,
    dated: &[Observation],
    both: &BTreeSet<IncidentNumber>,
) -> Sliced {
    let all: BTreeSet<_> = dated.iter().map(|one| one.incident).collect();
    let Some(by) = by else {
        let label = "All incidents".to_owned();
        return Sliced { slices: vec![Slice { key: None, label, incidents: all }], more: 0 };
    };
    let mut found = match by {
        SliceBy::Severity => of_severity(dated),
        SliceBy::Service | SliceBy::Team => members.into_iter().map(Slice::of).collect(),
    };
    let mut rest = all;
    for slice in &found {
        rest.retain(|one| !slice.incidents.contains(one));
    }
    let without = match by {
        SliceBy::Severity => "No severity",
        SliceBy::Service => "No service",
        SliceBy::Team => "No team",
    };
    found.push(Slice { key: None, label: without.to_owned(), incidents: rest });
    let size = |slice: &Slice| slice.incidents.intersection(both).count();
    found.retain(|slice| size(slice) > 0);
    let order = |slice: &Slice| (slice.key.is_none(), slice.label.to_lowercase());
    // Of equally many the first by name.
    found.sort_by_cached_key(|slice| (Reverse(size(slice)), order(slice)));
    let more = found.len().saturating_sub(MOST_SLICES);
    found.truncate(MOST_SLICES);
    found.sort_by_cached_key(order);
    Sliced { slices: found, more }
}

fn of_severity(dated: &[Observation]) -> Vec<Slice> {
    let mut by: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for one in dated {
        if let Some(severity) = one.severity {
            by.entry(severity).or_default().insert(one.incident);
        }
    }
    let slice = |(severity, incidents): (crate::severity::Severity, _)| Slice {
        key: Some(severity.key().to_owned()),
        label: severity.label().to_owned(),
        incidents,
    };
    by.into_iter().map(slice).collect()
}

impl Slice {
    fn of(members: Members) -> Self {
        Self {
            key: Some(members.name.clone()),
            label: members.name,
            incidents: members.incidents.into_iter().collect(),
        }
    }
}
