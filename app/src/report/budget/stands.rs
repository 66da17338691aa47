//! Where a budget stands under its policy, and what that means.

use nofault_domain::budget::{Cost, Policy, Rule, Spending, State, When, share};
use nofault_domain::word::lower;

/// What was spent, and how much of it the policy looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    pub state: State,
    pub allowed: Cost,
    /// Without what is exempt.
    pub cost: Cost,
    /// Some of what was spent is exempt.
    pub exempt: bool,
}

impl Held {
    #[must_use]
    pub fn of(spending: Spending, held: Option<Cost>) -> Self {
        Self {
            state: spending.state(),
            allowed: spending.allowed,
            cost: held.unwrap_or(spending.spent),
            exempt: held.is_some(),
        }
    }

    /// "80 % is spent"
    #[must_use]
    pub fn in_words(&self) -> String {
        let spent = share(self.cost.parts_of(self.allowed));
        let exempt = if self.exempt { " without what is exempt" } else { "" };
        format!("{spent} is spent{exempt}")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    pub state: State,
    /// It is over only by what is exempt.
    pub exempt: bool,
    /// The rule of its policy that holds; none where the policy says nothing of it.
    pub rule: Option<Rule>,
}

impl Stands {
    #[must_use]
    pub fn of(policy: &Policy, held: Held) -> Self {
        let exempt = held.state == State::Over && held.cost <= held.allowed;
        let rule = policy.holding(held.cost, held.allowed).cloned();
        Self { state: held.state, exempt, rule }
    }

    /// "Within budget, above 75 % spent"
    #[must_use]
    pub fn label(&self) -> String {
        let state = match (self.state, self.exempt) {
            (State::Within, _) => "Within budget",
            (State::Over, true) => "Over budget, exempt",
            (State::Over, false) => "Over budget",
        };
        match self.step() {
            Some(rule) => format!("{state}, {}", lower(&rule.when.to_string())),
            None => state.to_owned(),
        }
    }

    /// The step of its policy that is passed while it is within its budget.
    #[must_use]
    pub fn step(&self) -> Option<&Rule> {
        let step = |rule: &&Rule| matches!(rule.when, When::Spent(_));
        self.rule.as_ref().filter(step).filter(|_| self.state == State::Within)
    }

    /// What it means whatever the policy says.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        match (self.state, self.exempt) {
            (State::Within, _) => {
                "The service failed less than its target allows. What is left can be spent on \
                 purpose: on releases and on trying things out."
            }
            (State::Over, true) => {
                "More failed than the target allows, but only by incidents that are exempt. The \
                 policy for an overspent budget does not apply."
            }
            (State::Over, false) => {
                "More failed than the target allows: the policy for an overspent budget applies. \
                 Nothing is blocked; people decide."
            }
        }
    }
}
