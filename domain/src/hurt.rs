//! Which of the open actions hurts most.

use std::cmp::Reverse;

use crate::action::Priority;
use crate::number::ActionNumber;
use crate::period::Day;
use crate::severity::Severity;

/// What the order of open actions looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hurt {
    pub due: Option<Day>,
    pub priority: Option<Priority>,
    /// The gravest that its incident reached.
    pub severity: Option<Severity>,
    /// In how many incidents the factor stood that it answers.
    pub times: i64,
    pub number: ActionNumber,
}

/// The order in words, for the page that shows it.
pub const REASON: &str = "What hurts most stands first: what is overdue, then by priority, by the gravest \
    severity of its incident, by how often the factor that it answers came back, and by the day on \
    which it is due.";

/// Sorts before what hurts less.
///
/// One sentence tells it ([`REASON`]), so each part decides alone and only then the next: a sum
/// of points would be as arbitrary, and nobody could check it by looking.
#[must_use]
pub fn hurts(one: &Hurt, today: Day) -> impl Ord + use<> {
    let late = one.due.is_some_and(|due| due < today);
    (
        !late,
        // None known is after every known one.
        (one.priority.is_none(), one.priority),
        (one.severity.is_none(), one.severity),
        Reverse(one.times),
        (one.due.is_none(), one.due),
        one.number,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn plain(number: i64) -> Hurt {
        let number = ActionNumber(number);
        Hurt { due: None, priority: None, severity: None, times: 0, number }
    }

    #[test]
    fn each_part_decides_before_the_next() {
        let today = day("2026-11-24");
        let p = |priority| Some(priority);
        let order = [
            Hurt { due: Some(day("2026-11-23")), priority: p(Priority::P2), ..plain(9) },
            // Overdue for longer, and of less priority.
            Hurt { due: Some(day("2026-01-01")), priority: p(Priority::P4), ..plain(8) },
            Hurt { due: Some(day("2026-11-24")), priority: p(Priority::P0), ..plain(7) },
            Hurt { priority: p(Priority::P1), severity: Some(Severity::Sev1), ..plain(6) },
            Hurt {
                priority: p(Priority::P1),
                severity: Some(Severity::Sev3),
                times: 2,
                ..plain(5)
            },
            Hurt {
                priority: p(Priority::P1),
                severity: Some(Severity::Sev3),
                due: Some(day("2026-11-25")),
                ..plain(4)
            },
            Hurt { priority: p(Priority::P1), times: 9, ..plain(3) },
            plain(1),
            plain(2),
        ];
        let mut sorted = order;
        sorted.reverse();
        sorted.sort_by_key(|one| hurts(one, today));
        assert_eq!(sorted, order);
    }
}
