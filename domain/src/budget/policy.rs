//! The policy of a budget: Markdown for people, and in it the rules that the program evaluates.

mod condition;
mod due;
mod found;
mod says;
#[cfg(test)]
mod tests;

use std::fmt;

use super::{Cost, Weight};
use crate::action::Priority;
use crate::review::{ReviewLevel, percent};
use crate::text::{Markdown, TextError};

pub use due::{ByPolicy, OfBudgets};
pub use says::Unread;

/// What a new SLO begins with; its team writes what holds for them.
pub const DEFAULT_POLICY: &str = "Within budget: releases and experiments go on as planned.

Above 75 % spent: risky changes wait, and the team looks at what spent it.

Over budget: releases stop, but for urgent fixes and security, until the budget is back. The team works on what spent it.

One incident above 20 % of the budget: a full review, with at least one action of P0.

Exempt is what no work of the team could have prevented, such as a failure of a provider that the whole company shares. Say why.";

/// How rules are written, at the field.
pub const HOW: &str = "Markdown. What begins with “Within budget:”, “Above 75 % spent:”, “Over budget:” or “One \
    incident above 20 % of the budget:” is a rule that Nofault evaluates; the last says what is \
    due, such as “a full review, with at least one action of P0.” All else is for people.";

/// A text and the rules that stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    text: String,
    rules: Vec<Rule>,
    unread: Vec<Unread>,
}

/// A condition and the words after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub when: When,
    /// Markdown.
    pub means: String,
}

/// Shares are in parts per million of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// While no other holds.
    Within,
    /// More than this.
    Spent(i64),
    Over,
    /// One incident that spent more than this by itself.
    One(i64, Asks),
}

/// What is due after one incident that spent much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Asks {
    /// Light or full.
    pub review: ReviewLevel,
    /// At least one action of this priority, or a graver one.
    pub action: Option<Priority>,
}

/// A rule on one incident that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// In parts per million of the budget.
    pub above: i64,
    pub asks: Asks,
}

/// Why a text is no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("{}", says::all(.0))]
    Unread(Vec<Unread>),
}

impl Policy {
    /// As somebody types it; nothing is one without rules.
    ///
    /// # Errors
    /// [`PolicyError`] names each sentence that begins like a rule and cannot be read as one.
    pub fn parse(given: &str) -> Result<Self, PolicyError> {
        let text = Markdown::parse_optional(given)?.map_or_else(String::new, Markdown::into_string);
        let policy = Self::stored(text);
        if policy.unread.is_empty() { Ok(policy) } else { Err(PolicyError::Unread(policy.unread)) }
    }

    /// As it was stored, perhaps before rules were read from it: what cannot be read is listed.
    #[must_use]
    pub fn stored(text: String) -> Self {
        let (rules, unread) = found::read(&text);
        Self { text, rules, unread }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// In the order of the text.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The rule on the whole budget that holds where so much of it is held against the team: of
    /// several the one for the most that is spent.
    #[must_use]
    pub fn holding(&self, held: Cost, allowed: Cost) -> Option<&Rule> {
        let holds = |rule: &&Rule| rule.when.holds(held, allowed);
        self.rules.iter().filter(holds).max_by_key(|rule| rule.when.parts())
    }

    /// It has a rule on one incident: the installation's share does not apply.
    #[must_use]
    pub fn is_on_one(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule.when, When::One(..)))
    }

    /// What is due after an incident of this weight: as the policy says where it has a rule on
    /// one incident, else from the installation's share on.
    #[must_use]
    pub fn due(&self, weight: &Weight, installation: Option<i64>) -> Option<Asked> {
        if self.is_on_one() {
            return self.asked(weight);
        }
        let above = installation.filter(|share| weight.parts() >= i128::from(*share))?;
        Some(Asked { above, asks: Asks::INSTALLATION })
    }

    /// What it asks for after an incident of this weight: the most of all rules that hold.
    #[must_use]
    pub fn asked(&self, weight: &Weight) -> Option<Asked> {
        let holds = |rule: &Rule| match rule.when {
            When::One(above, asks) if rule.when.holds_of(weight) => Some(Asked { above, asks }),
            _ => None,
        };
        self.rules.iter().filter_map(holds).reduce(Asked::and)
    }
}

impl Asks {
    /// What the installation's share asks for.
    pub const INSTALLATION: Self = Self { review: ReviewLevel::Full, action: Some(Priority::P0) };
}

impl Asked {
    /// Of both shares the higher, of both demands the graver. P0 is the gravest and the first.
    fn and(self, other: Self) -> Self {
        let action = [self.asks.action, other.asks.action].into_iter().flatten().min();
        let review = self.asks.review.max(other.asks.review);
        Self { above: self.above.max(other.above), asks: Asks { review, action } }
    }
}

impl When {
    /// Of the budget as a whole. A rule on one incident holds of none.
    #[must_use]
    pub fn holds(self, held: Cost, allowed: Cost) -> bool {
        match self {
            // That another holds is seen by its share.
            Self::Within => held <= allowed,
            Self::Spent(share) => exceeds(held, allowed, share),
            Self::Over => held > allowed,
            Self::One(..) => false,
        }
    }

    /// Of one incident by itself. A rule on the whole budget holds of none.
    #[must_use]
    pub fn holds_of(self, weight: &Weight) -> bool {
        matches!(self, Self::One(share, _) if exceeds(weight.cost, weight.allowed, share))
    }

    /// Of what has to be spent, in parts per million.
    #[must_use]
    pub fn parts(self) -> i64 {
        match self {
            Self::Within => 0,
            Self::Spent(share) | Self::One(share, _) => share,
            Self::Over => 1_000_000,
        }
    }
}

/// Exactly, nothing rounded.
fn exceeds(cost: Cost, allowed: Cost, share: i64) -> bool {
    cost.0.saturating_mul(1_000_000) > allowed.0.saturating_mul(i128::from(share))
}

/// As it is written.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Within => f.write_str("Within budget"),
            Self::Spent(share) => write!(f, "Above {} spent", percent(*share)),
            Self::Over => f.write_str("Over budget"),
            Self::One(share, _) => {
                write!(f, "One incident above {} of the budget", percent(*share))
            }
        }
    }
}

/// As it is written after the colon.
impl fmt::Display for Asks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} review", self.review.word())?;
        match self.action {
            Some(priority) => write!(f, ", with at least one action of {priority}"),
            None => Ok(()),
        }
    }
}
