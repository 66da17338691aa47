//! Actions: what a review is worth.

pub mod wording;

use crate::period::Day;
use crate::word::Word;

crate::words!(
    /// What an action is good for.
    ActionKind, "kind of action" {
        Prevent = "prevent", "Prevent";
        Detect = "detect", "Detect";
        Mitigate = "mitigate", "Mitigate";
        Process = "process", "Process";
        Investigate = "investigate", "Investigate";
    }
);

crate::words!(
    /// Where an action stands.
    ActionState, "state of an action" {
        Idea = "idea", "Idea";
        Open = "open", "Open";
        InProgress = "in_progress", "In progress";
        Done = "done", "Done";
        WontDo = "wont_do", "Won’t do";
    }
);

impl ActionState {
    /// Somebody is to do it: it may be due and overdue. An idea may not.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }

    #[must_use]
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Done | Self::WontDo)
    }
}

crate::words!(
    /// P0 is the most urgent.
    Priority, "priority" {
        P0 = "p0", "P0";
        P1 = "p1", "P1";
        P2 = "p2", "P2";
        P3 = "p3", "P3";
        P4 = "p4", "P4";
    }
);

crate::words!(
    /// Whether what was done did what it was to do.
    Verdict, "answer" {
        Worked = "worked", "Yes, it worked";
        DidNot = "did_not", "No, it did not";
        Unclear = "unclear", "Cannot tell yet";
    }
);

/// In how many incidents an idea came up.
#[must_use]
pub fn seen(incidents: i64) -> String {
    match incidents {
        0 => "Seen in no incident yet".to_owned(),
        1 => "Seen in 1 incident".to_owned(),
        many => format!("Seen in {many} incidents"),
    }
}

/// "2 weeks", "10 days", as one reads how long an action may take.
#[must_use]
pub fn lasting(days: i64) -> String {
    match (days, days % 7) {
        (1, _) => "1 day".to_owned(),
        (7, _) => "1 week".to_owned(),
        (14.., 0) => format!("{} weeks", days / 7),
        _ => format!("{days} days"),
    }
}

/// "Due 8 December, 2 weeks for a P0": a day that follows from the priority.
#[must_use]
pub fn due_said(due: Day, today: Day, days: i64, priority: Priority) -> String {
    let (day, length, priority) = (due.said(today), lasting(days), priority.label());
    format!("Due {day}, {length} for a {priority}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::Word;

    #[test]
    fn each_state_is_open_or_ended_or_an_idea() {
        for state in ActionState::ALL {
            let idea = *state == ActionState::Idea;
            let of = [idea, state.is_open(), state.is_ended()];
            assert_eq!(of.iter().filter(|is| **is).count(), 1, "{state}");
        }
    }

    #[test]
    fn a_due_day_says_where_it_comes_from() {
        let [today, due, later] =
            ["2026-11-24", "2026-12-08", "2027-01-19"].map(|day| Day::parse(day).unwrap());
        let said = due_said(due, today, 14, Priority::P0);
        assert_eq!(said, "Due 8 December, 2 weeks for a P0.");
        let said = due_said(later, today, 56, Priority::P2);
        assert_eq!(said, "Due 19 January 2027, 8 weeks for a P2.");
    }

    #[test]
    fn counts_and_lengths_read_as_one_says_them() {
        assert_eq!(
            [0, 1, 2].map(seen),
            ["Seen in no incident yet", "Seen in 1 incident", "Seen in 2 incidents"]
        );
        let said = [0, 1, 7, 10, 14, 56].map(lasting);
        assert_eq!(said, ["0 days", "1 day", "1 week", "10 days", "2 weeks", "8 weeks"]);
    }
}
