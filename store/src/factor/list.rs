//! All factors, and those that fit what somebody types.

use nofault_domain::access::Viewer;
use nofault_domain::factor::Category;
use nofault_domain::instant::Instant;
use nofault_domain::number::FactorNumber;
use nofault_domain::similar::{score, sought};

use crate::failure::word;
use crate::{Db, Failure, visible};

/// A factor in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub number: FactorNumber,
    pub title: String,
    pub category: Category,
    /// In how many incidents it stood, drills and what came to nothing apart.
    pub incidents: i64,
    /// When the latest of these was.
    pub last: Option<Instant>,
    /// Of the actions that answer it; ideas are none yet.
    pub open: i64,
    pub ended: i64,
}

/// More words than these are not looked for.
const WORDS: usize = 6;
/// So many that fit are looked at closely: the most frequent ones.
const CLOSELY: i64 = 200;

macro_rules! list {
    ($where:literal) => {
        concat!(
            "SELECT f.number, f.title, f.category, COUNT(i.id) AS incidents, MAX(i.at) AS last_at, \
             (SELECT COUNT(*) FROM action a LEFT JOIN incident w ON w.id = a.incident_id \
             WHERE a.factor_id = f.id AND a.state IN ('open', 'in_progress') \
             AND (a.incident_id IS NULL OR ((NOT w.private OR $3) AND ",
            visible!("w"),
            "))) AS open_actions, (SELECT COUNT(*) FROM action a LEFT JOIN incident w \
             ON w.id = a.incident_id WHERE a.factor_id = f.id AND a.state IN ('done', 'wont_do') \
             AND (a.incident_id IS NULL OR ((NOT w.private OR $3) AND ",
            visible!("w"),
            "))) AS ended_actions FROM factor f LEFT JOIN incident_factor l ON l.factor_id = f.id \
             AND l.removed_at IS NULL LEFT JOIN incident i ON i.id = l.incident_id \
             AND (NOT i.private OR $3) AND ",
            counts!("i"),
            " AND ",
            visible!(),
            " WHERE ",
            seen!(),
            $where,
            " GROUP BY f.id, f.number, f.title, f.category \
             ORDER BY incidents DESC, COALESCE(MAX(i.at), 0) DESC, f.number DESC LIMIT $4"
        )
    };
}

statements! {
    LIST = list!("");
    FIND = list!(" AND (' ' || f.title_key LIKE $5 OR ' ' || f.title_key LIKE $6 \
        OR ' ' || f.title_key LIKE $7 OR ' ' || f.title_key LIKE $8 \
        OR ' ' || f.title_key LIKE $9 OR ' ' || f.title_key LIKE $10)");
}

type Row = (i64, String, String, i64, Option<i64>, i64, i64);

/// The factors that the viewer may see, the most frequent first and the latest of equals; at
/// most `most`. Private incidents are counted only where asked for, and only those that the
/// viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn listed(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    most: i64,
) -> Result<Vec<Listed>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, LIST, all, person, private, most)?;
    rows.into_iter().map(one).collect()
}

/// Those of them whose titles fit what was typed, the best first, at most `most`.
///
/// # Errors
/// [`Failure::Database`].
pub async fn find(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    typed: &str,
    most: usize,
) -> Result<Vec<Listed>, Failure> {
    // Letters and digits alone: nothing in them means anything to LIKE.
    let mut patterns: Vec<String> =
        sought(typed).into_iter().take(WORDS).map(|word| format!("% {word}%")).collect();
    if patterns.is_empty() {
        return Ok(Vec::new());
    }
    patterns.resize(WORDS, String::new());
    let [a, b, c] = [0, 1, 2].map(|at| patterns[at].as_str());
    let [d, e, f] = [3, 4, 5].map(|at| patterns[at].as_str());
    let (all, person) = visible::binds(viewer);
    let rows: Vec<Row> = all!(db, FIND, all, person, private, CLOSELY, a, b, c, d, e, f)?;
    let mut fitting = Vec::new();
    for row in rows {
        let listed = one(row)?;
        fitting.extend(score(typed, &listed.title).map(|score| (score, listed)));
    }
    // The order of equals stays: the most frequent first.
    fitting.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    Ok(fitting.into_iter().take(most).map(|(_, listed)| listed).collect())
}

fn one((number, title, category, incidents, last, open, ended): Row) -> Result<Listed, Failure> {
    Ok(Listed {
        number: FactorNumber(number),
        title,
        category: word(&category)?,
        incidents,
        last: last.map(Instant::from_micros),
        open,
        ended,
    })
}
