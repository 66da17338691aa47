//! What the report on reviews stands on. The figures themselves are made in `domain`.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::duration::Duration;
use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::report::reviews::ReviewFact;
use nofault_domain::review::{Facts, ReviewLevel, due};
use nofault_domain::status::Status;
use nofault_domain::zone::Zone;

use crate::facts::{self, FactsFilter};
use crate::failure::optional_word;
use crate::packed::Packed;
use crate::{Db, Failure, Scope, slo, visible};

/// SQL: of the incident of the fact `i`, between `$6` and `$7`, a review may be told of.
macro_rules! asked {
    () => {
        concat!("i.counted > 0 AND i.reviewable AND i.at >= $6 AND i.at < $7 AND ", scoped!())
    };
}

statements! {
    // Those that are resolved or closed. Nobody is asked for a review of what an import brought.
    ENDED = facts!("f.head || f.milestones", " AND f.reviewable AND NOT f.open");
    // CROSS: SQLite would begin with every incident.
    BEGUN = concat!("SELECT string_agg(", pack!(word "i.number"), " || ", pack!(word? "m.due"), " || ",
        pack!(word? "(SELECT MIN(u.at) FROM publication u WHERE u.postmortem_id = m.id)"), ", '') \
        FROM postmortem m CROSS JOIN incident_fact i WHERE i.id = m.incident_id AND ", asked!());
    SAID = concat!("SELECT string_agg(", pack!(word "i.number"), " || ", pack!(word? "v.level"),
        " || CASE WHEN v.data_lost THEN '+ ' ELSE '- ' END, '') \
        FROM incident_review v CROSS JOIN incident_fact i WHERE i.id = v.incident_id AND ", asked!());
}

/// A postmortem that somebody began.
struct Begun {
    due: Option<Day>,
    published: Option<Instant>,
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
    let policy = super::policy(&mut *db).await?.rules;
    let (begun, said) =
        (begun(&mut *db, viewer, scope).await?, said(&mut *db, viewer, scope).await?);
    let from = scope.from.unwrap_or(Instant::from_micros(i64::MIN));
    let budgets = slo::budgets_of_ended(&mut *db, from, now).await?;
    let scope_of = scope.clone();
    let filter = FactsFilter { near_misses: true, scope: scope_of, ..FactsFilter::default() };
    let mut all = Vec::new();
    facts::each(&mut *db, ENDED, viewer, &filter, |fact| {
        let number = fact.incident;
        let lasted =
            fact.milestone(Milestone::ImpactStarted).zip(fact.milestone(Milestone::ImpactEnded));
        let (chosen, data_lost) = said.get(&number).copied().unwrap_or_default();
        let rules = || {
            policy.assess(&Facts {
                // It counts, and is over: the rules ask no more of these two.
                kind: Kind::Incident,
                status: Status::Resolved,
                severity: fact.severity,
                // Moments out of order say nothing of a length.
                lasted: lasted
                    .map(|(from, to)| Duration::between(from.at, to.at))
                    .filter(|lasted| *lasted >= Duration::ZERO),
                budgets: budgets.get(&number).copied(),
                data_lost,
            })
        };
        let level = chosen.unwrap_or_else(|| rules().level);
        let begun = begun.get(&number);
        if level == ReviewLevel::None && begun.is_none() {
            return Ok(());
        }
        let resolved = fact.milestone(Milestone::Resolved).map(|resolved| resolved.at);
        let by_policy = || due(&policy, level, Day::of(resolved?, zone));
        all.push(ReviewFact {
            incident: number,
            at: fact.at,
            resolved,
            // A typed date wins.
            due: begun.and_then(|begun| begun.due).or_else(by_policy),
            begun: begun.is_some(),
            published: begun.and_then(|begun| begun.published),
        });
        Ok(())
    })
    .await?;
    all.sort_unstable_by_key(|fact| fact.incident);
    Ok(all)
}

/// What a statement of this file joined.
async fn joined(
    db: &mut Db<'_>,
    sql: &'static str,
    viewer: Viewer,
    scope: &Scope,
) -> Result<String, Failure> {
    let (all, person) = visible::binds(viewer);
    let ([service, team], [from, to]) = (scope.keys(), scope.bounds());
    let (service, team) = (service.as_deref(), team.as_deref());
    let (text,): (Option<String>,) =
        one!(db, sql, all, person, scope.private, service, team, from, to)?;
    Ok(text.unwrap_or_default())
}

async fn begun(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<HashMap<IncidentNumber, Begun>, Failure> {
    let text = joined(db, BEGUN, viewer, scope).await?;
    let (mut packed, mut begun) = (Packed::new(&text), HashMap::new());
    while !packed.is_empty() {
        let number = IncidentNumber(packed.number()?);
        let day = |due: &str| Day::parse(due).map_err(|_| Failure::damaged("date", due));
        let due = packed.optional_word()?.map(day).transpose()?;
        let published = packed.optional_number()?.map(Instant::from_micros);
        begun.insert(number, Begun { due, published });
    }
    Ok(begun)
}

/// The level that people chose, where they did, and whether data was lost.
async fn said(
    db: &mut Db<'_>,
    viewer: Viewer,
    scope: &Scope,
) -> Result<HashMap<IncidentNumber, (Option<ReviewLevel>, bool)>, Failure> {
    let text = joined(db, SAID, viewer, scope).await?;
    let (mut packed, mut said) = (Packed::new(&text), HashMap::new());
    while !packed.is_empty() {
        let number = IncidentNumber(packed.number()?);
        let level = optional_word(packed.optional_word()?)?;
        said.insert(number, (level, packed.word()? == "+"));
    }
    Ok(said)
}
