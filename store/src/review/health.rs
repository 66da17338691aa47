//! What the report on reviews stands on. The figures themselves are made in `domain`.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::report::reviews::ReviewFact;
use nofault_domain::review::ReviewLevel;
use nofault_domain::zone::Zone;

use super::{FactsRow, review_facts, reviewed};
use crate::postmortem::Due;
use crate::{Db, Failure, Scope, slo, visible};

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    title: String,
    at: i64,
    #[sqlx(flatten)]
    facts: FactsRow,
    begun: bool,
    due: Option<String>,
    published_at: Option<i64>,
}

statements! {
    // Nobody is asked for a review of what an import brought.
    ENDED = concat!("SELECT i.number, i.title, i.at, ", review_facts!(), ", m.id IS NOT NULL AS begun, \
        m.due, (SELECT MIN(u.at) FROM publication u WHERE u.postmortem_id = m.id) AS published_at \
        FROM incident i", reviewed!(), "LEFT JOIN postmortem m ON m.incident_id = i.id \
        WHERE i.status IN ('resolved', 'closed') AND i.kind <> 'drill' \
        AND (m.id IS NOT NULL OR i.batch_id IS NULL) AND i.at >= $6 AND i.at < $7 AND ", scoped!(),
        " ORDER BY i.number");
}

/// The incidents that ended and of which a review is asked for, or was begun. Private ones only
/// where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn facts(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
    zone: &Zone,
    now: Instant,
) -> Result<Vec<ReviewFact>, Failure> {
    let (all, person) = visible::binds(viewer);
    let policy = super::policy(&mut *db).await?.rules;
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let rows: Vec<Row> =
        all!(&mut *db, ENDED, all, person, scope.private, service, team, from, to)?;
    let budgets = slo::budgets_of_ended(db, Instant::from_micros(from), now).await?;
    let mut facts = Vec::new();
    for row in rows {
        let review =
            row.facts.review(&policy, budgets.get(&IncidentNumber(row.number)).copied())?;
        if review.level() == ReviewLevel::None && !row.begun {
            continue;
        }
        let typed = row.due.map(|due| Day::parse(&due).map_err(|_| Failure::damaged("date", due)));
        let due = Due::of(typed.transpose()?, &review, &policy, zone);
        facts.push(ReviewFact {
            incident: IncidentNumber(row.number),
            title: row.title,
            at: Instant::from_micros(row.at),
            resolved: review.resolved,
            due: due.map(|due| due.day),
            begun: row.begun,
            published: row.published_at.map(Instant::from_micros),
        });
    }
    Ok(facts)
}
