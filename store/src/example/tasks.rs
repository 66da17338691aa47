//! What the shop does afterwards, and how that ends.

use nofault_domain::command::action::{
    ActionCompletion, ActionContent, ActionMove, ActionRefusal, NewAction,
};
use nofault_domain::command::toil::ToilMark;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::text::{Reason, Title};

use super::clock::{after, day};
use super::shop::Shop;
use super::stories::{Ending, REMOVE_TOIL, Task};
use super::tell::taken;
use crate::work::{Perform, Work};
use crate::{Failure, action};

pub(super) async fn add(
    work: &mut Work<'_>,
    number: IncidentNumber,
    task: &Task,
    shop: &Shop,
    now: Instant,
) -> Result<(), Failure> {
    let due = task.due.map(|days_ago| taken(Day::parse(&day(now, days_ago))));
    let content = ActionContent {
        title: taken(Title::parse(task.title))?,
        kind: Some(task.kind),
        priority: Some(task.priority),
        owner: shop.owner(task.owner),
        due: due.transpose()?,
        success: None,
        tracker: None,
    };
    let new = NewAction { incident: Some(number), idea: false, content };
    let outcome = new.perform(work).await?;
    let given = outcome.address.rsplit('#').next().unwrap_or_default();
    let added = ActionNumber::parse(given).ok_or_else(|| Failure::damaged("number", given))?;
    if REMOVE_TOIL.contains(&task.title) {
        let mark = ToilMark { action: added, version: 1, removes: true, was: None };
        mark.perform(work).await?;
    }
    let version = action::by_number(&mut work.db, work.viewer, added).await?.version;
    let end = |note| -> Result<ActionMove, Failure> {
        let note = taken(Reason::parse_optional(note))?;
        Ok(ActionMove { action: added, version, note, verify_on: None })
    };
    match task.ending {
        Ending::Open => {}
        Ending::Done(days, note) => {
            work.now = after(work.now, days * 24 * 60);
            ActionCompletion(end(note)?).perform(work).await?;
        }
        Ending::Declined(days, note) => {
            work.now = after(work.now, days * 24 * 60);
            ActionRefusal(end(note)?).perform(work).await?;
        }
    }
    Ok(())
}
