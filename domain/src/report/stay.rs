//! How long actions stay open, by priority: of those that ended and of those that still wait.
//! Never by person, and never as a percentage alone.

use serde::ser::{Serialize, Serializer};

use super::actions::ActionLine;
use crate::action::Priority;
use crate::duration::Duration;
use crate::statistics::survival::{Curve, LEAST, Seen};
use crate::word::Word;

crate::words!(
    /// Which actions a curve is about.
    StayOf, "priority" {
        All = "all", "All actions";
        P0 = "p0", "P0";
        P1 = "p1", "P1";
        P2 = "p2", "P2";
        P3 = "p3", "P3";
        P4 = "p4", "P4";
        Unset = "none", "No priority";
    }
);

impl From<Option<Priority>> for StayOf {
    fn from(priority: Option<Priority>) -> Self {
        match priority {
            None => Self::Unset,
            Some(Priority::P0) => Self::P0,
            Some(Priority::P1) => Self::P1,
            Some(Priority::P2) => Self::P2,
            Some(Priority::P3) => Self::P3,
            Some(Priority::P4) => Self::P4,
        }
    }
}

/// From when an action was written down, or an idea was made one, to when it was done or
/// declined. One that was reopened and waits again has not ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    pub of: StayOf,
    pub curve: Curve,
}

impl Stay {
    /// How many have not ended.
    #[must_use]
    pub fn open(&self) -> usize {
        self.curve.n - self.curve.ended
    }

    /// For those who know no statistics.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (n, open) = (self.curve.n, self.open());
        let of = match (n, self.of) {
            (1, _) => "the one action".to_owned(),
            (n, StayOf::All) => format!("the {n} actions"),
            (n, StayOf::Unset) => format!("the {n} actions without a priority"),
            (n, priority) => format!("the {n} actions of {}", priority.label()),
        };
        let still = match open {
            0 => "None of them is still open.".to_owned(),
            1 => "1 is still open, and its time so far is counted, too.".to_owned(),
            open => format!("{open} are still open, and their time so far is counted, too."),
        };
        match (self.curve.median, self.curve.until) {
            (Some(median), _) => {
                format!("Half of {of} were done or declined within {}. {still}", in_days(median))
            }
            (None, Some(until)) => format!(
                "Of {of}, more than half stay open for longer than {}: that is as far as there are enough of them to tell. {still}",
                whole_days(until)
            ),
            (None, None) => format!(
                "Too few to say how long they stay open: it takes {LEAST} at least. {still}"
            ),
        }
    }
}

/// Whole days, rounded down: longer than so many.
pub(super) fn whole_days(length: Duration) -> String {
    match length.days().floor() {
        days if days < 1.0 => length.to_string(),
        days if days < 2.0 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Whole days, rounded up: within so many.
#[must_use]
pub fn in_days(length: Duration) -> String {
    match length.days().ceil() {
        days if days <= 1.0 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// All together, then each priority that has any; only the one that was asked for.
pub(super) fn stays(actions: &[ActionLine], asked: Option<StayOf>) -> Vec<Stay> {
    let taken_on = || actions.iter().filter(|line| line.taken_on.is_some());
    let seen = |line: &ActionLine| Seen { length: line.age, ended: line.state.is_ended() };
    let of = |of: StayOf| {
        let its = taken_on().filter(|line| of == StayOf::All || of == StayOf::from(line.priority));
        Stay { of, curve: Curve::of(its.map(seen), LEAST) }
    };
    let wanted = StayOf::ALL.iter().copied().filter(|of| asked.is_none_or(|asked| asked == *of));
    wanted.map(of).filter(|stay| stay.curve.n > 0).collect()
}

/// In days.
impl Serialize for Stay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Step {
            days: f64,
            at_risk: usize,
            ended: usize,
            share_still_open: f64,
            standard_error: Option<f64>,
            low: Option<f64>,
            high: Option<f64>,
        }
        #[derive(serde::Serialize)]
        struct Shown {
            priority: StayOf,
            n: usize,
            still_open: usize,
            until_days: Option<f64>,
            median_days: Option<f64>,
            median_low_days: Option<f64>,
            median_high_days: Option<f64>,
            steps: Vec<Step>,
        }
        let days = |length: Option<Duration>| length.map(Duration::days);
        let step = |step: &crate::statistics::survival::Step| Step {
            days: step.at.days(),
            at_risk: step.at_risk,
            ended: step.ended,
            share_still_open: step.share,
            standard_error: step.standard_error,
            low: step.low,
            high: step.high,
        };
        let shown = Shown {
            priority: self.of,
            n: self.curve.n,
            still_open: self.open(),
            until_days: days(self.curve.until),
            median_days: days(self.curve.median),
            median_low_days: days(self.curve.median_low),
            median_high_days: days(self.curve.median_high),
            steps: self.curve.steps.iter().map(step).collect(),
        };
        shown.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stay(ended: &[i64], open: &[i64]) -> Stay {
        let seen = |days: &i64, ended| Seen { length: Duration::from_minutes(days * 1440), ended };
        let ended = ended.iter().map(|days| seen(days, true));
        let open = open.iter().map(|days| seen(days, false));
        Stay { of: StayOf::P1, curve: Curve::of(ended.chain(open), LEAST) }
    }

    #[test]
    fn less_than_a_day_is_not_called_one() {
        let minutes = |minutes| whole_days(Duration::from_minutes(minutes));
        assert_eq!([150, 1440, 2881].map(minutes), ["2h 30m", "1 day", "2 days"]);
    }

    #[test]
    fn one_sentence_says_it() {
        assert_eq!(
            stay(&[2, 4, 9, 9, 9, 9, 40], &[20, 20, 60]).sentence(),
            "Half of the 10 actions of P1 were done or declined within 9 days. 3 are still open, \
             and their time so far is counted, too."
        );
        assert_eq!(
            stay(&[2], &[10, 20, 20, 20, 90]).sentence(),
            "Of the 6 actions of P1, more than half stay open for longer than 10 days: that is as \
             far as there are enough of them to tell. 5 are still open, and their time so far is \
             counted, too."
        );
        let few = stay(&[2], &[10]).sentence();
        assert_eq!(
            few,
            "Too few to say how long they stay open: it takes 5 at least. 1 is still open, and its \
             time so far is counted, too."
        );
        assert!(stay(&[1, 1, 1, 1, 1], &[]).sentence().contains("within 1 day. None of them"));
    }
}
