//! A logarithmic axis of durations, from a minute up.

use nofault_domain::duration::Duration;

/// Minutes and their names; the axis begins and ends at one of them.
const TICKS: [(i64, &str); 11] = [
    (1, "1m"),
    (10, "10m"),
    (60, "1h"),
    (6 * 60, "6h"),
    (24 * 60, "1d"),
    (7 * 24 * 60, "7d"),
    (30 * 24 * 60, "30d"),
    (365 * 24 * 60, "1y"),
    (3652 * 24 * 60, "10y"),
    (36_524 * 24 * 60, "100y"),
    (365_242 * 24 * 60, "1000y"),
];

#[derive(Debug, Clone, Copy)]
pub struct Axis {
    first: usize,
    last: usize,
}

impl Axis {
    /// The shortest one that holds them all, of two ticks at least; none of nothing.
    pub fn over<'a>(durations: impl Iterator<Item = &'a Duration> + Clone) -> Option<Self> {
        let least = durations.clone().min()?.minutes();
        let most = *durations.max()?;
        let first = TICKS.iter().rposition(|(at, _)| *at <= least).unwrap_or(0);
        let first = first.min(TICKS.len() - 2);
        let last = TICKS.iter().position(|(at, _)| Duration::from_minutes(*at) >= most);
        let last = last.unwrap_or(TICKS.len() - 1).max(first + 1);
        Some(Self { first, last })
    }

    /// Where a duration lies between the axis's ends, from 0 to 1; what is shorter lies at its begin.
    pub fn share(self, duration: Duration) -> f64 {
        let log = |duration: Duration| (duration.seconds() / 60.0).max(1.0).ln();
        let end =
            |tick: usize| TICKS.get(tick).map_or(0.0, |(at, _)| log(Duration::from_minutes(*at)));
        let (low, high) = (end(self.first), end(self.last));
        ((log(duration) - low) / (high - low)).clamp(0.0, 1.0)
    }

    pub fn ticks(self) -> impl Iterator<Item = (Duration, &'static str)> {
        let all = TICKS.iter().skip(self.first).take(self.last - self.first + 1);
        all.map(|(at, name)| (Duration::from_minutes(*at), *name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(minutes: &[i64]) -> Axis {
        let all: Vec<Duration> = minutes.iter().copied().map(Duration::from_minutes).collect();
        Axis::over(all.iter()).unwrap()
    }

    #[test]
    fn it_holds_what_it_shows() {
        for minutes in [vec![0], vec![1], vec![16, 36, 249], vec![0, i64::MAX], vec![40_414]] {
            let axis = over(&minutes);
            assert!(axis.ticks().count() >= 2, "{minutes:?}");
            for one in minutes {
                let share = axis.share(Duration::from_minutes(one));
                assert!((0.0..=1.0).contains(&share), "{one}");
            }
        }
        assert_eq!(
            over(&[16, 36, 249]).ticks().map(|(_, name)| name).collect::<Vec<_>>(),
            ["10m", "1h", "6h"]
        );
        assert!(Axis::over([].iter()).is_none());
    }

    #[test]
    fn ten_times_as_long_is_as_far_everywhere() {
        let axis = over(&[1, 1000]);
        let share = |minutes| axis.share(Duration::from_minutes(minutes));
        assert!(((share(10) - share(1)) - (share(100) - share(10))).abs() < 1e-9);
    }
}
