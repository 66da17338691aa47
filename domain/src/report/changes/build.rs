//! From recorded changes to figures.

use std::collections::{BTreeMap, HashMap};

use super::{
    ChangeFact, ChangesAsked, ChangesReport, Failed, Figures, LeftOut, Line, Record, Recovery,
};
use crate::duration::Duration;
use crate::instant::Instant;
use crate::period::{Day, Period};
use crate::report::figure::Figure;
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
    let wanted = |service: &str, team: &Option<String>| {
        same(&asked.periods.service, Some(service)) && same(&asked.periods.team, team.as_deref())
    };
    let since: HashMap<&str, Day> = records
        .iter()
        .filter_map(|record| Some((record.service.as_str(), record.since?)))
        .collect();
    let settled = now.plus_micros(-i64::from(asked.settled) * DAY);
    let mut total = Sum::default();
    let mut periods: BTreeMap<Period, Sum> = BTreeMap::new();
    let mut services: BTreeMap<String, Sum> = BTreeMap::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let mut failed = Vec::new();
    for fact in facts {
        let kind = asked.kind.is_none_or(|kind| kind == fact.kind);
        if !kind || !wanted(&fact.service, &fact.team) || !asked.periods.covers(fact.at, zone) {
            continue;
        }
        let since = since.get(fact.service.as_str());
        let counted = since.is_some_and(|day| Day::of(fact.at, zone) >= *day);
        let recovery = (!fact.caused.is_empty()).then(|| recovery(&fact));
        let early = since.is_some() && !counted;
        let one = One { counted, early, unsettled: fact.at > settled, recovery };
        total.add(&one);
        periods.entry(Period::of(fact.at, zone, asked.periods.by)).or_default().add(&one);
        services.entry(fact.service.clone()).or_default().add(&one);
        if !counted {
            *left_out.entry(fact.service.clone()).or_default() += 1;
        }
        if let Some(recovery) = recovery {
            let incidents = fact.caused.iter().map(|one| one.incident).collect();
            let ChangeFact { number: change, title, kind, service, at, .. } = fact;
            failed.push(Failed { change, title, kind, service, at, incidents, counted, recovery });
        }
    }
    let out = |(service, changes): (String, usize)| {
        let before = since.get(service.as_str()).copied();
        LeftOut { service, changes, before }
    };
    let left_out = left_out.into_iter().map(out).collect();
    let line = |(of, sum): (Period, Sum)| Line { of, figures: sum.figures() };
    let service = |(of, sum): (String, Sum)| Line { of, figures: sum.figures() };
    failed.sort_by_key(|one| std::cmp::Reverse((one.at, one.change)));
    let says = |record: &Record| record.since.is_some() && wanted(&record.service, &record.team);
    ChangesReport {
        by: asked.periods.by,
        zone: zone.clone(),
        settled_after_days: asked.settled,
        with_private: asked.periods.private,
        total: total.figures(),
        periods: periods.into_iter().rev().map(line).collect(),
        services: services.into_iter().map(service).collect(),
        left_out,
        records: records.iter().filter(|record| says(record)).cloned().collect(),
        failed,
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// To the resolution of the last incident that it caused.
fn recovery(fact: &ChangeFact) -> Recovery {
    if fact.caused.iter().any(|one| one.open) {
        return Recovery::Open;
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
    recovered: Vec<Duration>,
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
            Some(Recovery::Done { seconds }) => self.recovered.push(seconds),
            Some(Recovery::Open) => figures.open += 1,
            Some(Recovery::Unknown) => figures.unknown += 1,
            None => {}
        }
    }

    fn figures(mut self) -> Figures {
        self.recovered.sort_unstable();
        let figures = &mut self.figures;
        let rate = Proportion::of(figures.failed, figures.counted);
        figures.rate = rate.map(|rate| rate.point);
        figures.interval = rate.map(|rate| [rate.low, rate.high]);
        figures.recovered = self.recovered.len();
        figures.recovery_median_seconds = Figure::median(&self.recovered);
        self.figures
    }
}
