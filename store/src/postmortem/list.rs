//! The reviews of all incidents that the viewer may see: begun, published, still to begin.

use nofault_domain::access::Viewer;
use nofault_domain::budget::OfBudgets;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::review::{ReviewLevel, ReviewPolicy};
use nofault_domain::zone::Zone;

use super::{Due, day};
use crate::review::{self, FactsRow, Review, review_facts, reviewed};
use crate::{Db, Failure, catalog, slo, visible};

/// An incident with its review, as the list has it.
#[derive(Debug, Clone)]
pub struct Listed {
    pub number: IncidentNumber,
    pub title: String,
    pub private: bool,
    pub review: Review,
    /// None while nobody began one.
    pub paper: Option<Paper>,
    pub due: Option<Due>,
    /// The viewer owns or reviews it, or led the incident that has none yet.
    pub mine: bool,
    /// Somebody of the viewer's teams owns it, or a service of theirs was hurt.
    pub team: bool,
}

#[derive(Debug, Clone)]
pub struct Paper {
    pub owner: Option<String>,
    /// Since when a review is asked for.
    pub in_review: Option<Instant>,
    /// The latest publication, and its number.
    pub published: Option<(Instant, i64)>,
    /// The viewer is a reviewer, and has not approved the text as it stands.
    pub waits_for_me: bool,
}

/// What is to be done, and what was done lately.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Not published, or in review again; at most 500.
    pub begun: Vec<Listed>,
    /// The last 100, the latest first.
    pub published: Vec<Listed>,
    /// Of the 500 that happened last, those that ended, need a review and have none.
    pub unbegun: Vec<Listed>,
    /// On the installation's calendar.
    pub today: Day,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    title: String,
    private: bool,
    #[sqlx(flatten)]
    facts: FactsRow,
    begun: bool,
    owner: Option<String>,
    due: Option<String>,
    in_review_at: Option<i64>,
    published_at: Option<i64>,
    published: Option<i64>,
    asked: bool,
    approved: bool,
    mine: bool,
    team: bool,
}

/// SQL: a service of `i` belongs to a team of the viewer's.
macro_rules! of_my_teams {
    () => {
        "EXISTS (SELECT 1 FROM incident_service c JOIN service s ON s.id = c.service_id \
         JOIN team_member b ON b.team_id = s.team_id WHERE c.incident_id = i.id AND b.person_id = $2)"
    };
}

/// SQL: the viewer is a reviewer of `m` now.
macro_rules! asked {
    ($more:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM reviewer w WHERE w.postmortem_id = m.id AND w.removed_at IS NULL \
             AND w.person_id = $2",
            $more,
            ")"
        )
    };
}

/// SQL: whether the postmortem `m` of `i` is the viewer's, or their teams'.
macro_rules! whose_begun {
    () => {
        concat!(
            "(COALESCE(m.owner_person = $2, FALSE) OR ",
            asked!(""),
            ") AS mine, (EXISTS (SELECT 1 FROM team_member a JOIN team_member b \
             ON b.team_id = a.team_id WHERE a.person_id = m.owner_person AND b.person_id = $2) OR ",
            of_my_teams!(),
            ") AS team"
        )
    };
}

/// SQL: the same of `i` before anybody began one.
macro_rules! whose_unbegun {
    () => {
        concat!(
            "EXISTS (SELECT 1 FROM role_holding h WHERE h.incident_id = i.id AND h.role = 'lead' \
             AND h.person_id = $2) AS mine, ",
            of_my_teams!(),
            " AS team"
        )
    };
}

pub(super) use {asked, of_my_teams, whose_begun, whose_unbegun};

macro_rules! papers {
    () => {
        concat!(
            "SELECT i.number, i.title, i.private, ",
            review_facts!(),
            ", TRUE AS begun, o.name AS owner, m.due, (SELECT MIN(r.at) FROM review r \
             WHERE r.postmortem_id = m.id AND r.ended_at IS NULL) AS in_review_at, \
             u.at AS published_at, u.number AS published, ",
            asked!(""),
            " AS asked, ",
            // As `Postmortem::is_approved_by` says.
            asked!(
                " AND w.approved_at >= (SELECT MAX(x.at) FROM section y JOIN revision x \
                 ON x.subject_id = y.id AND x.version = y.version WHERE y.postmortem_id = m.id)"
            ),
            " AS approved, ",
            whose_begun!(),
            " FROM postmortem m JOIN incident i ON i.id = m.incident_id",
            reviewed!(),
            "LEFT JOIN person o ON o.id = m.owner_person LEFT JOIN publication u \
             ON u.postmortem_id = m.id AND u.number = (SELECT MAX(n.number) FROM publication n \
             WHERE n.postmortem_id = m.id) WHERE ",
            visible!()
        )
    };
}

statements! {
    BEGUN = concat!(papers!(), " AND (u.number IS NULL OR EXISTS (SELECT 1 FROM review r \
        WHERE r.postmortem_id = m.id AND r.ended_at IS NULL)) ORDER BY m.created_at DESC, m.id LIMIT 500");
    PUBLISHED = concat!(papers!(), " AND u.number IS NOT NULL ORDER BY u.at DESC, u.id LIMIT 100");
    UNBEGUN = concat!("SELECT i.number, i.title, i.private, ", review_facts!(), ", FALSE AS begun, \
        CAST(NULL AS TEXT) AS owner, CAST(NULL AS TEXT) AS due, CAST(NULL AS BIGINT) AS in_review_at, \
        CAST(NULL AS BIGINT) AS published_at, CAST(NULL AS BIGINT) AS published, FALSE AS asked, \
        FALSE AS approved, ", whose_unbegun!(), " FROM incident i", reviewed!(), "WHERE ", visible!(), " AND i.status IN ('resolved', 'closed') \
        AND i.at >= $3 AND NOT EXISTS (SELECT 1 FROM postmortem m WHERE m.incident_id = i.id) \
        ORDER BY i.at DESC, i.number DESC LIMIT 500");
}

/// The reviews that the viewer may see. Nobody is asked for a review of what happened before
/// `since`: the past that an import brings would fill the list.
///
/// # Errors
/// [`Failure::Database`].
pub async fn lists(
    db: &mut Db<'_>,
    viewer: Viewer,
    now: Instant,
    since: Instant,
) -> Result<Lists, Failure> {
    let (all, person) = visible::binds(viewer);
    let zone = catalog::installation(&mut *db).await?.zone;
    let policy = review::policy(&mut *db).await?.rules;
    let begun: Vec<Row> = all!(&mut *db, BEGUN, all, person)?;
    let published: Vec<Row> = all!(&mut *db, PUBLISHED, all, person)?;
    let unbegun: Vec<Row> = all!(&mut *db, UNBEGUN, all, person, since.micros())?;
    let budgets = slo::budgets_of_reviewed(&mut *db, viewer, since, now).await?;
    let read = |rows: Vec<Row>| {
        let one = |row: Row| {
            let budget = budgets.get(&IncidentNumber(row.number)).copied();
            row.listed(&policy, budget, &zone)
        };
        rows.into_iter().map(one).collect::<Result<Vec<_>, Failure>>()
    };
    let (begun, mut published, mut unbegun) = (read(begun)?, read(published)?, read(unbegun)?);
    published.retain(|one| one.paper.as_ref().is_some_and(|paper| paper.in_review.is_none()));
    unbegun.retain(|one| one.review.level() != ReviewLevel::None);
    Ok(Lists { begun, published, unbegun, today: Day::of(now, &zone) })
}

impl Row {
    fn listed(
        self,
        policy: &ReviewPolicy,
        budgets: Option<OfBudgets>,
        zone: &Zone,
    ) -> Result<Listed, Failure> {
        let review = self.facts.review(policy, budgets)?;
        let at = |micros: Option<i64>| micros.map(Instant::from_micros);
        let (in_review, published) = (at(self.in_review_at), at(self.published_at));
        let paper = Paper {
            owner: self.owner,
            in_review,
            published: published.zip(self.published),
            waits_for_me: in_review.is_some() && self.asked && !self.approved,
        };
        Ok(Listed {
            number: IncidentNumber(self.number),
            title: self.title,
            private: self.private,
            paper: self.begun.then_some(paper),
            due: Due::of(self.due.map(day).transpose()?, &review, policy, zone),
            review,
            mine: self.mine,
            team: self.team,
        })
    }
}
