//! Marks of the axis at round times of the reader's clock and calendar.

use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::zone::Zone;

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// How far the marks are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Every {
    Minutes(i64),
    Days(i64),
    Months(i64),
}

const EVERY: [Every; 25] = {
    use Every::{Days, Minutes, Months};
    [
        Minutes(1),
        Minutes(2),
        Minutes(5),
        Minutes(10),
        Minutes(15),
        Minutes(30),
        Minutes(60),
        Minutes(120),
        Minutes(180),
        Minutes(360),
        Minutes(720),
        Days(1),
        Days(2),
        Days(7),
        Days(14),
        Months(1),
        Months(3),
        Months(6),
        Months(12),
        Months(24),
        Months(60),
        Months(120),
        Months(240),
        Months(600),
        Months(1200),
    ]
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Every {
    fn micros(self) -> i64 {
        match self {
            Self::Minutes(minutes) => minutes * MINUTE,
            Self::Days(days) => days * DAY,
            Self::Months(months) => months * 30 * DAY,
        }
    }
}

/// From `from` to `to`, at most about `most` of them, each with what it is called.
pub(super) fn ticks(from: Instant, to: Instant, zone: &Zone, most: i64) -> Vec<(Instant, String)> {
    let long = to.since(from);
    let every = EVERY.into_iter().find(|every| long / every.micros() < most);
    let every = every.unwrap_or(Every::Months(1200));
    let marks = match every {
        Every::Minutes(minutes) => clock(from, to, zone, minutes * MINUTE),
        Every::Days(days) => calendar(from, to, zone, days),
        Every::Months(months) => months_of(from, to, zone, months),
    };
    let named = |at: Instant| (at, name(at, zone, every));
    marks.into_iter().filter(|at| (from..=to).contains(at)).map(named).collect()
}

/// Counted from midnight.
fn clock(from: Instant, to: Instant, zone: &Zone, step: i64) -> Vec<Instant> {
    let midnight = Day::of(from, zone).start(zone).unwrap_or(from);
    let first = from.since(midnight).div_euclid(step);
    let last = to.since(midnight).div_euclid(step);
    (first..=last).map(|count| midnight.plus_micros(count * step)).collect()
}

fn calendar(from: Instant, to: Instant, zone: &Zone, days: i64) -> Vec<Instant> {
    let first = Day::of(from, zone);
    let mut day = first;
    let mut marks = Vec::new();
    while let Some(at) = day.start(zone).filter(|at| *at <= to) {
        if day.since(first) % days == 0 {
            marks.push(at);
        }
        let next = day.next();
        if next == day {
            break;
        }
        day = next;
    }
    marks
}

fn months_of(from: Instant, to: Instant, zone: &Zone, step: i64) -> Vec<Instant> {
    let number = |at: Instant| {
        let local = zone.local(at);
        local.year * 12 + i64::from(local.month) - 1
    };
    let first = number(from).div_euclid(step) * step;
    let at = |month: i64| {
        let of_year = u8::try_from(month.rem_euclid(12) + 1).ok()?;
        zone.instant(month.div_euclid(12), of_year, 1, 0, 0, 0)
    };
    (0..)
        .map(|count| first + count * step)
        .take_while(|month| *month <= number(to))
        .filter_map(at)
        .collect()
}

fn name(at: Instant, zone: &Zone, every: Every) -> String {
    let local = zone.local(at);
    let month = MONTHS.get(usize::from(local.month).saturating_sub(1)).copied().unwrap_or_default();
    match every {
        Every::Minutes(_) if (local.hour, local.minute) != (0, 0) => {
            format!("{:02}:{:02}", local.hour, local.minute)
        }
        Every::Minutes(_) | Every::Days(_) => format!("{} {month}", local.day),
        Every::Months(months) if months < 12 => format!("{month} {}", local.year),
        Every::Months(_) => local.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(from: (i64, u8, u8, u8, u8), minutes: i64, zone: &str) -> Vec<String> {
        let zone = Zone::parse(zone).unwrap();
        let (year, month, day, hour, minute) = from;
        let from = zone.instant(year, month, day, hour, minute, 0).unwrap();
        let all = ticks(from, from.plus_micros(minutes * MINUTE), &zone, 6);
        all.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn they_are_round_on_the_clock_of_the_reader() {
        let hour = names((2026, 11, 23, 13, 50), 71, "Asia/Kolkata");
        assert_eq!(hour, ["14:00", "14:15", "14:30", "14:45", "15:00"]);
        let night = names((2026, 11, 23, 22, 10), 300, "Europe/Berlin");
        assert_eq!(night, ["23:00", "24 Nov", "01:00", "02:00", "03:00"]);
        let week = names((2026, 11, 23, 9, 0), 8 * 1440, "Europe/Berlin");
        assert_eq!(week, ["25 Nov", "27 Nov", "29 Nov", "1 Dec"]);
        let years = names((2023, 5, 2, 9, 0), 3 * 365 * 1440, "UTC");
        assert_eq!(years, ["2024", "2025", "2026"]);
        let none = names((2026, 11, 23, 13, 50), 2, "UTC");
        assert_eq!(none, ["13:50", "13:51", "13:52"]);
    }

    proptest! {
        #[test]
        fn they_are_few_in_order_and_inside(from in 0..4_000_000_000_i64, minutes in 1..400_000_000_i64) {
            let zone = Zone::parse("Europe/Berlin").unwrap();
            let from = Instant::from_seconds(from);
            let to = from.plus_micros(minutes.saturating_mul(MINUTE));
            let all = ticks(from, to, &zone, 6);
            prop_assert!(all.len() <= 8, "{}", all.len());
            prop_assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert!(all.iter().all(|(at, _)| (from..=to).contains(at)));
        }
    }
}
