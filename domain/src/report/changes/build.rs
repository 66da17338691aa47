//! From recorded changes to figures.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeBounds as _;
use std::sync::Arc;

use super::{
    ChangeFact, ChangesAsked, ChangesReport, Failed, Figures, LeftOut, Line, Record, Recovery,
};
use crate::duration::Duration;
use crate::instant::Instant;
use crate::period::{Day, Period};
use crate::report::filled::Filled;
use crate::report::half::Times;
use crate::report::slots::Slots;
use crate::statistics::Proportion;
use crate::zone::Zone;

const DAY: i64 = 24 * 3600 * 1_000_000;

/// The report over `facts`, which may hold more than is asked for; `now` tells which of them
/// are not yet settled.
#[must_use]
pub fn build(
    asked: &ChangesAsked,
    zone: &Zone,
    now: Instant,
    facts: Vec<ChangeFact>,
    records: Vec<Record>,
) -> ChangesReport {
    let same = |asked: &Option<String>, name: Option<&str>| {
        asked.as_ref().is_none_or(|one| name.is_some_and(|name| same(one, name)))
    };
    let wanted = |service: &str, team: Option<&str>| {
        same(&asked.periods.service, Some(service)) && same(&asked.periods.team, team)
    };
    // The day, and where it begins.
    let since: HashMap<&str, (Day, Option<Instant>)> = records
        .iter()
        .filter_map(|record| {
            let day = record.since?;
            Some((record.service.as_str(), (day, day.start(zone))))
        })
        .collect();
    let settled = now.plus_micros(-i64::from(asked.settled) * DAY);
    let covered = asked.periods.covered(zone);
    let mut total = Sum::default();
    let mut periods: Slots<'_, Sum> = Slots::new(asked.periods.by, zone);
    let mut services: BTreeMap<Arc<str>, Sum> = BTreeMap::new();
    let mut left_out: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    let mut failed = Vec::new();
    for fact in facts {
        let kind = asked.kind.is_none_or(|kind| kind == fact.kind);
        if !kind || !wanted(&fact.service, fact.team.as_deref()) || !covered.contains(&fact.at) {
            continue;
        }
        let since = since.get(fact.service.as_ref());
        let counted = since.is_some_and(|(_, start)| start.is_some_and(|start| fact.at >= start));
        let recovery = (!fact.caused.is_empty()).then(|| recovery(&fact, now));
        let early = since.is_some() && !counted;
        let one = One { counted, early, unsettled: fact.at > settled, recovery };
        total.add(&one);
        periods.at(fact.at).add(&one);
        add_to(&mut services, &fact.service, |sum| sum.add(&one));
        if !counted {
            add_to(&mut left_out, &fact.service, |left| *left += 1);
        }
        if let Some(recovery) = recovery {
            let incidents = fact.caused.iter().map(|one| one.incident).collect();
            let ChangeFact { number: change, title, kind, at, .. } = fact;
            let service = fact.service.as_ref().to_owned();
            failed.push(Failed { change, title, kind, service, at, incidents, counted, recovery });
        }
    }
    let so_far = periods.fill(&Filled::of(&asked.periods, zone, now));
    let out = |(service, changes): (Arc<str>, usize)| {
        let before = since.get(service.as_ref()).map(|(day, _)| *day);
        LeftOut { service: service.as_ref().to_owned(), changes, before }
    };
    let left_out = left_out.into_iter().map(out).collect();
    let line = |(of, sum): (Period, Sum)| Line { of, figures: sum.figures() };
    let service =
        |(of, sum): (Arc<str>, Sum)| Line { of: of.as_ref().to_owned(), figures: sum.figures() };
    failed.sort_by_key(|one| std::cmp::Reverse((one.at, one.change)));
    let says =
        |record: &Record| record.since.is_some() && wanted(&record.service, record.team.as_deref());
    let mut periods: Vec<_> = periods.into_all().map(line).collect();
    periods.reverse();
    ChangesReport {
        by: asked.periods.by,
        zone: zone.clone(),
        settled_after_days: asked.settled,
        with_private: asked.periods.private,
        total: total.figures(),
        periods,
        so_far,
        services: services.into_iter().map(service).collect(),
        left_out,
        records: records.iter().filter(|record| says(record)).cloned().collect(),
        failed,
    }
}

fn add_to<T: Default>(all: &mut BTreeMap<Arc<str>, T>, name: &Arc<str>, add: impl FnOnce(&mut T)) {
    match all.get_mut(name) {
        Some(found) => add(found),
        None => add(all.entry(Arc::clone(name)).or_default()),
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// To the resolution of the last incident that it caused.
fn recovery(fact: &ChangeFact, now: Instant) -> Recovery {
    if fact.caused.iter().any(|one| one.open) {
        return Recovery::Open { so_far_seconds: Duration::between(fact.at, now.max(fact.at)) };
    }
    let resolved: Option<Vec<Instant>> = fact.caused.iter().map(|one| one.resolved).collect();
    let last = resolved.and_then(|all| all.into_iter().max()).filter(|last| *last >= fact.at);
    last.map_or(Recovery::Unknown, |last| Recovery::Done {
        seconds: Duration::between(fact.at, last),
    })
}

/// A change as it is counted.
struct One {
    counted: bool,
    /// Before the day since when all of its service are recorded.
    early: bool,
    unsettled: bool,
    /// Of one that failed.
    recovery: Option<Recovery>,
}

#[derive(Default)]
struct Sum {
    figures: Figures,
    times: Times,
}

impl Sum {
    fn add(&mut self, one: &One) {
        let figures = &mut self.figures;
        figures.recorded += 1;
        figures.before_record += usize::from(one.early);
        if one.counted {
            figures.counted += 1;
            figures.failed += usize::from(one.recovery.is_some());
            figures.unsettled += usize::from(one.unsettled);
        }
        match one.recovery {
            Some(Recovery::Done { seconds }) => self.times.add(seconds, true),
            Some(Recovery::Open { so_far_seconds }) => self.times.add(so_far_seconds, false),
            Some(Recovery::Unknown) => figures.unknown += 1,
            None => {}
        }
    }

    fn figures(mut self) -> Figures {
        let half = self.times.half();
        let figures = &mut self.figures;
        let rate = Proportion::of(figures.failed, figures.counted);
        figures.rate = rate.map(|rate| rate.point);
        figures.interval = rate.map(|rate| [rate.low, rate.high]);
        (figures.recovered, figures.open) = (half.ended, half.open);
        figures.recovery_median_seconds = half.median;
        figures.recovery_median_low_seconds = half.low;
        figures.recovery_median_high_seconds = half.high;
        self.figures
    }
}
