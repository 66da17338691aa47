//! How much of a review each incident gets: the policy, what it stands on, and what people
//! say besides.

mod change;
mod facts;
mod health;

use nofault_domain::duration::Duration;
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::review::{Assessment, Facts, ReviewLevel, ReviewPolicy, due};
use nofault_domain::severity::Severity;
use nofault_domain::zone::Zone;

use crate::incident::Incident;
use crate::{Db, Failure, slo};

pub(crate) use change::STATEMENTS as CHANGE_STATEMENTS;
pub(crate) use facts::STATEMENTS as FACTS_STATEMENTS;
pub(crate) use facts::{FactsRow, review_facts, reviewed};
pub(crate) use health::STATEMENTS as HEALTH_STATEMENTS;
pub use health::facts;

/// The policy, with the version of its form.
#[derive(Debug, Clone)]
pub struct Policy {
    pub rules: ReviewPolicy,
    pub version: i64,
}

/// How much of a review an incident gets, and why.
#[derive(Debug, Clone)]
pub struct Review {
    pub facts: Facts,
    /// What the rules say.
    pub assessed: Assessment,
    pub said: Option<Said>,
    /// When it was resolved, where that is known.
    pub resolved: Option<Instant>,
}

/// What people said besides the rules.
#[derive(Debug, Clone)]
pub struct Said {
    /// None is as the rules say.
    pub level: Option<ReviewLevel>,
    pub reason: String,
    pub at: Instant,
    pub by: Option<String>,
    /// Of the incident, at which it was said.
    pub version: i64,
}

impl Review {
    /// What people chose, else what the rules say.
    #[must_use]
    pub fn level(&self) -> ReviewLevel {
        self.chosen().unwrap_or(self.assessed.level)
    }

    #[must_use]
    pub fn chosen(&self) -> Option<ReviewLevel> {
        self.said.as_ref().and_then(|said| said.level)
    }

    /// "full: SEV1; impact lasted 5h 20m", or the reason that somebody gave.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.chosen(), &self.said) {
            (Some(level), Some(said)) => format!("{}: {}", level.word(), said.reason),
            _ => self.assessed.words(),
        }
    }

    /// The version of the incident at which people last said something of it; 0 where never.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.said.as_ref().map_or(0, |said| said.version)
    }

    /// The day that the policy sets, where a review is asked for and the incident is resolved.
    #[must_use]
    pub fn due(&self, policy: &ReviewPolicy, zone: &Zone) -> Option<Day> {
        due(policy, self.level(), Day::of(self.resolved?, zone))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    full_severity: Option<i64>,
    light_severity: Option<i64>,
    full_micros: Option<i64>,
    light_micros: Option<i64>,
    full_budget: Option<i64>,
    full_data_loss: bool,
    full_days: i64,
    light_days: i64,
    due_p0: Option<i64>,
    due_p1: Option<i64>,
    due_p2: Option<i64>,
    due_p3: Option<i64>,
    due_p4: Option<i64>,
    verify_days: Option<i64>,
    version: i64,
}

statements! {
    POLICY = "SELECT full_severity, light_severity, full_micros, light_micros, full_budget, \
        full_data_loss, full_days, light_days, due_p0, due_p1, due_p2, due_p3, due_p4, verify_days, \
        version FROM review_policy WHERE one = 1";
}

/// # Errors
/// [`Failure::Database`].
pub async fn policy(db: &mut Db<'_>) -> Result<Policy, Failure> {
    let row: Row = one!(db, POLICY)?;
    let rules = ReviewPolicy {
        full_severity: row.full_severity.and_then(Severity::from_level),
        light_severity: row.light_severity.and_then(Severity::from_level),
        full_lasting: row.full_micros.map(Duration::from_micros),
        light_lasting: row.light_micros.map(Duration::from_micros),
        full_budget: row.full_budget,
        full_data_loss: row.full_data_loss,
        full_days: row.full_days,
        light_days: row.light_days,
        due: [row.due_p0, row.due_p1, row.due_p2, row.due_p3, row.due_p4],
        verify_days: row.verify_days,
    };
    Ok(Policy { rules, version: row.version })
}

/// The review of an incident that the caller has read through its viewer. What goes on spent
/// its budget until now.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(
    db: &mut Db<'_>,
    incident: &Incident,
    now: Instant,
) -> Result<Review, Failure> {
    let policy = policy(&mut *db).await?;
    let budget = slo::budgets_of(&mut *db, incident.id, now).await?;
    facts::of(db, incident.id).await?.review(&policy.rules, budget)
}
