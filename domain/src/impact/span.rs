//! From when to when: two fields, or both in one as people type it.

use crate::duration::{DAY, MINUTE};
use crate::instant::Instant;
use crate::moment::{Moment, MomentError, Source};
use crate::zone::Zone;

/// Without an end it goes on. The end is never before the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub from: Moment,
    pub to: Option<Moment>,
}

/// Why two texts are no span; each is about one of the two fields.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    #[error(transparent)]
    From(MomentError),
    #[error(transparent)]
    To(MomentError),
    #[error("The end is before the start.")]
    Backwards,
    #[error("The end is still to come: leave it blank while it goes on.")]
    ToCome,
    #[error("The end is there twice: once behind the start, once on its own.")]
    Twice,
}

impl SpanError {
    /// Whether it is about the start; else it is about the end.
    #[must_use]
    pub fn is_about_start(&self) -> bool {
        matches!(self, Self::From(_))
    }
}

/// Clocks differ by so much.
const AHEAD: i64 = 5 * MINUTE;

impl Span {
    /// `from` may hold both, such as `13:50-14:20`, where `to` is blank; a blank `to`
    /// goes on. A time without a date in `to` is the first such after the start.
    ///
    /// # Errors
    /// [`SpanError`]: a text is no moment, or the end is before the start or still to come.
    pub fn parse(from: &str, to: &str, zone: &Zone, now: Instant) -> Result<Self, SpanError> {
        if let Some(span) = in_one(from, zone, now) {
            return if to.trim().is_empty() { span } else { Err(SpanError::Twice) };
        }
        let from = read(from, zone, now).map_err(SpanError::From)?;
        if to.trim().is_empty() {
            return Ok(Self { from, to: None });
        }
        Self::ending(from, to, zone, now)
    }

    /// What began at `from` and ended at what is typed in `to`.
    ///
    /// # Errors
    /// As [`Span::parse`] for its end.
    pub fn ending(from: Moment, to: &str, zone: &Zone, now: Instant) -> Result<Self, SpanError> {
        let to = if is_clock(to) { first_after(&from, to, zone, now) } else { read(to, zone, now) };
        Self::between(from, to.map_err(SpanError::To)?, now)
    }

    /// # Errors
    /// [`SpanError::Backwards`] and [`SpanError::ToCome`].
    pub fn between(from: Moment, to: Moment, now: Instant) -> Result<Self, SpanError> {
        if to.at < from.at {
            Err(SpanError::Backwards)
        } else if to.at.since(now) > AHEAD {
            Err(SpanError::ToCome)
        } else {
            Ok(Self { from, to: Some(to) })
        }
    }
}

fn read(text: &str, zone: &Zone, now: Instant) -> Result<Moment, MomentError> {
    Moment::parse(text, zone, now, Source::Person)
}

/// The first such time after `from`; where that is still to come, as a time alone is read anywhere.
fn first_after(from: &Moment, to: &str, zone: &Zone, now: Instant) -> Result<Moment, MomentError> {
    // A time alone is the latest such that is not over five minutes after “now”.
    let day_after = from.at.plus_micros(DAY - AHEAD - 1_000_000);
    let first = read(to, zone, day_after)?;
    if first.at.since(now) <= AHEAD { Ok(first) } else { read(to, zone, now) }
}

/// `14:05`, `~14:05:30`, `2:05pm CET`: without a date, and without “ago”.
fn is_clock(text: &str) -> bool {
    let text = text.trim().trim_start_matches('~').trim_start();
    let mut words = text.split_whitespace();
    let is_time = words.next().is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && (word.contains(':') || word.to_lowercase().ends_with('m'))
            && !word.contains(['-', '/', 'T', 't'])
    });
    is_time && words.all(|word| !word.starts_with(|c: char| c.is_ascii_digit()) && word != "ago")
}

/// Both in one text, where it is that.
fn in_one(text: &str, zone: &Zone, now: Instant) -> Option<Result<Span, SpanError>> {
    let halves = split(text).find_map(|(from, to)| {
        let start = read(from, zone, now).ok()?;
        let end = is_clock(to) || read(to, zone, now).is_ok();
        end.then_some((start, to))
    });
    // A date has the same dash, and so has an offset: `2026-11-23 14:05 -03:00`.
    let (from, to) = halves.filter(|_| is_two_clocks(text) || read(text, zone, now).is_err())?;
    Some(Span::ending(from, to, zone, now))
}

/// `13:50-14:20`, with a date before it or not, could be a time with an offset; here it is
/// not. An offset behind a date is written after `T` or a blank: `2026-11-23 14:05 -03:00`.
fn is_two_clocks(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '−');
    let Some((before, after)) = text.rsplit_once(dash) else { return false };
    let clock = before.split_whitespace().next_back().unwrap_or_default();
    let is_plain =
        |text: &str| text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':');
    let has_date = before.trim() != clock;
    let is_offset = has_date && before.ends_with(' ') && !after.starts_with(' ');
    is_plain(clock) && is_plain(after.trim()) && !is_offset
}

/// Every place where it could be cut in two.
fn split(text: &str) -> impl Iterator<Item = (&str, &str)> {
    const BETWEEN: [&str; 9] = ["–", "—", "→", "..", " to ", " until ", " till ", "-", "−"];
    let cut = move |sign: &'static str| {
        text.match_indices(sign).map(move |(at, sign)| {
            (text.get(..at).unwrap_or_default(), text.get(at + sign.len()..).unwrap_or_default())
        })
    };
    BETWEEN.into_iter().flat_map(cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2026-11-23 15:00 UTC, a Monday.
    const NOW: i64 = 1_795_446_000;

    fn parse(from: &str, to: &str) -> Result<(String, Option<String>), SpanError> {
        let span = Span::parse(from, to, &Zone::utc(), Instant::from_seconds(NOW))?;
        let text = |moment: Moment| moment.edit_text();
        Ok((text(span.from), span.to.map(text)))
    }

    #[test]
    fn both_fields_or_both_in_one() {
        let today =
            |from: &str, to: &str| (format!("2026-11-23 {from}"), Some(format!("2026-11-23 {to}")));
        for (from, to, span) in [
            ("13:50-14:20", "", today("13:50", "14:20")),
            ("13:50 – 14:20", "", today("13:50", "14:20")),
            ("13:50 to 14:20", "", today("13:50", "14:20")),
            ("13:50", "14:20", today("13:50", "14:20")),
            ("10:50-11:20", "", today("10:50", "11:20")),
            ("2026-11-23 10:50-11:00", "", today("10:50", "11:00")),
            ("13:50 to 10 min ago", "", today("13:50", "14:50")),
            ("1:50pm-2:20pm", "", today("13:50", "14:20")),
        ] {
            assert_eq!(parse(from, to), Ok(span), "{from} | {to}");
        }
        assert_eq!(parse("13:50", ""), Ok(("2026-11-23 13:50".to_owned(), None)));
        assert_eq!(parse("2026-11-23 13:50", ""), Ok(("2026-11-23 13:50".to_owned(), None)));
        for offset in ["2026-11-23 10:50 -03:00", "2026-11-23T10:50-03:00"] {
            assert_eq!(parse(offset, ""), Ok(("2026-11-23 13:50".to_owned(), None)), "{offset}");
        }
    }

    #[test]
    fn an_end_without_a_date_follows_the_start() {
        let march = |from: &str, to: &str| (from.to_owned(), Some(to.to_owned()));
        let night = march("2026-03-01 23:50", "2026-03-02 00:20");
        assert_eq!(parse("2026-03-01 23:50", "00:20"), Ok(night.clone()));
        assert_eq!(parse("2026-03-01 23:50 - 00:20", ""), Ok(night));
        let long = march("2026-03-01 23:50", "2026-03-04 00:20");
        assert_eq!(parse("2026-03-01 23:50 - 2026-03-04 00:20", ""), Ok(long));
        let none = march("2026-03-01 13:50", "2026-03-01 13:50");
        assert_eq!(parse("2026-03-01 13:50", "13:50"), Ok(none));
    }

    #[test]
    fn an_end_before_its_start_or_in_the_future_is_refused() {
        for (from, to, error) in [
            ("2026-11-23 14:00", "2026-11-23 13:59", SpanError::Backwards),
            ("14:00", "13:59", SpanError::Backwards),
            ("14:00-15:30", "", SpanError::Backwards),
            ("14:00", "2026-11-23 15:30", SpanError::ToCome),
            ("13:50-14:20", "14:30", SpanError::Twice),
        ] {
            assert_eq!(parse(from, to), Err(error), "{from} | {to}");
        }
        assert!(matches!(parse("soon", ""), Err(SpanError::From(_))));
        assert!(matches!(parse("", "14:00"), Err(SpanError::From(MomentError::Empty))));
        assert!(matches!(parse("14:00", "later"), Err(SpanError::To(_))));
    }

    proptest! {
        #[test]
        fn an_end_is_never_before_its_start(from in ".{0,20}", to in ".{0,20}") {
            let now = Instant::from_seconds(NOW);
            if let Ok(Span { from, to: Some(to) }) = Span::parse(&from, &to, &Zone::utc(), now) {
                prop_assert!(from.at <= to.at);
            }
        }

        #[test]
        fn clocks_in_any_order_never_turn_around(a in 0..1440_i64, b in 0..1440_i64) {
            let clock = |m: i64| format!("{:02}:{:02}", m / 60, m % 60);
            let now = Instant::from_seconds(NOW);
            let text = format!("{}-{}", clock(a), clock(b));
            if let Ok(span) = Span::parse(&text, "", &Zone::utc(), now) {
                let to = span.to.unwrap();
                prop_assert!(span.from.at <= to.at && to.at.since(span.from.at) < DAY);
            }
        }
    }
}
