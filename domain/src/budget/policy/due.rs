//! What the policies of all budgets together ask for after one incident: what the rules on
//! reviews look at.

use super::Policy;
use crate::budget::Weight;
use crate::review::ReviewLevel;

/// What an incident spent of the budgets of the services that it hit, but of those from which it
/// is exempt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfBudgets {
    /// The most of one whose policy has no rule on one incident, in parts per million: the
    /// installation's share applies.
    pub unruled: Option<i64>,
    /// What the policies of the others ask for.
    pub asked: Option<ByPolicy>,
}

/// A rule of a policy that asks for a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByPolicy {
    pub level: ReviewLevel,
    /// What was spent, and above how much the rule holds, in parts per million.
    pub spent: i64,
    pub above: i64,
}

impl OfBudgets {
    /// With one more budget. Of several the gravest asks, then the one of which most was spent.
    pub fn add(&mut self, policy: &Policy, weight: &Weight) {
        let spent = i64::try_from(weight.parts()).unwrap_or(i64::MAX);
        if policy.is_on_one() {
            let asked = policy.asked(weight);
            let by = asked.map(|one| ByPolicy { level: one.asks.review, spent, above: one.above });
            self.asked = self.asked.max(by);
        } else {
            self.unruled = self.unruled.max(Some(spent));
        }
    }
}
