//! Contributing factors: one record for all the incidents in which it had its part.
//!
//! A factor is seen by whoever sees one of its incidents, and by everybody where it never had
//! one. What is counted leaves private incidents out, for everybody, unless somebody asks for
//! those that they may see.

/// SQL: the factor `f` may be seen by the viewer of `$1` and `$2`. One that was taken from its
/// last incident is still only for those who saw it there.
macro_rules! seen {
    () => {
        concat!(
            "(EXISTS (SELECT 1 FROM incident_factor y JOIN incident i ON i.id = y.incident_id \
             WHERE y.factor_id = f.id AND y.removed_at IS NULL AND ",
            visible!(),
            ") OR (NOT EXISTS (SELECT 1 FROM incident_factor y WHERE y.factor_id = f.id \
             AND y.removed_at IS NULL) AND (NOT EXISTS (SELECT 1 FROM incident_factor y \
             WHERE y.factor_id = f.id) OR EXISTS (SELECT 1 FROM incident_factor y \
             JOIN incident i ON i.id = y.incident_id WHERE y.factor_id = f.id AND ",
            visible!(),
            "))))"
        )
    };
}

mod action;
mod answers;
mod before;
mod change;
mod edit;
mod facts;
mod links;
mod list;
mod mark;
mod triggers;

pub use action::answered;
pub use answers::{Answer, in_report, of_factor, of_factors};
pub use before::{Before, before};
pub use facts::{back, counted, facts};
pub use links::{Link, Stood, incidents, links};
pub use list::{Listed, find, listed};
pub use triggers::triggers;

use nofault_domain::access::Viewer;
use nofault_domain::factor::Category;
use nofault_domain::id::FactorId;
use nofault_domain::instant::Instant;
use nofault_domain::number::FactorNumber;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::failure::word;
use crate::{Db, Failure, visible};

pub(crate) mod statements_of {
    pub(crate) use super::action::STATEMENTS as ACTION;
    pub(crate) use super::answers::STATEMENTS as ANSWERS;
    pub(crate) use super::before::STATEMENTS as BEFORE;
    pub(crate) use super::change::STATEMENTS as CHANGE;
    pub(crate) use super::edit::STATEMENTS as EDIT;
    pub(crate) use super::facts::STATEMENTS as FACTS;
    pub(crate) use super::links::STATEMENTS as LINKS;
    pub(crate) use super::list::STATEMENTS as LIST;
    pub(crate) use super::mark::STATEMENTS as MARK;
    pub(crate) use super::triggers::STATEMENTS as TRIGGERS;
}

/// What contributed, described once.
#[derive(Debug, Clone)]
pub struct Factor {
    pub id: FactorId,
    pub number: FactorNumber,
    pub title: String,
    pub category: Category,
    /// Markdown.
    pub about: String,
    pub created_at: Instant,
    pub author: Option<String>,
    pub version: i64,
}

impl Factor {
    #[must_use]
    pub fn address(&self) -> String {
        address(self.number)
    }
}

/// Where a factor is shown.
#[must_use]
pub fn address(number: FactorNumber) -> String {
    format!("/factors/{number}")
}

type Row = (Uuid, i64, String, String, String, i64, Option<String>, i64);

macro_rules! factors {
    () => {
        concat!(
            "SELECT f.id, f.number, f.title, f.category, f.about, f.created_at, p.name, f.version \
             FROM factor f LEFT JOIN person p ON p.id = f.created_by WHERE ",
            seen!()
        )
    };
}

statements! {
    BY_NUMBER = concat!(factors!(), " AND f.number = $3");
    BY_KEY = concat!(factors!(), " AND f.title_key = $3 ORDER BY f.number LIMIT 1");
}

/// # Errors
/// Not found, the same for one of hidden incidents as for none.
pub async fn by_number(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: FactorNumber,
) -> Result<Factor, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<Row> = first!(db, BY_NUMBER, all, person, number.0)?;
    factor(row.ok_or(Refusal::NotFound("contributing factor"))?)
}

/// The one with this title, however it is written; what the viewer may not see has none.
///
/// # Errors
/// [`Failure::Database`].
pub async fn by_title(
    db: &mut Db<'_>,
    viewer: Viewer,
    title: &str,
) -> Result<Option<Factor>, Failure> {
    let (all, person) = visible::binds(viewer);
    let key = nofault_domain::similar::key(title);
    let row: Option<Row> = first!(db, BY_KEY, all, person, key)?;
    row.map(factor).transpose()
}

fn factor(row: Row) -> Result<Factor, Failure> {
    let (id, number, title, category, about, created_at, author, version) = row;
    Ok(Factor {
        id: FactorId(id),
        number: FactorNumber(number),
        title,
        category: word(&category)?,
        about,
        created_at: Instant::from_micros(created_at),
        author,
        version,
    })
}
