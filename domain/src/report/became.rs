//! What becomes of actions: done, or declined, or still open. Never by person.

use serde::ser::{Serialize, Serializer};

use super::actions::ActionLine;
use super::stay::whole_days;
use crate::action::ActionState;
use crate::duration::{DAY, Duration};
use crate::statistics::competing::{Incidence, Outcome, Rise, Share};
use crate::statistics::survival::LEAST;

/// Of every action, from when it was written down, or an idea was made one.
#[derive(Debug, Clone, PartialEq)]
pub struct Became {
    /// The first is done, the second declined.
    pub curve: Incidence,
}

/// Weeks after which it is said: the first that the curve reaches.
const SAID: [i64; 3] = [4, 2, 1];

impl Became {
    /// Of those that were taken on. One that was reopened and waits again is open.
    pub(super) fn of(actions: &[ActionLine]) -> Self {
        let outcome = |line: &ActionLine| match line.state {
            ActionState::Done => Outcome::First,
            ActionState::WontDo => Outcome::Second,
            _ => Outcome::Open,
        };
        let taken_on = actions.iter().filter(|line| line.taken_on.is_some());
        let curve = Incidence::of(taken_on.map(|line| (line.age, outcome(line))), LEAST);
        Self { curve }
    }

    /// For those who know no statistics.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some(until) = self.curve.until else {
            return format!("Too few to say what becomes of them: it takes {LEAST} at least.");
        };
        let weeks = |weeks: i64| Duration::from_micros(weeks * 7 * DAY);
        let said = SAID.into_iter().find(|one| weeks(*one) <= until);
        let (at, after) = match said {
            Some(1) => (weeks(1), "1 week".to_owned()),
            Some(some) => (weeks(some), format!("{some} weeks")),
            None => (until, whole_days(until)),
        };
        let of = format!("the {} actions", self.curve.n);
        self.curve.at(at).map_or_else(String::new, |rise| {
            let [done, declined] = [rise.first, rise.second].map(told);
            format!(
                "After {after} {done} of {of} are done and {declined} are declined; the rest, \
                 {} %, is open.",
                open(&rise)
            )
        })
    }
}

/// Such as “40 % (30 to 52 %)”: a share with its interval, where it has one.
#[must_use]
pub fn told(share: Share) -> String {
    let whole = per_cent(share.share);
    match (share.low, share.high) {
        (Some(low), Some(high)) => format!("{whole} % ({} to {} %)", per_cent(low), per_cent(high)),
        _ => format!("{whole} %"),
    }
}

/// What is left in per cent, so that all three are 100 together.
#[must_use]
pub fn open(rise: &Rise) -> i64 {
    100 - per_cent(rise.first.share) - per_cent(rise.second.share)
}

fn per_cent(share: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "0 to 100")]
    let whole = (share * 100.0).round() as i64;
    whole
}

/// In days.
impl Serialize for Became {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Step {
            days: f64,
            at_risk: usize,
            share_open: f64,
            done: Share,
            declined: Share,
        }
        #[derive(serde::Serialize)]
        struct Shown {
            n: usize,
            done: usize,
            declined: usize,
            until_days: Option<f64>,
            steps: Vec<Step>,
        }
        let step = |rise: &Rise| Step {
            days: rise.at.days(),
            at_risk: rise.at_risk,
            share_open: rise.open,
            done: rise.first,
            declined: rise.second,
        };
        let Incidence { n, first, second, until, steps } = &self.curve;
        let shown = Shown {
            n: *n,
            done: *first,
            declined: *second,
            until_days: until.map(Duration::days),
            steps: steps.iter().map(step).collect(),
        };
        shown.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn became(all: &[(i64, Outcome)]) -> Became {
        let all = all.iter().map(|(days, outcome)| (Duration::from_micros(days * DAY), *outcome));
        Became { curve: Incidence::of(all, LEAST) }
    }

    #[test]
    fn one_sentence_says_it() {
        use Outcome::{First, Open, Second};
        // Two of ten are done and one is declined while all are watched.
        let mut all = vec![(3, First), (10, First), (20, Second)];
        all.extend([(30, Open); 7]);
        assert_eq!(
            became(&all).sentence(),
            "After 4 weeks 20 % (3 to 47 %) of the 10 actions are done and 10 % (1 to 36 %) are \
             declined; the rest, 70 %, is open."
        );
        let early: Vec<_> = all.iter().map(|(days, outcome)| ((*days).min(8), *outcome)).collect();
        assert_eq!(
            became(&early).sentence(),
            "After 1 week 10 % (1 to 36 %) of the 10 actions are done and 0 % are declined; the \
             rest, 90 %, is open."
        );
        let first: Vec<_> = all.iter().map(|(_, outcome)| (2, *outcome)).collect();
        assert!(became(&first).sentence().starts_with("After 2 days 20 % (3 to 47 %) of the 10"));
        let few = became(&all[..4]).sentence();
        assert_eq!(few, "Too few to say what becomes of them: it takes 5 at least.");
    }

    #[test]
    fn json_is_in_days() {
        use Outcome::{First, Open, Second};
        let all = [(2, First), (4, Second), (9, Open), (9, Open), (9, Open), (9, Open), (9, Open)];
        let json = serde_json::to_value(became(&all)).unwrap();
        assert_eq!((&json["n"], &json["until_days"]), (&7.into(), &9.0.into()));
        let step = &json["steps"][1];
        assert_eq!((&step["days"], &step["at_risk"]), (&4.0.into(), &6.into()));
        let [open, done, declined] =
            [&step["share_open"], &step["done"]["share"], &step["declined"]["share"]]
                .map(|share| share.as_f64().unwrap());
        for (found, expected) in [(open, 5.0), (done, 1.0), (declined, 1.0)] {
            assert!((found - expected / 7.0).abs() < 1e-12);
        }
    }
}
