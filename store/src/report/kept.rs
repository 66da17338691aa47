//! Kept reports. They are about what everybody sees: one with private incidents is not taken.
//! Which incidents became private since is asked anew for whoever looks.

use std::collections::BTreeSet;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::kept::{KeptRemoval, ReportKeeping};
use nofault_domain::event::Subject;
use nofault_domain::id::{KeptId, PersonId};
use nofault_domain::instant::Instant;
use nofault_domain::number::{IncidentNumber, KeptNumber};
use nofault_domain::refusal::Refusal;
use nofault_domain::report::kept::{Address, Answer};
use uuid::Uuid;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, new_id};

/// In bytes: what a page of figures and some thousands of actions take.
const LONGEST: usize = 2_000_000;
/// More are not listed.
pub const LISTED: i64 = 500;

macro_rules! kept {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT k.id, k.number, k.address, k.title, k.note, k.event_id, k.event_at, k.kept_at, \
             k.kept_by, p.name",
            $columns,
            " FROM kept_report k LEFT JOIN person p ON p.id = k.kept_by ",
            $rest
        )
    };
}

statements! {
    NEWEST = "SELECT id, at FROM event ORDER BY id DESC LIMIT 1";
    ALL = kept!("", "ORDER BY k.number DESC LIMIT $1");
    ONE = kept!(", k.answer", "WHERE k.number = $1");
    INSERT = "INSERT INTO kept_report (id, number, address, title, note, answer, event_id, event_at, \
        kept_at, kept_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    REMOVE = "DELETE FROM kept_report WHERE id = $1";
}

/// The newest event of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// 0 where there was none.
    pub event: i64,
    pub at: Instant,
}

/// A report that somebody kept, without what it said.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: KeptId,
    pub number: KeptNumber,
    pub address: Address,
    pub title: String,
    /// Empty where there is none.
    pub note: String,
    /// All that happened up to then is in it.
    pub stand: Stand,
    pub at: Instant,
    pub by: Option<(PersonId, String)>,
}

impl Kept {
    #[must_use]
    pub fn place(&self) -> String {
        place(self.number)
    }

    /// Whether this viewer may remove it: who kept it, and administrators.
    #[must_use]
    pub fn may_remove(&self, viewer: Viewer) -> bool {
        let own = self.by.as_ref().is_some_and(|(keeper, _)| viewer.person() == Some(*keeper));
        own || viewer.has(Role::Administrator)
    }
}

/// Where a kept report is shown.
#[must_use]
pub fn place(number: KeptNumber) -> String {
    format!("/reports/kept/{number}")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    address: String,
    title: String,
    note: String,
    event_id: i64,
    event_at: i64,
    kept_at: i64,
    kept_by: Option<Uuid>,
    name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Whole {
    #[sqlx(flatten)]
    row: Row,
    answer: String,
}

impl Row {
    fn read(self) -> Result<Kept, Failure> {
        let address = Address::parse(&self.address);
        Ok(Kept {
            id: KeptId(self.id),
            number: KeptNumber(self.number),
            address: address.map_err(|_| Failure::damaged("report's address", self.address))?,
            title: self.title,
            note: self.note,
            stand: Stand { event: self.event_id, at: Instant::from_micros(self.event_at) },
            at: Instant::from_micros(self.kept_at),
            by: self.kept_by.map(PersonId).zip(self.name),
        })
    }
}

/// How far events go; `now` where there is none. Asked before what it is to stand for.
///
/// # Errors
/// [`Failure::Database`].
pub async fn stand(db: &mut Db<'_>, now: Instant) -> Result<Stand, Failure> {
    let newest: Option<(i64, i64)> = first!(db, NEWEST)?;
    let stand = |(event, at): (i64, i64)| Stand { event, at: Instant::from_micros(at) };
    Ok(newest.map_or(Stand { event: 0, at: now }, stand))
}

/// The newest first, [`LISTED`] at most.
///
/// # Errors
/// [`Failure::Damaged`], where an address is no report's.
pub async fn all(db: &mut Db<'_>) -> Result<Vec<Kept>, Failure> {
    let rows: Vec<Row> = all!(db, ALL, LISTED)?;
    rows.into_iter().map(Row::read).collect()
}

/// One, with what it said as far as this viewer may see it now.
///
/// # Errors
/// Not found, or [`Failure::Damaged`].
pub async fn one(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: KeptNumber,
) -> Result<(Kept, Answer), Failure> {
    let (kept, answer) = whole(db, number).await?;
    let hidden = hidden(db, viewer, &answer).await?;
    Ok((kept, answer.without(&hidden)))
}

async fn whole(db: &mut Db<'_>, number: KeptNumber) -> Result<(Kept, Answer), Failure> {
    let found: Option<Whole> = first!(db, ONE, number.0)?;
    let Whole { row, answer } = found.ok_or(Refusal::NotFound("kept report"))?;
    let answer = Answer::parse(answer)
        .ok_or_else(|| Failure::damaged("kept report", KeptNumber(row.number)))?;
    Ok((row.read()?, answer))
}

/// The incidents that it names and this viewer may not see.
async fn hidden(
    db: &mut Db<'_>,
    viewer: Viewer,
    answer: &Answer,
) -> Result<BTreeSet<IncidentNumber>, Failure> {
    let named: Vec<IncidentNumber> = answer.incidents().into_iter().collect();
    let seen = super::titles(db, viewer, &named).await?;
    Ok(named.into_iter().filter(|number| !seen.contains_key(number)).collect())
}

/// A report to be kept, and what it said.
#[derive(Debug)]
pub struct ReportKept {
    pub keeping: ReportKeeping,
    pub answer: Answer,
    pub stand: Stand,
}

impl Perform for ReportKept {
    const NAME: &'static str = "keep report";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let Self { keeping: ReportKeeping { address, title, note }, answer, stand } = self;
        if address.private() {
            return Err(Refusal::field("address", PRIVATE).into());
        }
        if answer.text().len() > LONGEST {
            return Err(Refusal::field("address", TOO_LONG).into());
        }
        let (id, number) = (new_id(), KeptNumber(work.next("kept_report").await?));
        let (now, by) = (work.now.micros(), work.person());
        change!(
            &mut work.db,
            INSERT,
            id,
            number.0,
            address.to_string(),
            title.as_str(),
            note.as_ref().map_or("", |note| note.as_str()),
            answer.text(),
            stand.event,
            stand.at.micros(),
            now,
            by
        )?;
        work.event("report.kept", Subject::KeptReport, id, 1, None).await?;
        Ok(Outcome { id, address: place(number), version: 1 })
    }
}

/// Figures with private incidents would be read by whoever opens what was kept.
pub const PRIVATE: &str = "A report with private incidents cannot be kept: everybody reads what is \
    kept. Show it without them first.";

const TOO_LONG: &str =
    "This report is too long to be kept: ask for fewer periods, or for one service.";

impl Perform for KeptRemoval {
    const NAME: &'static str = "remove kept report";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (kept, _) = whole(&mut work.db, self.0).await?;
        if !kept.may_remove(work.viewer) {
            let who = "Only who kept it and administrators may remove it. Nothing was changed.";
            return Err(Refusal::Forbidden(who.to_owned()).into());
        }
        change!(&mut work.db, REMOVE, kept.id.0)?;
        work.event("report.removed", Subject::KeptReport, kept.id.0, 2, None).await?;
        Ok(Outcome { id: kept.id.0, address: "/reports/kept".to_owned(), version: 2 })
    }
}
