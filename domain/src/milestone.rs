//! The named moments of an incident, in the order in which they are expected.

crate::words!(
    /// Apart from status, editable at any time, flagged and not refused when out of order.
    Milestone, "milestone" {
        ImpactStarted = "impact_started", "Impact started";
        Detected = "detected", "Detected";
        Declared = "declared", "Declared";
        Acknowledged = "acknowledged", "Acknowledged";
        Mitigated = "mitigated", "Mitigated";
        Resolved = "resolved", "Resolved";
        ImpactEnded = "impact_ended", "Impact ended";
    }
);

/// Pairs (earlier, later) that any incident is expected to keep.
const ORDER: [(Milestone, Milestone); 7] = [
    (Milestone::ImpactStarted, Milestone::Detected),
    (Milestone::ImpactStarted, Milestone::Mitigated),
    (Milestone::ImpactStarted, Milestone::Resolved),
    (Milestone::ImpactStarted, Milestone::ImpactEnded),
    (Milestone::Detected, Milestone::Acknowledged),
    (Milestone::Declared, Milestone::Resolved),
    (Milestone::Mitigated, Milestone::Resolved),
];

/// The pairs that are out of order in `at`, which gives a milestone's instant where it is known.
pub fn out_of_order<T: PartialOrd>(
    at: impl Fn(Milestone) -> Option<T>,
) -> Vec<(Milestone, Milestone)> {
    ORDER
        .into_iter()
        .filter(|(earlier, later)| match (at(*earlier), at(*later)) {
            (Some(earlier), Some(later)) => later < earlier,
            _ => false,
        })
        .collect()
}
