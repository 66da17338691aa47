//! Sorts incidents into periods and weeks, and compares two.

use std::collections::BTreeMap;

use super::minutes::minutes;
use super::weeks::{weeks, whole};
use super::{
    Answer, Begun, CountFact, CountsAsked, CountsReport, ImpactMinutes, PeriodCount, SeverityCount,
    Untold,
};
use crate::budget::Frame;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::number::IncidentNumber;
use crate::period::Period;
use crate::report::durations::Counted as Kind;
use crate::report::home::AT_ONCE as HOME_AT_ONCE;
use crate::report::slots::Slots;
use crate::report::span::Span;
use crate::severity::Severity;
use crate::statistics::count::Counted;
use crate::statistics::{Count, CountChange, CountVerdict, count_change};
use crate::word::Word;
use crate::zone::Zone;

/// What the report is made of: incidents that the caller has filtered.
#[derive(Debug, Clone, Default)]
pub struct Read {
    pub dated: Vec<CountFact>,
    pub undated: Vec<IncidentNumber>,
    /// When the first incident on record began, whatever is asked for.
    pub on_record_since: Option<Instant>,
}

/// More periods are not told of at once: ten years of months.
const MOST: usize = 120;

/// As the data stand at `now`.
#[must_use]
pub fn build(asked: &CountsAsked, zone: &Zone, now: Instant, read: Read) -> CountsReport {
    let since = read.since(now);
    let (dated, to_come): (Vec<CountFact>, Vec<CountFact>) =
        read.dated.into_iter().partition(|fact| fact.belongs_at <= now);
    let (listed, earlier_periods) = listed(asked, zone, now, since);
    let told = told(asked, zone, now, &listed);
    let mut wanted = listed.clone();
    wanted.extend(told.into_iter().flat_map(|(period, before)| [period, before]));
    wanted.sort_unstable();
    wanted.dedup();
    let mut counts = counts(asked, zone, now, &dated, &wanted);
    let answer = told.and_then(|(period, before)| {
        let [period, before] = [counts.get(&period)?, counts.get(&before)?].map(Clone::clone);
        let change = compared([&before, &period], 1, zone, now, since);
        Some(Answer { counted: asked.counted, period, before, change, on_record_since: since })
    });
    CountsReport {
        as_of: now,
        by: asked.periods.by,
        zone: zone.clone(),
        filters: asked.filters(),
        on_record_since: since,
        periods: listed.iter().filter_map(|period| counts.remove(period)).collect(),
        earlier_periods,
        answer,
        undated: read.undated,
        to_come: sorted(to_come.into_iter().map(|fact| fact.incident).collect()),
    }
}

fn sorted(mut incidents: Vec<IncidentNumber>) -> Vec<IncidentNumber> {
    incidents.sort_unstable();
    incidents
}

/// What the home of the reports tells of a span and of the one before it, as the data stand at
/// `now`.
#[must_use]
pub fn told_of(kind: Kind, span: Span, zone: &Zone, now: Instant, read: &Read) -> Answer {
    let was = span.before();
    let frame = |span: Span| Frame { from: span.start(zone), to: span.end(zone) };
    let mut impacts = minutes(&read.dated, &[frame(was), frame(span)], now).into_iter();
    let mut side = |span: Span| {
        let Frame { from, to } = frame(span);
        let inside = |fact: &&CountFact| {
            from <= fact.belongs_at && fact.belongs_at < to && fact.belongs_at <= now
        };
        let facts = read.dated.iter().filter(inside).collect();
        counted(span, zone, now, facts, impacts.next().unwrap_or_default())
    };
    let (before, period) = (side(was), side(span));
    let since = read.since(now);
    let change = compared([&before, &period], HOME_AT_ONCE, zone, now, since);
    Answer { counted: kind, period, before, change, on_record_since: since }
}

impl Read {
    /// When the first incident on record began, whatever is asked for.
    fn since(&self, now: Instant) -> Option<Instant> {
        let first = self.dated.iter().map(|fact| fact.belongs_at).min();
        [first, self.on_record_since].into_iter().flatten().min().filter(|at| *at <= now)
    }
}

/// Every period that was asked for and is on record, but for the earliest where there are too
/// many; and how many these are.
fn listed(
    asked: &CountsAsked,
    zone: &Zone,
    now: Instant,
    since: Option<Instant>,
) -> (Vec<Period>, usize) {
    let Some(since) = since else { return (Vec::new(), 0) };
    let (by, asked) = (asked.periods.by, &asked.periods);
    let of = |at| Period::of(at, zone, by);
    let first = asked.from.map_or(since, |from| from.start(zone).max(since));
    let last = asked.to.map_or(now, |to| to.end(zone).plus_micros(-1).min(now));
    if first > last {
        return (Vec::new(), 0);
    }
    let (first, mut period) = (of(first), of(last));
    let (mut listed, mut earlier) = (Vec::new(), 0);
    while first <= period {
        if listed.len() < MOST {
            listed.push(period);
        } else {
            earlier += 1;
        }
        period = period.previous();
    }
    listed.reverse();
    (listed, earlier)
}

/// Of which period is told, and with which it is compared.
fn told(
    asked: &CountsAsked,
    zone: &Zone,
    now: Instant,
    listed: &[Period],
) -> Option<(Period, Period)> {
    let over = listed.iter().rev().find(|period| period.end(zone) <= now);
    let period = asked.period.or_else(|| over.or(listed.last()).copied())?;
    Some((period, asked.before.unwrap_or_else(|| period.previous())))
}

fn counts(
    asked: &CountsAsked,
    zone: &Zone,
    now: Instant,
    dated: &[CountFact],
    wanted: &[Period],
) -> BTreeMap<Period, PeriodCount> {
    let mut slots: Slots<'_, Vec<&CountFact>> = Slots::new(asked.periods.by, zone);
    for fact in dated {
        slots.at(fact.belongs_at).push(fact);
    }
    let mut found: BTreeMap<Period, Vec<&CountFact>> = slots.into_all().collect();
    let frame = |period: &Period| Frame { from: period.start(zone), to: period.end(zone) };
    let frames: Vec<Frame> = wanted.iter().map(frame).collect();
    let impacts = minutes(dated, &frames, now);
    let one = |(period, impact): (&Period, ImpactMinutes)| {
        let facts = found.remove(period).unwrap_or_default();
        (*period, counted((*period).into(), zone, now, facts, impact))
    };
    wanted.iter().zip(impacts).map(one).collect()
}

fn counted(
    period: Span,
    zone: &Zone,
    now: Instant,
    mut facts: Vec<&CountFact>,
    impact: ImpactMinutes,
) -> PeriodCount {
    facts.sort_unstable_by_key(|fact| (fact.belongs_at, fact.incident));
    let (start, end) = (period.start(zone), period.end(zone));
    let watched = Duration::between(start, end.min(now).max(start)).days();
    let begun: Vec<Instant> = facts.iter().map(|fact| fact.belongs_at).collect();
    let weeks = weeks(period, zone, now, &begun);
    let of = |severity: Option<Severity>| {
        let count = facts.iter().filter(|fact| fact.severity == severity).count();
        (count > 0).then_some(SeverityCount { severity, count })
    };
    let severities = Severity::ALL.iter().copied().map(Some).chain([None]);
    PeriodCount {
        period,
        count: facts.len(),
        days: watched,
        finished: end <= now,
        rate: Count::of(facts.len(), watched, &whole(&weeks)),
        by_declared: facts.iter().filter(|fact| fact.by_declared).count(),
        severities: severities.filter_map(of).collect(),
        weeks,
        impact,
        without_impact: facts.iter().filter(|fact| fact.impacts.is_empty()).count(),
        incidents: facts
            .iter()
            .map(|fact| Begun {
                incident: fact.incident,
                at: fact.belongs_at,
                by_declared: fact.by_declared,
                severity: fact.severity,
            })
            .collect(),
    }
}

fn compared(
    [before, after]: [&PeriodCount; 2],
    at_once: usize,
    zone: &Zone,
    now: Instant,
    since: Option<Instant>,
) -> Result<CountChange, Untold> {
    if after.period.start(zone) >= now {
        return Err(Untold::NotBegun);
    }
    if since.is_none_or(|since| before.period.end(zone) <= since) {
        return Err(Untold::BeforeRecord);
    }
    // What somebody first writes down says nothing of what was before.
    if since.is_some_and(|since| before.period.start(zone) < since) {
        return Err(Untold::RecordBegins);
    }
    let (was, is) = (whole(&before.weeks), whole(&after.weeks));
    let side = |one: &PeriodCount| (one.count, one.days, one.finished);
    let [was, is] = [(side(before), &was), (side(after), &is)]
        .map(|((count, days, finished), weeks)| Counted { count, days, weeks, finished });
    let change = count_change(was, is, at_once).ok_or(Untold::NotBegun)?;
    // A rate of a part of it is no figure to be looked at every day.
    if change.verdict == CountVerdict::Unfinished { Err(Untold::Unfinished) } else { Ok(change) }
}
