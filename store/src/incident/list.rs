//! The list of incidents: filtered, newest first, paged by key.

use nofault_domain::access::Viewer;
use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use sqlx::AssertSqlSafe;

use crate::failure::word;
use crate::{Db, Failure, visible};

/// Incidents on a page.
pub const PAGE: usize = 25;
/// More than these are not counted.
pub const COUNTED: i64 = 1000;
/// More words than these are not looked for.
const WORDS: usize = 4;

/// What is looked for; empty finds all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub statuses: Vec<Status>,
    pub severity: Option<Severity>,
    pub kind: Option<Kind>,
    /// A service's name.
    pub service: Option<String>,
    /// Half open: from ≤ at < to.
    pub from: Option<Instant>,
    pub to: Option<Instant>,
    /// Every word stands in the title, in any case.
    pub words: String,
    /// Only those that the viewer follows.
    pub followed: bool,
}

/// The place in the list after (older than) or before (newer than) which a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub older: bool,
    pub at: Instant,
    pub number: IncidentNumber,
}

/// A row of the list.
#[derive(Debug, Clone)]
pub struct Item {
    pub number: IncidentNumber,
    pub title: String,
    pub kind: Kind,
    pub status: Status,
    pub severity: Option<Severity>,
    pub private: bool,
    pub at: Instant,
    pub services: Option<String>,
    /// When the next update to stakeholders was promised for, while the incident is open.
    pub next_update: Option<Instant>,
    /// Where it goes on, where it was merged and the viewer may see that one.
    pub merged_into: Option<IncidentNumber>,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Listing {
    pub items: Vec<Item>,
    pub older: bool,
    pub newer: bool,
    /// How many match, or none where they are more than a thousand.
    pub total: Option<i64>,
}

const EVERY: &str = concat!(
    "SELECT i.number, i.title, i.kind, i.status, i.severity, i.private, i.at, \
        (SELECT string_agg(s.name, ', ') FROM incident_service o JOIN service s ON s.id = o.service_id \
        WHERE o.incident_id = i.id) AS services, \
        (SELECT u.next_at FROM stakeholder_update u WHERE u.incident_id = i.id \
        ORDER BY u.number DESC LIMIT 1) AS next_update, \
        (SELECT t.number FROM incident t WHERE t.id = i.merged_into AND ",
    visible!("t"),
    ") AS merged_into FROM incident i WHERE ",
    visible!()
);
const COUNT: &str =
    concat!("SELECT COUNT(*) FROM (SELECT 1 AS one FROM incident i WHERE ", visible!());

type Row =
    (i64, String, String, String, Option<i64>, bool, i64, Option<String>, Option<i64>, Option<i64>);

impl Filter {
    /// The conditions beyond what may be seen; `$3` … `$7` and `$8` … `$11` are bound by [`page`].
    fn conditions(&self) -> String {
        let mut sql = String::new();
        let mut add = |wanted: bool, condition: &str| {
            if wanted {
                sql.push_str(" AND ");
                sql.push_str(condition);
            }
        };
        // Words of a closed vocabulary: nothing that was typed stands in the text.
        let statuses: Vec<_> = self.statuses.iter().map(|s| format!("'{}'", s.key())).collect();
        add(!statuses.is_empty(), &format!("i.status IN ({})", statuses.join(", ")));
        add(self.severity.is_some(), "i.severity = $3");
        add(self.kind.is_some(), "i.kind = $4");
        add(self.from.is_some(), "i.at >= $5");
        add(self.to.is_some(), "i.at < $6");
        add(
            self.service.is_some(),
            "EXISTS (SELECT 1 FROM incident_service o JOIN service s ON s.id = o.service_id \
             WHERE o.incident_id = i.id AND s.name_key = $7)",
        );
        add(
            self.followed,
            "EXISTS (SELECT 1 FROM follow f WHERE f.incident_id = i.id AND f.person_id = $2)",
        );
        for (index, _) in self.patterns().iter().enumerate() {
            add(true, &format!("i.title_key LIKE ${} ESCAPE '\\'", index + 8));
        }
        sql
    }

    fn patterns(&self) -> Vec<String> {
        let escaped =
            |word: &str| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let words = plain(&self.words);
        words.split_whitespace().take(WORDS).map(|word| format!("%{}%", escaped(word))).collect()
    }
}

/// In small letters; without zero bytes, which no text holds and Postgres does not take.
fn plain(typed: &str) -> String {
    typed.to_lowercase().replace('\0', "")
}

/// Every parameter is always bound, so that the text alone says what is asked for.
macro_rules! bound {
    ($how:ident, $db:expr, $sql:expr, $filter:expr, $viewer:expr, $cursor:expr) => {{
        let (all, person) = visible::binds($viewer);
        let mut patterns = $filter.patterns();
        patterns.resize(WORDS, String::new());
        let [a, b, c, d] = [&patterns[0], &patterns[1], &patterns[2], &patterns[3]];
        $how!(
            $db,
            AssertSqlSafe($sql.clone()),
            all,
            person,
            $filter.severity.map(Severity::level),
            $filter.kind.map(Word::key),
            $filter.from.map(Instant::micros),
            $filter.to.map(Instant::micros),
            $filter.service.as_deref().map(plain),
            a,
            b,
            c,
            d,
            $cursor.map(|cursor: Cursor| cursor.at.micros()),
            $cursor.map(|cursor: Cursor| cursor.number.0)
        )
    }};
}

/// The texts that ask for a page and for the total.
pub(crate) fn texts(filter: &Filter, cursor: Option<Cursor>) -> (String, String) {
    let conditions = filter.conditions();
    let (place, order) = match cursor.map(|cursor| cursor.older) {
        None => ("", "i.at DESC, i.number DESC"),
        Some(true) => (" AND (i.at, i.number) < ($12, $13)", "i.at DESC, i.number DESC"),
        Some(false) => (" AND (i.at, i.number) > ($12, $13)", "i.at, i.number"),
    };
    let limit = PAGE + 1;
    (
        format!("{EVERY}{conditions}{place} ORDER BY {order} LIMIT {limit}"),
        format!("{COUNT}{conditions} LIMIT {}) AS counted", COUNTED + 1),
    )
}

/// A page of what matches and may be seen.
///
/// # Errors
/// [`Failure::Database`].
pub async fn page(
    db: &mut Db<'_>,
    viewer: Viewer,
    filter: &Filter,
    cursor: Option<Cursor>,
) -> Result<Listing, Failure> {
    let towards_older = cursor.is_none_or(|cursor| cursor.older);
    let (sql, count) = texts(filter, cursor);
    let mut rows: Vec<Row> = bound!(all, db, sql, filter, viewer, cursor)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    if !towards_older {
        rows.reverse();
    }
    let (total,): (i64,) = bound!(one, db, count, filter, viewer, cursor)?;
    let items = rows.into_iter().map(item).collect::<Result<Vec<_>, Failure>>()?;
    Ok(Listing {
        older: if towards_older { more } else { !items.is_empty() },
        newer: if towards_older { cursor.is_some() } else { more },
        items,
        total: (total <= COUNTED).then_some(total),
    })
}

fn item(row: Row) -> Result<Item, Failure> {
    let (number, title, kind, status, severity, private, at, services, next_update, merged_into) =
        row;
    let status: Status = word(&status)?;
    Ok(Item {
        number: IncidentNumber(number),
        title,
        kind: word(&kind)?,
        status,
        severity: severity.and_then(Severity::from_level),
        private,
        at: Instant::from_micros(at),
        services,
        next_update: next_update.filter(|_| status.is_open()).map(Instant::from_micros),
        merged_into: merged_into.map(IncidentNumber),
    })
}
