//! Reviews that are not published and have a day: for calendars, and for what a week tells. They
//! are those of the lists, and have the same days.

use nofault_domain::access::Viewer;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::review::asked_since;
use uuid::Uuid;

use super::list::{asked, of_my_teams, whose_begun, whose_unbegun};
use super::{Due, day};
use crate::review::{self, FactsRow, review_facts, reviewed};
use crate::{Db, Failure, catalog, slo, visible};

/// A review that somebody waits for.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub id: IncidentId,
    pub incident: IncidentNumber,
    pub title: String,
    pub due: Due,
    /// When it was begun, or when the incident ended that has none yet.
    pub since: Instant,
    /// Of the postmortem; 0 while nobody began one.
    pub version: i64,
    /// The viewer owns or reviews it, or led the incident that has none yet.
    pub mine: bool,
    /// Somebody of the viewer's teams owns it, or a service of theirs was hurt.
    pub team: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    title: String,
    #[sqlx(flatten)]
    facts: FactsRow,
    due: Option<String>,
    since: i64,
    version: i64,
    mine: bool,
    team: bool,
}

statements! {
    BEGUN = concat!("SELECT i.id, i.number, i.title, ", review_facts!(), ", m.due, \
        m.created_at AS since, m.version, ", whose_begun!(), " FROM postmortem m \
        JOIN incident i ON i.id = m.incident_id", reviewed!(), "WHERE m.created_at < $4 \
        AND NOT EXISTS (SELECT 1 FROM publication u WHERE u.postmortem_id = m.id AND u.at < $4) \
        AND (NOT i.private OR $3) AND ", visible!(), " ORDER BY m.created_at, m.id");
    UNBEGUN = concat!("SELECT i.id, i.number, i.title, ", review_facts!(), ", CAST(NULL AS TEXT) AS due, \
        rr.at AS since, CAST(0 AS BIGINT) AS version, ", whose_unbegun!(), " FROM incident i",
        reviewed!(), "WHERE i.status IN ('resolved', 'closed') AND rr.at < $4 AND i.at >= $5 \
        AND NOT EXISTS (SELECT 1 FROM postmortem m WHERE m.incident_id = i.id AND m.created_at < $4) \
        AND (NOT i.private OR $3) AND ", visible!(), " ORDER BY i.number");
}

/// Those that nobody had published at this moment, by their days as they are today. Private
/// incidents only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn waiting(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    at: Instant,
) -> Result<Vec<Waiting>, Failure> {
    let (all, person) = visible::binds(viewer);
    let zone = catalog::installation(&mut *db).await?.zone;
    let policy = review::policy(&mut *db).await?.rules;
    let since = asked_since(at);
    let (micros, first) = (at.micros(), since.micros());
    let begun: Vec<Row> = all!(&mut *db, BEGUN, all, person, private, micros)?;
    let unbegun: Vec<Row> = all!(&mut *db, UNBEGUN, all, person, private, micros, first)?;
    let budgets = slo::budgets_of_ended(&mut *db, since, at).await?;
    let mut waiting = Vec::new();
    for row in begun.into_iter().chain(unbegun) {
        let review =
            row.facts.review(&policy, budgets.get(&IncidentNumber(row.number)).copied())?;
        let typed = row.due.map(day).transpose()?;
        // What has no day waits for nobody.
        let Some(due) = Due::of(typed, &review, &policy, &zone) else { continue };
        waiting.push(Waiting {
            id: IncidentId(row.id),
            incident: IncidentNumber(row.number),
            title: row.title,
            due,
            since: Instant::from_micros(row.since),
            version: row.version,
            mine: row.mine,
            team: row.team,
        });
    }
    waiting.sort_by_key(|one| (one.due.day, one.incident));
    Ok(waiting)
}
