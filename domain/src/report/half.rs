//! Within which time half of them ended, where some still go on.

use super::figure::Figure;
use crate::duration::Duration;
use crate::statistics::quantile::LEAST_MEDIAN;
use crate::statistics::sample::{Measured, Sample};

/// How long each took, or has taken so far.
#[derive(Default)]
pub(super) struct Times(Vec<Measured>);

/// The median, with what is known of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Half {
    /// None where so many still go on that it is not reached.
    pub median: Option<Figure>,
    /// The ends of its interval at 95 %, from [`LEAST_MEDIAN`] on.
    pub low: Option<Duration>,
    pub high: Option<Duration>,
    pub ended: usize,
    pub open: usize,
}

impl Times {
    pub(super) fn add(&mut self, length: Duration, ended: bool) {
        self.0.push(Measured { length, ended, precision: Duration::ZERO });
    }

    /// With some that still go on by Kaplan and Meier, with the interval of Brookmeyer and
    /// Crowley, else between order statistics.
    pub(super) fn half(self) -> Half {
        let sample = Sample::of(self.0);
        let median = sample.median();
        let (low, high) = (median.low.ok(), median.high.ok());
        let open = sample.open();
        Half { median: median.point.ok(), low, high, ended: sample.n() - open, open }
    }
}

impl Half {
    pub(super) fn n(&self) -> usize {
        self.ended + self.open
    }

    /// How sure that is, of such as “half of changes like these are recovered from”; blank where
    /// there is no median, or only one.
    pub(super) fn sure(&self, half: &str) -> String {
        match (self.median, self.low, self.high) {
            (None, ..) => String::new(),
            _ if self.n() < 2 => String::new(),
            _ if self.n() < LEAST_MEDIAN => {
                format!(" They are too few to say how sure that is: it takes {LEAST_MEDIAN}.")
            }
            (_, Some(low), Some(high)) => {
                format!(" In the long run, {half} within {low} to {high} (95 % sure).")
            }
            (_, Some(low), None) => format!(
                " In the long run, {half} within {low} or more (97.5 % sure); how much more is not known."
            ),
            (_, None, Some(high)) => {
                format!(" In the long run, {half} within {high} or less (97.5 % sure).")
            }
            (_, None, None) => " How sure that is cannot be told.".to_owned(),
        }
    }

    /// What those are that still go on, such as “is still open”; blank where none does.
    pub(super) fn so_far(&self, [one, many]: [&str; 2]) -> String {
        match self.open {
            0 => String::new(),
            1 => format!(" 1 of them {one}, and counts with its time so far."),
            open => format!(" {open} of them {many}, and count with their time so far."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(ended: &[i64], open: &[i64]) -> Half {
        let mut times = Times::default();
        ended.iter().for_each(|hours| times.add(Duration::from_minutes(hours * 60), true));
        open.iter().for_each(|hours| times.add(Duration::from_minutes(hours * 60), false));
        times.half()
    }

    fn hours(half: Half) -> Option<f64> {
        half.median.map(|median| median.seconds() / 3600.0)
    }

    #[test]
    fn a_short_one_that_goes_on_may_lower_it_and_a_long_one_raises_it() {
        assert_eq!(hours(half(&[1, 4, 6], &[])), Some(4.0));
        // After 1 of 4 three quarters are left; the open one of 2 h takes none away.
        assert_eq!(hours(half(&[1, 4, 6], &[2])), Some(4.0));
        assert_eq!(hours(half(&[1, 4, 6], &[7])), Some(5.0));
        // Only one of 0 h would have ended before all of them: as if it were not there.
        assert_eq!(hours(half(&[4, 6], &[0])), Some(5.0));
        assert_eq!(hours(half(&[1], &[2, 3])), None);
        assert_eq!(half(&[], &[]), Half::default());
    }

    #[test]
    fn how_sure_it_is_needs_six() {
        let says = |half: Half| half.sure("half are done");
        assert_eq!(says(half(&[1], &[])), "");
        let few = " They are too few to say how sure that is: it takes 6.";
        assert_eq!(says(half(&[1, 2, 3, 4, 5], &[])), few);
        // The shortest and the longest of six enclose the median 96.9 times of 100.
        let six = half(&[1, 2, 3, 4, 5, 6], &[]);
        assert_eq!(says(six), " In the long run, half are done within 1h 0m to 6h 0m (95 % sure).");
        let open = half(&[1, 2, 3, 4], &[9, 9, 9]);
        assert_eq!((hours(open), open.high), (Some(4.0), None));
        assert!(says(open).ends_with("or more (97.5 % sure); how much more is not known."));
        let words = ["is open", "are open"];
        assert_eq!(open.so_far(words), " 3 of them are open, and count with their time so far.");
        assert_eq!(six.so_far(words), "");
    }
}
