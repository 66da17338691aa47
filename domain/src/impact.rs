//! What an incident did to a service: how much of it, from when to when.

mod fraction;
mod span;

pub use fraction::{Fraction, FractionError};
pub use span::{Span, SpanError};

use crate::instant::Instant;
use crate::moment::Moment;

/// The first `from` and the last `to` of these impacts: what the milestones “impact
/// started” and “impact ended” are taken from. No end while one of them goes on.
#[must_use]
pub fn milestones<'a>(
    spans: impl Iterator<Item = &'a Span> + Clone,
) -> (Option<&'a Moment>, Option<&'a Moment>) {
    let started = spans.clone().map(|span| &span.from).min_by_key(|from| from.at);
    let ends: Option<Vec<&Moment>> = spans.map(|span| span.to.as_ref()).collect();
    let ended = ends.and_then(|ends| ends.into_iter().max_by_key(|to| to.at));
    (started, ended)
}

impl Span {
    /// Both hold some same moment for longer than an instant; without an end it goes on.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |from: Instant, to: Option<&Moment>| to.is_none_or(|to| from < to.at);
        before(self.from.at, other.to.as_ref()) && before(other.from.at, self.to.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Source;
    use crate::zone::Zone;

    fn span(from: i64, to: Option<i64>) -> Span {
        let moment =
            |seconds| Moment::exact(Instant::from_seconds(seconds), Zone::utc(), Source::Person);
        Span { from: moment(from), to: to.map(moment) }
    }

    #[test]
    fn milestones_are_the_outermost_moments() {
        let at = |spans: &[Span]| {
            let (started, ended) = milestones(spans.iter());
            (started.map(|m| m.at.seconds()), ended.map(|m| m.at.seconds()))
        };
        assert_eq!(at(&[]), (None, None));
        assert_eq!(at(&[span(20, Some(90)), span(10, Some(30))]), (Some(10), Some(90)));
        assert_eq!(at(&[span(20, Some(90)), span(10, None)]), (Some(10), None));
    }

    #[test]
    fn what_only_touches_does_not_overlap() {
        let (first, then) = (span(10, Some(20)), span(20, None));
        assert!(!first.overlaps(&then) && !then.overlaps(&first));
        let across = span(15, Some(25));
        assert!(across.overlaps(&first) && across.overlaps(&then) && then.overlaps(&across));
        assert!(span(0, None).overlaps(&span(99, None)));
    }
}
