//! Who was asked for a review of a postmortem, when, and what came of it.

use nofault_domain::id::PersonId;
use nofault_domain::instant::Instant;
use uuid::Uuid;

use super::Postmortem;
use crate::{Db, Failure};

/// A time during which a review was asked for.
#[derive(Debug, Clone)]
pub struct Review {
    pub at: Instant,
    pub by: Option<String>,
    /// When a publication or the way back to the draft ended it, and who did.
    pub ended: Option<(Instant, Option<String>)>,
}

/// Somebody who was named as a reviewer.
#[derive(Debug, Clone)]
pub struct Reviewer {
    pub id: Uuid,
    pub person: PersonId,
    pub name: String,
    pub at: Instant,
    pub by: Option<String>,
    pub removed_at: Option<Instant>,
    /// When they last approved it, and which version.
    pub approved: Option<(Instant, i64)>,
}

impl Postmortem {
    #[must_use]
    pub fn is_in_review(&self) -> bool {
        self.reviews.iter().any(|review| review.ended.is_none())
    }

    /// Those who are reviewers now.
    pub fn reviewing(&self) -> impl Iterator<Item = &Reviewer> {
        self.reviewers.iter().filter(|reviewer| reviewer.removed_at.is_none())
    }

    /// The reviewer that the person is now.
    #[must_use]
    pub fn reviewer(&self, person: PersonId) -> Option<&Reviewer> {
        self.reviewing().find(|reviewer| reviewer.person == person)
    }

    /// Whether the reviewer approved the text as it stands.
    #[must_use]
    pub fn is_approved_by(&self, reviewer: &Reviewer) -> bool {
        reviewer.approved.is_some_and(|(at, _)| !self.is_changed_since(at))
    }
}

statements! {
    REVIEWS = "SELECT r.at, p.name, r.ended_at, e.name FROM review r \
        LEFT JOIN person p ON p.id = r.by_person LEFT JOIN person e ON e.id = r.ended_by \
        WHERE r.postmortem_id = $1 ORDER BY r.at, r.id";
    REVIEWERS = "SELECT r.id, r.person_id, p.name, r.at, b.name, r.removed_at, r.approved_at, \
        r.approved_version FROM reviewer r JOIN person p ON p.id = r.person_id \
        LEFT JOIN person b ON b.id = r.by_person WHERE r.postmortem_id = $1 ORDER BY r.at, r.id";
}

type ReviewRow = (i64, Option<String>, Option<i64>, Option<String>);

pub(super) async fn reviews(db: &mut Db<'_>, postmortem: Uuid) -> Result<Vec<Review>, Failure> {
    let rows: Vec<ReviewRow> = all!(db, REVIEWS, postmortem)?;
    let review = |(at, by, ended_at, ended_by): ReviewRow| Review {
        at: Instant::from_micros(at),
        by,
        ended: ended_at.map(|at| (Instant::from_micros(at), ended_by)),
    };
    Ok(rows.into_iter().map(review).collect())
}

type ReviewerRow = (Uuid, Uuid, String, i64, Option<String>, Option<i64>, Option<i64>, Option<i64>);

pub(super) async fn reviewers(db: &mut Db<'_>, postmortem: Uuid) -> Result<Vec<Reviewer>, Failure> {
    let rows: Vec<ReviewerRow> = all!(db, REVIEWERS, postmortem)?;
    let reviewer =
        |(id, person, name, at, by, removed, approved_at, version): ReviewerRow| Reviewer {
            id,
            person: PersonId(person),
            name,
            at: Instant::from_micros(at),
            by,
            removed_at: removed.map(Instant::from_micros),
            approved: approved_at.map(Instant::from_micros).zip(version),
        };
    Ok(rows.into_iter().map(reviewer).collect())
}
