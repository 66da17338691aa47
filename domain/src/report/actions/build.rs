//! Counts actions, group by group.

use std::collections::BTreeMap;

use super::{
    ActionCounts, ActionFact, ActionGroup, ActionLine, ActionsFilter, ActionsReport, GroupBy,
};
use crate::action::ActionState;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::period::Day;
use crate::report::became::Became;
use crate::report::figure::Figure;
use crate::report::stay;
use crate::zone::Zone;

/// Builds the report of those of the actions that the filter takes.
pub fn build(
    by: GroupBy,
    filter: ActionsFilter,
    zone: &Zone,
    now: Instant,
    actions: impl IntoIterator<Item = ActionFact>,
) -> ActionsReport {
    let today = Day::of(now, zone);
    let taken = actions.into_iter().filter(|fact| filter.takes(fact));
    let mut actions: Vec<ActionLine> = taken.map(|fact| line(fact, now, today)).collect();
    actions.sort_by_key(|line| (rank(line), line.created, line.number));
    let mut groups: BTreeMap<Key, Vec<&ActionLine>> = BTreeMap::new();
    for action in &actions {
        for key in keys(action, by) {
            groups.entry(key).or_default().push(action);
        }
    }
    let groups = groups
        .into_iter()
        .map(|((_, _, group), lines)| ActionGroup { group, counts: ActionCounts::of(&lines) })
        .collect();
    let total = ActionCounts::of(&actions.iter().collect::<Vec<_>>());
    let stays = stay::stays(&actions, filter.priority);
    let became = Became::of(&actions);
    let zone = zone.clone();
    ActionsReport { by, filter, zone, at: now, groups, total, stays, became, actions }
}

fn line(fact: ActionFact, now: Instant, today: Day) -> ActionLine {
    let until = fact.ended.filter(|_| fact.state.is_ended()).unwrap_or(now);
    let overdue = fact.state.is_open() && fact.due.is_some_and(|due| due < today);
    ActionLine {
        number: fact.number,
        title: fact.title,
        incident: fact.incident,
        priority: fact.priority,
        state: fact.state,
        owner: fact.owner,
        team: fact.team,
        services: fact.services,
        created: fact.created,
        taken_on: fact.taken_on,
        due: fact.due,
        overdue,
        ended: fact.ended,
        age: Duration::between(fact.taken_on.unwrap_or(fact.created), until).max(Duration::ZERO),
    }
}

fn rank(line: &ActionLine) -> u8 {
    match line.state {
        _ if line.overdue => 0,
        ActionState::Open | ActionState::InProgress => 1,
        ActionState::Idea => 2,
        ActionState::Done | ActionState::WontDo => 3,
    }
}

/// Without a name last, then by name in any case.
type Key = (bool, String, Option<String>);

fn keys(action: &ActionLine, by: GroupBy) -> Vec<Key> {
    let key = |name: Option<&String>| {
        (name.is_none(), name.map(|name| name.to_lowercase()).unwrap_or_default(), name.cloned())
    };
    match by {
        GroupBy::All => vec![key(None)],
        GroupBy::Owner => vec![key(action.owner.as_ref())],
        GroupBy::Team => vec![key(action.team.as_ref())],
        GroupBy::Service if action.services.is_empty() => vec![key(None)],
        GroupBy::Service => {
            let mut keys: Vec<Key> = action.services.iter().map(|name| key(Some(name))).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        }
    }
}

impl ActionCounts {
    fn of(lines: &[&ActionLine]) -> Self {
        let mut counts = Self::default();
        let mut ages = Vec::new();
        for line in lines {
            match line.state {
                ActionState::Idea => counts.ideas += 1,
                ActionState::Done => counts.done += 1,
                ActionState::WontDo => counts.declined += 1,
                ActionState::Open | ActionState::InProgress => {
                    counts.open += 1;
                    counts.overdue += u64::from(line.overdue);
                    ages.push(line.age);
                }
            }
        }
        ages.sort_unstable();
        Self { median_age: Figure::median(&ages), oldest_age: ages.last().copied(), ..counts }
    }
}
