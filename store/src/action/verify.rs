//! Whether what was done did what it was to do.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::action::{ActionState, Verdict};
use nofault_domain::command::action::ActionVerification;
use nofault_domain::id::ActionId;
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Note;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{change, settle};
use crate::failure::word;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, new_id, review, visible};

statements! {
    OF_ACTION = "SELECT v.verdict, v.note, v.at, p.name, CASE WHEN c.reopened_at IS NULL THEN 1 ELSE 0 END \
        FROM verification v JOIN action_closure c ON c.id = v.closure_id \
        LEFT JOIN person p ON p.id = v.by_person WHERE v.action_id = $1 ORDER BY v.at, v.id";
    // The same ones as those of the list.
    WAITING = concat!("SELECT COUNT(*) FROM action a JOIN action_closure c ON c.action_id = a.id \
        LEFT JOIN incident i ON i.id = a.incident_id WHERE c.reopened_at IS NULL AND a.state = 'done' \
        AND c.verify_on <= $3 AND NOT EXISTS (SELECT 1 FROM verification v WHERE v.closure_id = c.id \
        AND v.verdict <> 'unclear') AND (a.incident_id IS NULL OR ", visible!(), ")");
    HOLDING = "SELECT id FROM action_closure WHERE action_id = $1 AND reopened_at IS NULL";
    ADD = "INSERT INTO verification (id, action_id, closure_id, verdict, note, at, by_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ASK_AGAIN = "UPDATE action_closure SET verify_on = $2 WHERE id = $1";
    CHANGED = "UPDATE action SET version = version + 1 WHERE id = $1";
}

/// What somebody answered.
#[derive(Debug, Clone)]
pub struct Verification {
    pub verdict: Verdict,
    pub note: String,
    pub at: Instant,
    pub by: Option<String>,
    /// Of the completion that holds, and not of one before it was reopened.
    pub holds: bool,
}

/// How many done actions wait to be asked about: see [`to_verify`](super::to_verify).
///
/// # Errors
/// [`Failure::Database`].
pub async fn waiting(db: &mut Db<'_>, viewer: Viewer, today: Day) -> Result<i64, Failure> {
    let (all, person) = visible::binds(viewer);
    let (waiting,): (i64,) = one!(db, WAITING, all, person, today.to_string())?;
    Ok(waiting)
}

type Row = (String, String, i64, Option<String>, i32);

/// Every answer about an action that the caller has read through its viewer, oldest first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn verifications(
    db: &mut Db<'_>,
    action: ActionId,
) -> Result<Vec<Verification>, Failure> {
    let rows: Vec<Row> = all!(db, OF_ACTION, action.0)?;
    let one = |(verdict, note, at, by, holds): Row| {
        let (verdict, at) = (word(&verdict)?, Instant::from_micros(at));
        Ok(Verification { verdict, note, at, by, holds: holds == 1 })
    };
    rows.into_iter().map(one).collect()
}

impl Perform for ActionVerification {
    const NAME: &'static str = "verify action";

    fn rule(&self) -> Rule {
        Rule::OwnerOr(Role::Responder, self.action)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = super::by_number(&mut work.db, work.viewer, self.action).await?;
        work.unchanged(self.version, settle::saved(&action)).await?;
        if self.reopen && !work.viewer.has(Role::Responder) {
            let who = "Only a responder may open it again. Nothing was changed.";
            return Err(Refusal::Forbidden(who.to_owned()).into());
        }
        let closure: Option<(Uuid,)> = first!(&mut work.db, HOLDING, action.id.0)?;
        let (ActionState::Done, Some((closure,))) = (action.state, closure) else {
            let open = "This action is not done: there is nothing to verify yet.";
            return Err(Refusal::Conflict(open.to_owned()).into());
        };
        let note = self.note.as_ref().map_or("", Note::as_str);
        let (at, by, verdict) = (work.now.micros(), work.person(), self.verdict.key());
        change!(&mut work.db, ADD, new_id(), action.id.0, closure, verdict, note, at, by)?;
        if self.verdict == Verdict::Unclear {
            let days = review::policy(&mut work.db).await?.rules.verify_days;
            let today = change::today(work).await?;
            let next = days.map(|days| today.plus(days.max(1)).to_string());
            change!(&mut work.db, ASK_AGAIN, closure, next)?;
        }
        change!(&mut work.db, CHANGED, action.id.0)?;
        let verified = change::changed(work, &action, "action.verified").await?;
        if !self.reopen {
            return Ok(verified);
        }
        let action = super::Action { version: verified.version, ..action };
        change::reopen(work, &action).await
    }
}
