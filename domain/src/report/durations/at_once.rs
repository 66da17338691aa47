//! Several slices or metrics compared at once. Each is told at `1 − 0.05 / k` for the k that are
//! compared (Bonferroni), so that any of them is false in about one report of twenty.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Pair, Periods, Strata, strata};
use super::print::What;
use super::slices::{Slice, Sliced, slices};
use super::{Frame, Members, Observation, SliceBy, build};
use crate::metric::{Definition, Metric};
use crate::number::IncidentNumber;
use crate::period::Period;
use crate::report::filters::Filters;
use crate::severity::Severity;
use crate::statistics::Measured;
use crate::statistics::change::{
    Change, LEAST_ENDED, MOST_UNEQUAL, confidence, enough, least_ended, sureness,
};

/// More metrics than these are not compared at once.
pub const MOST_METRICS: usize = 5;

/// What a metric makes of each incident. Which incidents there are is the same for every metric.
#[derive(Debug, Clone)]
pub struct Measure {
    pub definition: Definition,
    /// In any order.
    pub dated: Vec<Observation>,
}

/// What is cut, and how; the members of services or teams.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    pub by: Option<SliceBy>,
    pub members: Vec<Members>,
}

/// Every comparison that was asked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AtOnce {
    pub before: Period,
    pub after: Period,
    pub slice_by: Option<SliceBy>,
    /// k: how many are compared. Whether one is depends on how many durations it has, and not on
    /// how long they are: so k is fixed before any length is looked at.
    pub comparisons: usize,
    /// So many durations each of these has in both periods: the more comparisons, the more.
    #[serde(rename = "least_durations")]
    pub least: usize,
    /// Of each interval, `1 − 0.05 / k`.
    pub confidence: f64,
    pub rows: Vec<Row>,
    /// Slices with fewer incidents than these.
    pub more_slices: usize,
    /// As the report around it says, for a file that has nothing around it.
    #[serde(skip)]
    pub(super) what: What,
}

/// A slice by a metric.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Row {
    /// None: without a severity, a service or a team; and of all together.
    pub slice: Option<String>,
    #[serde(skip)]
    pub label: String,
    pub metric: Metric,
    pub definition: String,
    pub definition_version: Option<i64>,
    /// The durations in each period, ended or open.
    pub durations: [usize; 2],
    /// None where there are too few: not compared, and not counted.
    pub change: Option<Change<Option<Severity>>>,
}

/// Compares each slice by each metric. `frame` says what the metrics have in common.
#[must_use]
pub fn compare_at_once(
    frame: &Frame,
    cut: Cut,
    measures: &[Measure],
    (before, after): (Period, Period),
) -> AtOnce {
    let pair = Pair { before, after, zone: &frame.zone, as_of: frame.as_of };
    let periods = Periods::of(&pair);
    let dated = measures.first().map_or(&[][..], |measure| measure.dated.as_slice());
    let both = |one: &&Observation| {
        periods.at(one).is_some_and(|period| period == before || period == after)
    };
    let both: BTreeSet<_> = dated.iter().filter(both).map(|one| one.incident).collect();
    let Sliced { slices, more } = slices(cut.by, cut.members, dated, &both);
    let weighed: Vec<_> = measures.iter().map(|one| Weighed::of(one, frame, &periods)).collect();
    let mut cells = Vec::new();
    for slice in &slices {
        cells.extend(weighed.iter().map(|one| one.cell(slice, &pair)));
    }
    let durations: Vec<_> = cells.iter().map(|cell| cell.durations).collect();
    let (chosen, least) = chosen(&durations);
    let comparisons = chosen.iter().filter(|is| **is).count();
    let cells = cells.into_iter().zip(chosen);
    AtOnce {
        before,
        after,
        slice_by: cut.by,
        comparisons,
        least,
        confidence: confidence(comparisons),
        rows: cells.map(|(cell, is)| cell.row(&pair, is.then_some(comparisons))).collect(),
        more_slices: more,
        what: What {
            source: frame.source,
            zone: frame.zone.clone(),
            as_of: frame.as_of,
            filters: Filters::default(),
        },
    }
}

/// Which are compared, and how many durations that takes in each period: as many as have enough
/// for as many as they are. Where all would ask for more than some have, those with the fewest go
/// first, and the others need fewer for that.
fn chosen(durations: &[[usize; 2]]) -> (Vec<bool>, usize) {
    let choose = |least: usize, at_once: usize| -> Vec<bool> {
        let is = |n: &[usize; 2]| n.iter().all(|n| *n >= least) && enough(*n, at_once);
        durations.iter().map(is).collect()
    };
    let many = |chosen: &[bool]| chosen.iter().filter(|is| **is).count();
    let alone = choose(LEAST_ENDED, 1);
    if many(&alone) <= 1 {
        return (alone, LEAST_ENDED);
    }
    let mut least = least_ended(2);
    loop {
        let chosen = choose(least, 2);
        if least >= least_ended(many(&chosen)) {
            return (chosen, least);
        }
        least += 1;
    }
}

/// What a metric makes of the incidents of those periods.
struct Weighed<'a> {
    definition: &'a Definition,
    all: BTreeMap<IncidentNumber, (Period, Option<Severity>, Measured)>,
}

impl<'a> Weighed<'a> {
    fn of(measure: &'a Measure, frame: &Frame, periods: &Periods) -> Self {
        let frame = Frame { definition: measure.definition.clone(), ..frame.clone() };
        let weigh = |one: &Observation| {
            let (period, measured) = (periods.at(one)?, build::counted(one, &frame)?);
            Some((one.incident, (period, one.severity, measured)))
        };
        let all = measure.dated.iter().filter_map(weigh).collect();
        Self { definition: &measure.definition, all }
    }

    fn cell(&self, slice: &Slice, pair: &Pair<'_>) -> Cell<'a> {
        let mut by: BTreeMap<Period, Vec<(Option<Severity>, Measured)>> = BTreeMap::new();
        for (period, severity, measured) in
            slice.incidents.iter().filter_map(|one| self.all.get(one))
        {
            by.entry(*period).or_default().push((*severity, *measured));
        }
        let durations = [pair.before, pair.after].map(|one| by.get(&one).map_or(0, Vec::len));
        Cell {
            slice: (slice.key.clone(), slice.label.clone()),
            definition: self.definition,
            durations,
            by: by.into_iter().map(|(period, all)| (period, strata(all))).collect(),
        }
    }
}

/// Before it is known how many there are.
struct Cell<'a> {
    slice: (Option<String>, String),
    definition: &'a Definition,
    durations: [usize; 2],
    by: BTreeMap<Period, Strata>,
}

impl Cell<'_> {
    /// `at_once`: none where it is not compared.
    fn row(self, pair: &Pair<'_>, at_once: Option<usize>) -> Row {
        let change = at_once.map(|at_once| pair.change(&self.by, at_once));
        let (slice, label) = self.slice;
        Row {
            slice,
            label,
            metric: self.definition.metric.clone(),
            definition: self.definition.formula(),
            definition_version: self.definition.version(),
            durations: self.durations,
            change,
        }
    }
}

impl AtOnce {
    /// What was asked for: the caller has chosen the observations by it.
    #[must_use]
    pub fn of(mut self, filters: Filters) -> Self {
        self.what.filters = filters;
        self
    }

    /// What is told of a row, or why it was not compared.
    #[must_use]
    pub fn verdict(&self, row: &Row) -> String {
        match &row.change {
            Some(change) => change.verdict.to_string(),
            None if row.durations.iter().any(|n| *n < self.least) => {
                format!("Not compared: fewer than {} in a period", self.least)
            }
            None => format!("Not compared: more than {MOST_UNEQUAL} times as many in one period"),
        }
    }

    /// Why the intervals are wider, for those who know no statistics.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.comparisons {
            0 if self.least == LEAST_ENDED => {
                format!("Nothing is compared: it takes {LEAST_ENDED} durations in each period.")
            }
            0 => format!(
                "Nothing is compared: several at once take {} durations in each period, and in \
                 none more than {MOST_UNEQUAL} times as many as in the other.",
                self.least
            ),
            1 => format!("There is one comparison, told at {}.", sureness(1)),
            many => {
                let false_ones = 1.0 - 0.95_f64.powf(crate::statistics::special::real(many));
                let each = sureness(many);
                let each = each.split(':').next().unwrap_or_default();
                format!(
                    "The intervals are wider than that of one comparison: if each of these {many} \
                     were told at 95 %, chance alone would look like a change somewhere in about \
                     {:.0} of 100 reports. So each is told at {each}, and all of them together at \
                     95 %.",
                    false_ones * 100.0
                )
            }
        }
    }
}

#[cfg(test)]
mod tests;
