//! What a week's digest tells of, read through its viewer.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, FactorNumber, IncidentNumber};
use nofault_domain::period::{Day, Week};
use nofault_domain::report::week::{
    Firsts, WeekAction, WeekDigest, WeekFactor, WeekIncident, WeekReview,
};
use nofault_domain::severity::Severity;
use nofault_domain::zone::Zone;

use crate::failure::word;
use crate::postmortem::{Waiting, waiting};
use crate::{Db, Failure, visible};

/// Of each part.
const MOST: i64 = 50;

/// SQL: the action `a` (with the incident `i`) may be seen, was one at `$4`, and no idea any more,
/// and had not ended then.
macro_rules! open_at {
    () => {
        concat!(
            "a.state <> 'idea' AND a.created_at < $4 AND NOT EXISTS (SELECT 1 FROM action_closure c \
             WHERE c.action_id = a.id AND c.at < $4 \
             AND (c.reopened_at IS NULL OR c.reopened_at >= $4)) \
             AND NOT EXISTS (SELECT 1 FROM event v WHERE v.subject = 'action' \
             AND v.subject_id = a.id AND v.name = 'action.adopted' AND v.at >= $4) AND (a.incident_id IS NULL OR ((NOT i.private OR $3) AND ",
            visible!(),
            "))"
        )
    };
}

statements! {
    REACHED = concat!("SELECT i.number, i.title, i.kind, i.severity_highest, COUNT(*) OVER () \
        FROM milestone m JOIN incident i ON i.id = m.incident_id WHERE m.name = $4 AND m.at >= $5 \
        AND m.at < $6 AND (NOT i.private OR $3) AND ", counts!("i"), " AND ", visible!(),
        " ORDER BY m.at, i.number LIMIT $7");
    // CROSS: SQLite would begin with every incident.
    PUBLISHED = concat!("SELECT i.number, i.title, COUNT(*) OVER () FROM publication u \
        CROSS JOIN postmortem m CROSS JOIN incident i WHERE m.id = u.postmortem_id \
        AND i.id = m.incident_id AND u.at >= $4 AND u.at < $5 AND (NOT i.private OR $3) AND ",
        counts!("i"), " AND ", visible!(),
        " GROUP BY i.number, i.title ORDER BY MIN(u.at), i.number LIMIT $6");
    ENDED = concat!("SELECT a.number, a.title, c.state, a.due, COUNT(*) OVER () FROM action_closure c \
        JOIN action a ON a.id = c.action_id LEFT JOIN incident i ON i.id = a.incident_id \
        WHERE c.at >= $4 AND c.at < $5 AND c.reopened_at IS NULL \
        AND (a.incident_id IS NULL OR ((NOT i.private OR $3) AND ", visible!(), ")) \
        ORDER BY c.at, a.number LIMIT $6");
    DUE = concat!("SELECT a.number, a.title, 'open', a.due, COUNT(*) OVER () FROM action a \
        LEFT JOIN incident i ON i.id = a.incident_id WHERE a.due >= $5 AND a.due < $6 AND ",
        open_at!(), " ORDER BY a.due, a.number LIMIT $7");
    // Of the completion that held then; an answer that says something ends it.
    TO_VERIFY = concat!("SELECT a.number, a.title, c.state, a.due, COUNT(*) OVER () FROM action_closure c \
        JOIN action a ON a.id = c.action_id LEFT JOIN incident i ON i.id = a.incident_id \
        WHERE c.state = 'done' AND c.at < $4 AND (c.reopened_at IS NULL OR c.reopened_at >= $4) \
        AND c.verify_on >= $5 AND c.verify_on < $6 AND NOT EXISTS (SELECT 1 FROM verification v \
        WHERE v.closure_id = c.id AND v.verdict <> 'unclear' AND v.at < $4) \
        AND (a.incident_id IS NULL OR ((NOT i.private OR $3) AND ", visible!(), ")) \
        ORDER BY c.verify_on, a.number LIMIT $7");
    BACK = concat!("SELECT x.factor, x.title, x.incident, x.earlier, COUNT(*) OVER () FROM \
        (SELECT f.number AS factor, f.title, i.number AS incident, (SELECT COUNT(*) \
        FROM incident_factor o JOIN incident e ON e.id = o.incident_id \
        WHERE o.factor_id = f.id AND o.removed_at IS NULL AND NOT e.private AND ", counts!("e"),
        " AND (e.at, e.number) < (i.at, i.number)) AS earlier FROM incident i \
        JOIN incident_factor l ON l.incident_id = i.id AND l.removed_at IS NULL \
        JOIN factor f ON f.id = l.factor_id WHERE i.at >= $4 AND i.at < $5 \
        AND (NOT i.private OR $3) AND ", counts!("i"), " AND ", visible!(), ") x \
        WHERE x.earlier > 0 ORDER BY x.earlier DESC, x.factor, x.incident LIMIT $6");
}

type ReviewRow = (i64, String, i64);
type ActionRow = (i64, String, String, Option<String>, i64);

/// The week by the calendar of `zone`: at its end, or as it is now while it goes on. Private
/// incidents only where asked for, and only those that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn week(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    week: Week,
    zone: &Zone,
    now: Instant,
) -> Result<WeekDigest, Failure> {
    let (all, person) = visible::binds(viewer);
    let (start, end) = (week.start(zone).micros(), week.end(zone).micros());
    let so_far = Some(now).filter(|now| now.micros() < end);
    let as_of = so_far.map_or(end, Instant::micros);
    let today = so_far.map_or_else(|| week.next().first(), |now| Day::of(now, zone));
    let late = waiting(&mut *db, viewer, private, Instant::from_micros(as_of)).await?;
    let today_text = today.to_string();
    let after = week.next().next().first().to_string();
    let reached = async |db: &mut Db<'_>, name: &str| {
        let rows: Vec<(i64, String, String, Option<i64>, i64)> =
            all!(db, REACHED, all, person, private, name, start, end, MOST)?;
        firsts(rows, |(number, title, kind, severity, of)| {
            let incident = WeekIncident {
                number: IncidentNumber(number),
                title,
                kind: word(&kind)?,
                severity: severity.and_then(Severity::from_level),
            };
            Ok((incident, of))
        })
    };
    let declared = reached(&mut *db, "declared").await?;
    let resolved = reached(&mut *db, "resolved").await?;
    let published: Vec<ReviewRow> =
        all!(&mut *db, PUBLISHED, all, person, private, start, end, MOST)?;
    let ended: Vec<ActionRow> = all!(&mut *db, ENDED, all, person, private, start, end, MOST)?;
    let (from, to) = (today_text.as_str(), after.as_str());
    let overdue: Vec<ActionRow> = all!(&mut *db, DUE, all, person, private, as_of, "", from, MOST)?;
    let due: Vec<ActionRow> = all!(&mut *db, DUE, all, person, private, as_of, from, to, MOST)?;
    // A day of the week that is still to come has not come.
    let come = so_far.map_or_else(|| week.next().first(), |now| Day::of(now, zone).next());
    let (monday, come) = (week.first().to_string(), come.to_string());
    let (first, before) = (monday.as_str(), come.as_str());
    let asked: Vec<ActionRow> =
        all!(&mut *db, TO_VERIFY, all, person, private, as_of, first, before, MOST)?;
    let back: Vec<(i64, String, i64, i64, i64)> =
        all!(&mut *db, BACK, all, person, private, start, end, MOST)?;
    Ok(WeekDigest {
        week,
        zone: zone.clone(),
        so_far,
        declared,
        resolved,
        published: firsts(published, review)?,
        reviews_overdue: overdue_of(late, today),
        ended: firsts(ended, action)?,
        overdue: firsts(overdue, action)?,
        due: firsts(due, action)?,
        to_verify: firsts(asked, action)?,
        back: firsts(back, |(number, title, incident, earlier, of)| {
            let (number, incident) = (FactorNumber(number), IncidentNumber(incident));
            Ok((WeekFactor { number, title, incident, earlier }, of))
        })?,
    })
}

/// Each row says how many there are.
fn firsts<R, T>(
    rows: Vec<R>,
    one: impl Fn(R) -> Result<(T, i64), Failure>,
) -> Result<Firsts<T>, Failure> {
    let mut firsts = Firsts { shown: Vec::with_capacity(rows.len()), all: 0 };
    for row in rows {
        let (shown, of) = one(row)?;
        firsts.shown.push(shown);
        firsts.all = usize::try_from(of).unwrap_or(usize::MAX);
    }
    Ok(firsts)
}

fn day(due: Option<String>) -> Result<Option<Day>, Failure> {
    due.map(|due| Day::parse(&due).map_err(|_| Failure::damaged("date", due))).transpose()
}

fn review((incident, title, of): ReviewRow) -> Result<(WeekReview, i64), Failure> {
    Ok((WeekReview { incident: IncidentNumber(incident), title, due: None }, of))
}

/// Those whose day has passed.
fn overdue_of(mut waiting: Vec<Waiting>, today: Day) -> Firsts<WeekReview> {
    waiting.retain(|one| one.due.day < today);
    let all = waiting.len();
    let one = |one: Waiting| WeekReview {
        incident: one.incident,
        title: one.title,
        due: Some(one.due.day),
    };
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    Firsts { shown: waiting.into_iter().take(most).map(one).collect(), all }
}

fn action((number, title, state, due, of): ActionRow) -> Result<(WeekAction, i64), Failure> {
    let (state, due) = (word(&state)?, day(due)?);
    Ok((WeekAction { number: ActionNumber(number), title, state, due }, of))
}
