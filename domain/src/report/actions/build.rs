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
    let counted =
        |line: &ActionLine| Counted { state: line.state, overdue: line.overdue, age: line.age };
    let keyed = actions.iter().flat_map(|one| keys(one, by).into_iter().map(move |key| (key, one)));
    let groups = groups(keyed.map(|(key, one)| (key, counted(one))));
    let total = ActionCounts::of(actions.iter().map(counted));
    let stays = stay::stays(&actions, filter.priority);
    let became = Became::of(&actions);
    let zone = zone.clone();
    ActionsReport { by, filter, zone, at: now, groups, total, stays, became, actions }
}

/// What is counted of an action.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    state: ActionState,
    overdue: bool,
    /// As [`ActionLine::age`].
    age: Duration,
}

/// Of one in that state since then.
pub(super) fn counted(
    state: ActionState,
    since: Instant,
    due: Option<Day>,
    ended: Option<Instant>,
    now: Instant,
    today: Day,
) -> Counted {
    let until = ended.filter(|_| state.is_ended()).unwrap_or(now);
    let overdue = overdue(state, due, today);
    Counted { state, overdue, age: Duration::between(since, until).max(Duration::ZERO) }
}

pub(super) fn overdue(state: ActionState, due: Option<Day>, today: Day) -> bool {
    state.is_open() && due.is_some_and(|due| due < today)
}

/// By name; what has none is last.
pub(super) fn grouped<'a>(
    all: impl Iterator<Item = (Option<&'a String>, Counted)>,
) -> Vec<ActionGroup> {
    groups(all.map(|(name, one)| (key(name), one)))
}

fn groups(all: impl Iterator<Item = (Key, Counted)>) -> Vec<ActionGroup> {
    let mut groups: BTreeMap<Key, Vec<Counted>> = BTreeMap::new();
    for (key, one) in all {
        groups.entry(key).or_default().push(one);
    }
    let group = |((_, _, group), all)| ActionGroup { group, counts: ActionCounts::of(all) };
    groups.into_iter().map(group).collect()
}

fn line(fact: ActionFact, now: Instant, today: Day) -> ActionLine {
    let since = fact.taken_on.unwrap_or(fact.created);
    let Counted { overdue, age, .. } = counted(fact.state, since, fact.due, fact.ended, now, today);
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
        age,
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

fn key(name: Option<&String>) -> Key {
    (name.is_none(), name.map(|name| name.to_lowercase()).unwrap_or_default(), name.cloned())
}

fn keys(action: &ActionLine, by: GroupBy) -> Vec<Key> {
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
    pub(super) fn of(all: impl IntoIterator<Item = Counted>) -> Self {
        let mut counts = Self::default();
        let mut ages = Vec::new();
        for one in all {
            match one.state {
                ActionState::Idea => counts.ideas += 1,
                ActionState::Done => counts.done += 1,
                ActionState::WontDo => counts.declined += 1,
                ActionState::Open | ActionState::InProgress => {
                    counts.open += 1;
                    counts.overdue += u64::from(one.overdue);
                    ages.push(one.age);
                }
            }
        }
        ages.sort_unstable();
        Self { median_age: Figure::median(&ages), oldest_age: ages.last().copied(), ..counts }
    }
}
