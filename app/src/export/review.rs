//! How much of a review it gets, and the postmortem.

mod paper;

use nofault_domain::instant::Instant;
use nofault_domain::review::ReviewLevel;
use nofault_store::incident::Incident;
use nofault_store::{Db, Failure, review};
use serde::Serialize;

pub use paper::Postmortem;
pub(super) use paper::postmortem;

/// The level, as the rules say or as somebody chose.
#[derive(Debug, Serialize)]
pub struct Review {
    level: ReviewLevel,
    /// In words.
    reason: String,
    /// What the rules alone say.
    by_rule: ReviewLevel,
    data_lost: bool,
    said: Option<Said>,
}

/// That somebody chose a level, or said that data was lost.
#[derive(Debug, Serialize)]
struct Said {
    level: Option<ReviewLevel>,
    reason: String,
    at: Instant,
    by: Option<String>,
}

pub(super) async fn level(
    db: &mut Db<'_>,
    incident: &Incident,
    now: Instant,
) -> Result<Review, Failure> {
    let found = review::of_incident(db, incident, now).await?;
    Ok(Review {
        level: found.level(),
        reason: found.words(),
        by_rule: found.assessed.level,
        data_lost: found.facts.data_lost,
        said: found.said.map(|said| Said {
            level: said.level,
            reason: said.reason,
            at: said.at,
            by: said.by,
        }),
    })
}
