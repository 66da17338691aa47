//! The titles of what a report lists: few of many.

use std::collections::HashMap;

use nofault_domain::access::Viewer;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use sqlx::AssertSqlSafe;

use crate::{Db, Failure, visible};

/// So many are asked for at once.
const AT_ONCE: usize = 100;

const OF_INCIDENTS: &str = concat!("SELECT i.number, i.title FROM incident i WHERE ", visible!());
const OF_ACTIONS: &str = concat!(
    "SELECT a.number, a.title FROM action a LEFT JOIN incident i ON i.id = a.incident_id \
     WHERE (a.incident_id IS NULL OR ",
    visible!(),
    ")"
);

/// Put together, as no list of numbers can be bound on both engines.
fn text(of: &str, number: &str) -> String {
    let places: Vec<_> = (3..3 + AT_ONCE).map(|at| format!("${at}")).collect();
    format!("{of} AND {number} IN ({})", places.join(", "))
}

fn of_incidents() -> String {
    text(OF_INCIDENTS, "i.number")
}

fn of_actions() -> String {
    text(OF_ACTIONS, "a.number")
}

/// All that is put together here.
#[cfg(test)]
pub(crate) fn texts() -> [String; 2] {
    [of_incidents(), of_actions()]
}

macro_rules! rows {
    ($connection:expr, $text:expr, $viewer:expr, $numbers:expr) => {{
        let (all, person) = visible::binds($viewer);
        let mut query = sqlx::query_as(AssertSqlSafe($text)).bind(all).bind(person);
        for number in $numbers {
            query = query.bind(number);
        }
        query.fetch_all(&mut **$connection).await?
    }};
}

/// The titles of these incidents, of those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn titles(
    db: &mut Db<'_>,
    viewer: Viewer,
    incidents: &[IncidentNumber],
) -> Result<HashMap<IncidentNumber, String>, Failure> {
    let numbers = incidents.iter().map(|number| number.0).collect();
    let titles = read(db, of_incidents(), viewer, numbers).await?;
    Ok(titles.into_iter().map(|(number, title)| (IncidentNumber(number), title)).collect())
}

/// The titles of these actions, of those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn action_titles(
    db: &mut Db<'_>,
    viewer: Viewer,
    actions: &[ActionNumber],
) -> Result<HashMap<ActionNumber, String>, Failure> {
    let numbers = actions.iter().map(|number| number.0).collect();
    let titles = read(db, of_actions(), viewer, numbers).await?;
    Ok(titles.into_iter().map(|(number, title)| (ActionNumber(number), title)).collect())
}

async fn read(
    db: &mut Db<'_>,
    text: String,
    viewer: Viewer,
    numbers: Vec<i64>,
) -> Result<Vec<(i64, String)>, Failure> {
    let mut titles = Vec::with_capacity(numbers.len());
    for some in numbers.chunks(AT_ONCE) {
        // Those that are missing are of nothing.
        let numbers = some.iter().copied().chain(std::iter::repeat(0)).take(AT_ONCE);
        let rows: Vec<(i64, String)> = match db {
            Db::Sqlite(connection) => rows!(connection, text.clone(), viewer, numbers),
            Db::Postgres(connection) => rows!(connection, text.clone(), viewer, numbers),
        };
        titles.extend(rows);
    }
    Ok(titles)
}
