//! Sorts observations into periods, and counts.

use std::collections::BTreeMap;

use super::{
    DurationSource, DurationsReport, Excluded, Figures, Included, LeftOut, Observation,
    PeriodFigures, SourceRule,
};
use crate::duration::Duration;
use crate::instant::Instant;
use crate::metric::Metric;
use crate::period::{By, Period};
use crate::report::figure::Figure;
use crate::zone::Zone;

/// Builds the report of observations that the caller has filtered.
pub fn build(
    metric: Metric,
    by: By,
    zone: &Zone,
    rule: SourceRule,
    observations: impl IntoIterator<Item = Observation>,
) -> DurationsReport {
    let mut periods = Periods { by, zone, found: BTreeMap::new() };
    let defined = metric.milestones().is_some();
    for observation in observations {
        let at = observation.belongs_at;
        match weigh(observation, rule, defined) {
            Ok(included) => periods.at(at).included.push(included),
            Err(excluded) => periods.at(at).excluded.push(excluded),
        }
    }
    let periods: Vec<PeriodFigures> = periods.found.into_values().map(Slot::finish).collect();
    let total = Figures::of(
        periods.iter().flat_map(|period| &period.included),
        periods.iter().flat_map(|period| &period.excluded),
    );
    let definition = metric.definition();
    DurationsReport { metric, definition, by, zone: zone.clone(), source: rule, periods, total }
}

/// The duration that counts under the rule, or why none does.
fn weigh(o: Observation, rule: SourceRule, defined: bool) -> Result<Included, Excluded> {
    let computed = o.computed();
    let stated = || o.stated.map(|duration| (duration, DurationSource::Stated));
    let moments = || computed.map(|duration| (duration, DurationSource::Moments));
    let chosen = match rule {
        SourceRule::Stated => stated().ok_or(LeftOut::NotStated),
        SourceRule::Moments => moments(),
        // No moment is missing where no milestones define the metric.
        SourceRule::StatedFirst => stated().map_or_else(moments, Ok).map_err(|reason| {
            if !defined && reason == LeftOut::MissingMoment { LeftOut::NotStated } else { reason }
        }),
    };
    match chosen {
        Ok((duration, source)) => Ok(Included {
            incident: o.incident,
            title: o.title,
            duration,
            source,
            stated: o.stated,
            computed: computed.ok(),
            by_declared: o.by_declared,
        }),
        Err(reason) => Err(Excluded { incident: o.incident, title: o.title, reason }),
    }
}

/// The periods found so far by their first instant: a zone's table is asked once a period.
struct Periods<'a> {
    by: By,
    zone: &'a Zone,
    found: BTreeMap<Instant, Slot>,
}

struct Slot {
    period: Period,
    end: Instant,
    included: Vec<Included>,
    excluded: Vec<Excluded>,
}

impl Periods<'_> {
    fn at(&mut self, at: Instant) -> &mut Slot {
        let known = self.found.range(..=at).next_back().filter(|(_, slot)| at < slot.end);
        let start = match known {
            Some((start, _)) => *start,
            None => Period::of(at, self.zone, self.by).start(self.zone),
        };
        self.found.entry(start).or_insert_with(|| {
            let period = Period::of(at, self.zone, self.by);
            let end = period.end(self.zone);
            Slot { period, end, included: Vec::new(), excluded: Vec::new() }
        })
    }
}

impl Slot {
    fn finish(mut self) -> PeriodFigures {
        self.included.sort_unstable_by_key(|one| (one.duration, one.incident));
        self.excluded.sort_unstable_by_key(|one| one.incident);
        PeriodFigures {
            period: self.period,
            figures: Figures::of(&self.included, &self.excluded),
            included: self.included,
            excluded: self.excluded,
        }
    }
}

impl Figures {
    fn of<'a>(
        included: impl IntoIterator<Item = &'a Included>,
        excluded: impl IntoIterator<Item = &'a Excluded>,
    ) -> Self {
        let mut durations: Vec<Duration> = Vec::new();
        let [mut n_stated, mut n_moments, mut differing, mut by_declared] = [0_u64; 4];
        for one in included {
            durations.push(one.duration);
            match one.source {
                DurationSource::Stated => n_stated += 1,
                DurationSource::Moments => n_moments += 1,
            }
            differing += u64::from(one.differs());
            by_declared += u64::from(one.by_declared);
        }
        durations.sort_unstable();
        let mut left_out = BTreeMap::new();
        for one in excluded {
            *left_out.entry(one.reason).or_default() += 1;
        }
        Self {
            n: n_stated + n_moments,
            mean: Figure::mean(&durations),
            median: Figure::median(&durations),
            p90: Figure::quantile(&durations, 90),
            n_stated,
            n_moments,
            differing,
            by_declared,
            left_out,
        }
    }
}
