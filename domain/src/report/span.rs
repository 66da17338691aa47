//! What a report is about: whole periods, one after the other, and as many before them.

use crate::instant::Instant;
use crate::period::Period;
use crate::zone::Zone;

/// From the beginning of a period to the end of one, which may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    first: Period,
    last: Period,
}

impl Span {
    /// None where the last ends before the first begins, or where weeks, which are cut across
    /// months, stand beside something else.
    #[must_use]
    pub fn of(first: Period, last: Period) -> Option<Self> {
        if first.by() == last.by() {
            return (first <= last).then_some(Self { first, last });
        }
        let [begin, _] = first.months()?;
        let [_, end] = last.months()?;
        (begin <= end).then_some(Self { first: begin, last: end })
    }

    #[must_use]
    pub fn first(self) -> Period {
        self.first
    }

    #[must_use]
    pub fn last(self) -> Period {
        self.last
    }

    #[must_use]
    pub fn start(self, zone: &Zone) -> Instant {
        self.first.start(zone)
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(self, zone: &Zone) -> Instant {
        self.last.end(zone)
    }

    #[must_use]
    pub fn holds(self, at: Instant, zone: &Zone) -> bool {
        self.start(zone) <= at && at < self.end(zone)
    }

    /// It is over.
    #[must_use]
    pub fn is_over(self, now: Instant, zone: &Zone) -> bool {
        self.end(zone) <= now
    }

    /// As many periods before it: of the same length by the calendar.
    #[must_use]
    pub fn before(self) -> Self {
        self.moved(-1)
    }

    #[must_use]
    pub fn after(self) -> Self {
        self.moved(1)
    }

    fn moved(self, times: i64) -> Self {
        let many = times * (self.last.since(self.first) + 1);
        Self { first: self.first.plus(many), last: self.last.plus(many) }
    }

    /// “in October 2026”, or “from March 2026 to May 2026”.
    #[must_use]
    pub fn within(self) -> String {
        format!("{} {}", self.preposition(), self.said())
    }

    /// The same as in addresses: “in 2026-10”, or “from 2026-03 to 2026-05”.
    #[must_use]
    pub fn within_short(self) -> String {
        format!("{} {self}", self.preposition())
    }

    fn preposition(self) -> &'static str {
        if self.first == self.last { "in" } else { "from" }
    }

    /// “October 2026”, or “March 2026 to May 2026”.
    #[must_use]
    pub fn said(self) -> String {
        if self.first == self.last {
            self.first.said()
        } else {
            format!("{} to {}", self.first.said(), self.last.said())
        }
    }
}

impl From<Period> for Span {
    fn from(period: Period) -> Self {
        Self { first: period, last: period }
    }
}

/// As in addresses: `2026-10`, or `2026-03 to 2026-05`.
impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.first.fmt(f)?;
        if self.first == self.last { Ok(()) } else { write!(f, " to {}", self.last) }
    }
}

impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::By;
    use crate::zone::tests::{any_instant, any_zone};
    use proptest::prelude::*;

    fn span(first: &str, last: &str) -> Option<Span> {
        Span::of(Period::parse(first).unwrap(), Period::parse(last).unwrap())
    }

    #[test]
    fn a_span_is_as_long_as_the_one_before() {
        for (first, last, before) in [
            ("2026-10", "2026-10", "2026-09"),
            ("2026-03", "2026-05", "2025-12 to 2026-02"),
            ("2026-W01", "2026-W02", "2025-W51 to 2025-W52"),
            ("2026-H1", "2026-H1", "2025-H2"),
            // In months, where both are of different length.
            ("2026-Q1", "2026-05", "2025-08 to 2025-12"),
            ("2025", "2026-Q2", "2023-07 to 2024-12"),
        ] {
            let span = span(first, last).unwrap();
            assert_eq!(span.before().to_string(), before);
            assert_eq!(span.before().after(), span);
            assert_eq!(span.before().end(&Zone::utc()), span.start(&Zone::utc()));
        }
        for (first, last) in [("2026-02", "2026-01"), ("2026-W01", "2026-03"), ("2026", "2025-12")]
        {
            assert_eq!(span(first, last), None, "{first} {last}");
        }
    }

    #[test]
    fn it_is_said_in_words() {
        assert_eq!(span("2026-10", "2026-10").unwrap().within(), "in October 2026");
        let three = span("2026-03", "2026-05").unwrap();
        assert_eq!(three.within(), "from March 2026 to May 2026");
        assert_eq!(three.within_short(), "from 2026-03 to 2026-05");
        assert_eq!(span("2026-Q1", "2026-Q1").unwrap().within_short(), "in 2026-Q1");
    }

    proptest! {
        #[test]
        fn nothing_lies_between(at in any_instant(), zone in any_zone(), many in 0..40_i64, week in any::<bool>()) {
            let first = Period::of(at, &zone, if week { By::Week } else { By::Month });
            let span = Span::of(first, first.plus(many)).unwrap();
            prop_assert!(span.holds(at, &zone));
            prop_assert_eq!(span.before().end(&zone), span.start(&zone));
            prop_assert_eq!(span.after().start(&zone), span.end(&zone));
            prop_assert_eq!(span.before().after(), span);
        }
    }
}
