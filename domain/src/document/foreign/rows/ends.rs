//! `First detected: 2024-07-25 12:10`: what happened, and when, in this order.

use super::super::when::{self, Lead};
use crate::milestone::Milestone;

/// What is said, and the date and time at the end.
pub(super) fn split(says: &str) -> Option<(&str, Lead<'_>)> {
    let starts = says.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    for at in starts {
        let (name, time) = (says.get(..at)?, says.get(at..)?);
        if !name.ends_with([' ', ':', '(']) {
            continue;
        }
        let lead = when::lead(time)
            .filter(|lead| lead.rest.is_empty() && lead.clock.is_some())
            .filter(|lead| lead.date.is_some_and(|date| date.iso));
        if let Some(lead) = lead {
            let name = name.trim().trim_end_matches([':', '-', '–', '(']).trim();
            return Some((name, lead)).filter(|(name, _)| !name.is_empty());
        }
    }
    None
}

/// The moment of the incident that a name means.
pub(super) fn milestone(name: &str) -> Option<Milestone> {
    let words = name.to_lowercase();
    Some(match words.trim() {
        "fault occurs" | "fault occurred" | "incident began" | "impact started" | "started"
        | "start" => Milestone::ImpactStarted,
        "first detected" | "fault detected" | "detected" => Milestone::Detected,
        "incident declared" | "declared" => Milestone::Declared,
        "acknowledged" => Milestone::Acknowledged,
        "repaired" | "repaired declared" | "mitigated" => Milestone::Mitigated,
        "resolved" | "incident resolved" => Milestone::Resolved,
        _ => return None,
    })
}
