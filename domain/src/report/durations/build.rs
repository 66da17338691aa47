//! Sorts observations into periods, and counts.

use super::{
    Counts, DurationSource, DurationsReport, Excluded, Figured, Figures, Included, LeftOut,
    Observation, PeriodFigures, SourceRule, StillOpen,
};
use crate::duration::Duration;
use crate::instant::Instant;
use crate::metric::Definition;
use crate::period::{By, Period};
use crate::report::filters::Filters;
use crate::report::slots::Slots;
use crate::statistics::{Measured, Sample};
use crate::zone::Zone;

/// What a report measures, and how it cuts time.
#[derive(Debug, Clone)]
pub struct Frame {
    pub definition: Definition,
    pub by: By,
    pub zone: Zone,
    pub source: SourceRule,
    /// The state of the data.
    pub as_of: Instant,
}

/// A report of which not all observations are there yet.
pub struct Building<'a> {
    frame: &'a Frame,
    periods: Slots<'a, Sorted>,
}

impl<'a> Building<'a> {
    #[must_use]
    pub fn new(frame: &'a Frame) -> Self {
        Self { frame, periods: Slots::new(frame.by, &frame.zone) }
    }

    /// In any order; the caller has filtered them.
    pub fn add(&mut self, observation: &Observation) {
        let slot = self.periods.at(observation.belongs_at);
        match weigh(observation, self.frame) {
            Weighed::Included(one) => slot.included.push(one),
            Weighed::Open(one) => slot.open.push(one),
            Weighed::Excluded(one) => slot.excluded.push(one),
        }
    }

    /// The report of all of them.
    #[must_use]
    pub fn done(self) -> DurationsReport {
        let all = self.periods.into_all();
        finished(self.frame, all.map(|(period, sorted)| sorted.finish(period)).collect())
    }
}

/// Builds the report of observations that the caller has filtered.
pub fn build(
    frame: &Frame,
    observations: impl IntoIterator<Item = Observation>,
) -> DurationsReport {
    let mut building = Building::new(frame);
    for one in observations {
        building.add(&one);
    }
    building.done()
}

fn finished(frame: &Frame, periods: Vec<PeriodFigures>) -> DurationsReport {
    let total = Figures::total(&periods);
    DurationsReport {
        metric: frame.definition.metric.clone(),
        definition: frame.definition.formula(),
        definition_version: frame.definition.version(),
        since: frame.definition.between().map(|between| between.from),
        as_of: frame.as_of,
        by: frame.by,
        zone: frame.zone.clone(),
        source: frame.source,
        filters: Filters::default(),
        periods,
        total,
    }
}

impl DurationsReport {
    /// What was asked for: the caller has chosen the observations by it.
    #[must_use]
    pub fn of(self, filters: Filters) -> Self {
        Self { filters, ..self }
    }
}

enum Weighed {
    Included(Included),
    Open(StillOpen),
    Excluded(Excluded),
}

/// The duration that counts under the rule, or why none does.
fn weigh(o: &Observation, frame: &Frame) -> Weighed {
    let computed = o.computed(frame.as_of);
    let excluded = |reason| Weighed::Excluded(Excluded { incident: o.incident, reason });
    let stated = o.stated.filter(|_| frame.source != SourceRule::Moments);
    let (measured, source) = match (stated, computed) {
        (Some(stated), _) => (as_stated(stated), DurationSource::Stated),
        (None, _) if frame.source == SourceRule::Stated => return excluded(LeftOut::NotStated),
        // No moment is missing where no milestones define the metric.
        (None, _) if frame.definition.says.is_none() => return excluded(LeftOut::NotStated),
        (None, Err(reason)) => return excluded(reason),
        (None, Ok(Measured { length: age, ended: false, .. })) => {
            let (severity, by_declared) = (o.severity, o.by_declared);
            return Weighed::Open(StillOpen { incident: o.incident, severity, age, by_declared });
        }
        (None, Ok(one)) => (one, DurationSource::Moments),
    };
    Weighed::Included(Included {
        incident: o.incident,
        severity: o.severity,
        duration: measured.counted(),
        length: measured.length,
        precision: measured.precision,
        source,
        stated: o.stated,
        computed: computed.ok().filter(|one| one.ended).map(Measured::counted),
        by_declared: o.by_declared,
    })
}

/// What counts of an incident, ended or open.
pub(super) fn counted(o: &Observation, frame: &Frame) -> Option<Measured> {
    match weigh(o, frame) {
        Weighed::Included(one) => Some(one.measured()),
        Weighed::Open(one) => Some(one.measured()),
        Weighed::Excluded(_) => None,
    }
}

/// A stated duration stays as it is; but a source prints minutes, and what it prints as none
/// is less than one.
fn as_stated(stated: Duration) -> Measured {
    let none = stated == Duration::ZERO;
    let precision = if none { Duration::from_minutes(1) } else { Duration::ZERO };
    Measured { length: stated, ended: true, precision }
}

/// A period’s.
#[derive(Default)]
struct Sorted {
    included: Vec<Included>,
    open: Vec<StillOpen>,
    excluded: Vec<Excluded>,
}

impl Sorted {
    fn finish(mut self, period: Period) -> PeriodFigures {
        self.included.sort_unstable_by_key(|one| (one.duration, one.incident));
        self.open.sort_unstable_by_key(|one| (one.age, one.incident));
        self.excluded.sort_unstable_by_key(|one| one.incident);
        let counts = Counts::of(&self.included, &self.open, &self.excluded);
        let sample = Sample::of(measured(&self.included, &self.open));
        PeriodFigures {
            period,
            figures: Figures::of(counts, &sample),
            included: self.included,
            open: self.open,
            excluded: self.excluded,
        }
    }
}

pub(super) fn measured(
    included: &[Included],
    open: &[StillOpen],
) -> impl Iterator<Item = Measured> {
    included.iter().map(Included::measured).chain(open.iter().map(StillOpen::measured))
}

impl Figures {
    fn of(counts: Counts, sample: &Sample) -> Self {
        let told = Figured {
            mean: sample.mean(),
            median: sample.median(),
            p90: sample.p90(),
            geometric_mean: sample.geometric_mean(),
        };
        Self {
            counts,
            mean: told.mean.point.ok(),
            median: told.median.point.ok(),
            p90: told.p90.point.ok(),
            told,
        }
    }

    /// Of all periods together.
    pub(super) fn total(periods: &[PeriodFigures]) -> Self {
        let mut counts = Counts::default();
        for period in periods {
            counts.add(&period.figures.counts);
        }
        let all = periods.iter().flat_map(|one| measured(&one.included, &one.open));
        Self::of(counts, &Sample::of(all))
    }
}

impl Counts {
    fn of(included: &[Included], open: &[StillOpen], excluded: &[Excluded]) -> Self {
        let mut counts = Self {
            n_open: open.len().try_into().unwrap_or(u64::MAX),
            by_declared: open.iter().map(|one| u64::from(one.by_declared)).sum(),
            ..Self::default()
        };
        for one in included {
            counts.n += 1;
            match one.source {
                DurationSource::Stated => counts.n_stated += 1,
                DurationSource::Moments => counts.n_moments += 1,
            }
            counts.n_zero += u64::from(one.measured().floored());
            counts.differing += u64::from(one.differs());
            counts.by_declared += u64::from(one.by_declared);
        }
        for one in excluded {
            *counts.left_out.entry(one.reason).or_default() += 1;
        }
        counts
    }

    fn add(&mut self, other: &Self) {
        self.n += other.n;
        self.n_open += other.n_open;
        self.n_zero += other.n_zero;
        self.n_stated += other.n_stated;
        self.n_moments += other.n_moments;
        self.differing += other.differing;
        self.by_declared += other.by_declared;
        for (reason, count) in &other.left_out {
            *self.left_out.entry(*reason).or_default() += count;
        }
    }
}
