//! What the rules look at, of one incident or of many.

use nofault_domain::budget::OfBudgets;
use nofault_domain::duration::Duration;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::review::{Facts, ReviewPolicy};
use nofault_domain::severity::Severity;

use super::{Review, Said};
use crate::failure::{optional_word, word};
use crate::{Db, Failure};

/// SQL: the columns of a [`FactsRow`], of the incident `i` joined as in `reviewed!()`.
macro_rules! review_facts {
    () => {
        "i.kind, i.status, i.severity_highest, rs.at AS started_at, re.at AS ended_at, \
         rr.at AS resolved_at, rv.level AS said_level, rv.reason AS said_reason, \
         COALESCE(rv.data_lost, FALSE) AS data_lost, rv.at AS said_at, rp.name AS said_by, \
         rv.version AS said_version"
    };
}

/// SQL: the joins that [`review_facts`] needs.
macro_rules! reviewed {
    () => {
        " LEFT JOIN milestone rs ON rs.incident_id = i.id AND rs.name = 'impact_started' \
         LEFT JOIN milestone re ON re.incident_id = i.id AND re.name = 'impact_ended' \
         LEFT JOIN milestone rr ON rr.incident_id = i.id AND rr.name = 'resolved' \
         LEFT JOIN incident_review rv ON rv.incident_id = i.id \
         LEFT JOIN person rp ON rp.id = rv.by_person "
    };
}

pub(crate) use {review_facts, reviewed};

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct FactsRow {
    kind: String,
    status: String,
    severity_highest: Option<i64>,
    started_at: Option<i64>,
    ended_at: Option<i64>,
    resolved_at: Option<i64>,
    said_level: Option<String>,
    said_reason: Option<String>,
    data_lost: bool,
    said_at: Option<i64>,
    said_by: Option<String>,
    said_version: Option<i64>,
}

statements! {
    OF = concat!("SELECT ", review_facts!(), " FROM incident i", reviewed!(), "WHERE i.id = $1");
}

pub(super) async fn of(db: &mut Db<'_>, incident: IncidentId) -> Result<FactsRow, Failure> {
    Ok(one!(db, OF, incident.0)?)
}

impl FactsRow {
    /// `budgets` is what it spent of them, where it hit a service with an SLO.
    pub(crate) fn review(
        self,
        policy: &ReviewPolicy,
        budgets: Option<OfBudgets>,
    ) -> Result<Review, Failure> {
        let at = |micros: Option<i64>| micros.map(Instant::from_micros);
        let lasted = at(self.started_at).zip(at(self.ended_at));
        let facts = Facts {
            kind: word(&self.kind)?,
            status: word(&self.status)?,
            severity: self.severity_highest.and_then(Severity::from_level),
            // Moments out of order say nothing of a length.
            lasted: lasted
                .map(|(from, to)| Duration::between(from, to))
                .filter(|lasted| *lasted >= Duration::ZERO),
            budgets,
            data_lost: self.data_lost,
        };
        let said = match (self.said_at, self.said_version) {
            (Some(at), Some(version)) => Some(Said {
                level: optional_word(self.said_level.as_deref())?,
                reason: self.said_reason.unwrap_or_default(),
                at: Instant::from_micros(at),
                by: self.said_by,
                version,
            }),
            _ => None,
        };
        let resolved = at(self.resolved_at);
        Ok(Review { assessed: policy.assess(&facts), facts, said, resolved })
    }
}
