//! How many actions are open, overdue and ended, where few of them are listed.

use super::filter::in_team;
use super::{ActionCounts, ActionGroup};
use crate::action::ActionState;
use crate::instant::Instant;
use crate::number::ActionNumber;
use crate::period::Day;
use crate::report::span::Span;
use crate::zone::Zone;

/// An action, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallied {
    pub number: ActionNumber,
    pub state: ActionState,
    pub team: Option<String>,
    pub created: Instant,
    /// Since when it is an action; none of an idea, and of one that was declined as an idea.
    pub taken_on: Option<Instant>,
    pub due: Option<Day>,
    pub ended: Option<Instant>,
}

/// How actions stand at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    zone: Zone,
    today: Day,
    pub total: ActionCounts,
    /// As the report on actions groups them.
    pub teams: Vec<ActionGroup>,
    /// The oldest first.
    facts: Vec<Tallied>,
}

impl Tally {
    /// Of a team’s, where one is asked for by its name, as [`super::ActionsFilter`] takes them.
    #[must_use]
    pub fn of(
        team: Option<&str>,
        zone: &Zone,
        now: Instant,
        facts: impl IntoIterator<Item = Tallied>,
    ) -> Self {
        let today = Day::of(now, zone);
        let taken = facts.into_iter().filter(|fact| in_team(team, fact.team.as_deref()));
        let mut facts: Vec<_> = taken.collect();
        facts.sort_by_key(|fact| (fact.created, fact.number));
        let counted = |fact: &Tallied| {
            let since = fact.taken_on.unwrap_or(fact.created);
            super::build::counted(fact.state, since, fact.due, fact.ended, now, today)
        };
        let total = ActionCounts::of(facts.iter().map(counted));
        let by_team = facts.iter().map(|fact| (fact.team.as_ref(), counted(fact)));
        let teams = super::build::grouped(by_team);
        Self { zone: zone.clone(), today, total, teams, facts }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    #[must_use]
    pub fn is_overdue(&self, one: &Tallied) -> bool {
        super::build::overdue(one.state, one.due, self.today)
    }

    /// Whether it ended in the span.
    #[must_use]
    pub fn ended_in(&self, one: &Tallied, span: Span) -> bool {
        one.state.is_ended() && one.ended.is_some_and(|at| span.holds(at, &self.zone))
    }

    /// Those that are overdue, then those that ended in the span; of each the oldest first.
    #[must_use]
    pub fn behind(&self, span: Span) -> Vec<&Tallied> {
        let overdue = self.facts.iter().filter(|one| self.is_overdue(one));
        overdue.chain(self.facts.iter().filter(|one| self.ended_in(one, span))).collect()
    }

    /// How many came to that in the span.
    #[must_use]
    pub fn ended(&self, state: ActionState, span: Span) -> usize {
        let ended = |one: &&Tallied| one.state == state && self.ended_in(one, span);
        self.facts.iter().filter(ended).count()
    }
}
