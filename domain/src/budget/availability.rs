//! How much of a service was there, over any time and day by day. It is a census of what was
//! declared: nothing is drawn from anything, so there is no interval.

use std::fmt;

use super::cost::percent;
use super::{Cost, Course, Frame};
use crate::instant::Instant;
use crate::period::Day;
use crate::zone::Zone;

/// What was lost of a time, of which only what is over counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Availability {
    pub frame: Frame,
    pub lost: Cost,
    /// All of it, as long as it lasted.
    pub whole: Cost,
}

const ALL: i64 = 1_000_000;

impl Availability {
    /// Of what is over at `now`; none where nothing of it is.
    #[must_use]
    pub fn of(course: &Course, frame: Frame, now: Instant) -> Option<Self> {
        let frame = Frame { from: frame.from, to: frame.to.min(now) };
        (frame.from < frame.to).then(|| Self {
            frame,
            lost: course.cost(frame),
            whole: Cost::of(frame.micros(), ALL),
        })
    }

    /// In parts per million, rounded down: all of it only where nothing was lost.
    #[must_use]
    pub fn parts(&self) -> i64 {
        let kept = (self.whole - self.lost).parts_of(self.whole);
        i64::try_from(kept).unwrap_or(0)
    }

    /// The same of 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
    pub fn share(&self) -> f64 {
        self.parts() as f64 / 1e6
    }

    /// Of it was lost, from 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a place in a picture")]
    pub fn lost_share(&self) -> f64 {
        if self.whole == Cost::NONE { 0.0 } else { self.lost.0 as f64 / self.whole.0 as f64 }
    }
}

/// With every digit that there is: `99.9768 %`.
impl fmt::Display for Availability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&percent(i128::from(self.parts())))
    }
}

/// Each day from the first to the last that has begun, by the zone's calendar; a day on which
/// clocks change is as long as it is. None of what lies before `since`, where the record begins.
#[must_use]
pub fn by_day(
    course: &Course,
    (first, last): (Day, Day),
    zone: &Zone,
    (since, now): (Instant, Instant),
) -> Vec<(Day, Option<Availability>)> {
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        let (Some(from), Some(to)) = (day.start(zone), day.next().start(zone)) else { break };
        if from >= now {
            break;
        }
        days.push((day, Availability::of(course, Frame { from: from.max(since), to }, now)));
        if day.next() == day {
            break;
        }
        day = day.next();
    }
    days
}

#[cfg(test)]
mod tests {
    use super::super::tests::{at, piece};
    use super::*;

    #[test]
    fn only_what_lost_nothing_is_all_there() {
        let frame = Frame { from: at(0), to: at(1440) };
        let of = |pieces: &[_], now| {
            Availability::of(&Course::of(pieces, at(now)), frame, at(now)).unwrap()
        };
        assert_eq!(of(&[], 1440).to_string(), "100 %");
        assert_eq!(of(&[piece(1, 0, 1, 1)], 1440).to_string(), "99.9999 %");
        assert_eq!(of(&[piece(1, 10, 20, 500_000)], 1440).to_string(), "99.6527 %");
        // Half an hour of the first hour, which is all there was so far.
        assert_eq!(of(&[piece(1, 30, None, ALL)], 60).to_string(), "50 %");
        assert_eq!(of(&[piece(1, 30, None, ALL)], 60).lost_share(), 0.5);
        assert_eq!(Availability::of(&Course::default(), frame, at(0)), None);
    }

    #[test]
    fn days_are_as_long_as_they_are_and_make_the_whole() {
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        let day = |text: &str| Day::parse(text).unwrap();
        let now = day("2026-04-02").start(&berlin).unwrap().plus_micros(3_600_000_000);
        let from = day("2026-03-28").start(&berlin).unwrap();
        let minutes = from.micros() / 60_000_000;
        let course = Course::of(&[piece(1, minutes + 600, minutes + 3000, 250_000)], now);
        let all = (day("2026-03-28"), day("2026-04-09"));
        let told = |since| {
            let days = by_day(&course, all, &berlin, (since, now)).into_iter();
            days.map(|(_, of)| of).collect::<Vec<_>>()
        };
        // Before the record begins there is nothing to say.
        let late = told(from.plus_micros(30 * 3_600_000_000));
        assert_eq!((late.len(), late[0]), (6, None));
        assert_eq!(late[1].map(|of| of.frame.micros()), Some(17 * 3_600_000_000));
        assert_eq!(told(now), [None; 6]);
        let days: Vec<_> = told(from).into_iter().flatten().collect();
        let lengths: Vec<_> = days.iter().map(|of| of.frame.micros() / 3_600_000_000).collect();
        assert_eq!(lengths, [24, 23, 24, 24, 24, 1]);
        let whole = Availability::of(&course, Frame { from, to: now }, now).unwrap();
        assert_eq!(days.iter().map(|of| of.lost).sum::<Cost>(), whole.lost);
        assert_eq!(days.iter().map(|of| of.whole).sum::<Cost>(), whole.whole);
        assert_eq!(whole.lost, Cost::of(2400 * 60_000_000, 250_000));
    }
}
