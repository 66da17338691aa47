//! Two periods of a report compared, within severities.

use std::collections::BTreeMap;

use super::{DurationsReport, PeriodFigures, build};
use crate::instant::Instant;
use crate::period::Period;
use crate::severity::Severity;
use crate::statistics::change::{Change, Side, Spread, change};
use crate::statistics::{Measured, Sample};

/// What changed from one period to another.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Compared {
    pub before: Period,
    pub after: Period,
    /// Within the highest severity that incidents held.
    pub change: Change<Option<Severity>>,
}

/// What two periods have too few incidents for is taken from so many days before the later's end.
const HISTORY_DAYS: i64 = 731;

/// `at_once`: how many such comparisons are looked at together.
#[must_use]
pub fn compare(
    report: &DurationsReport,
    before: Period,
    after: Period,
    at_once: usize,
) -> Compared {
    let end = after.end(&report.zone);
    let side = |wanted: Period| Side {
        strata: report
            .periods
            .iter()
            .find(|one| one.period == wanted)
            .map(strata)
            .unwrap_or_default(),
        finished: wanted.end(&report.zone) <= report.as_of,
    };
    let past: Vec<_> = report
        .periods
        .iter()
        .filter(|one| within_history(one, report, end))
        .flat_map(|one| strata(one).into_values())
        .collect();
    let change = change(&side(before), &side(after), at_once, Spread::within(&past));
    Compared { before, after, change }
}

fn within_history(one: &PeriodFigures, report: &DurationsReport, end: Instant) -> bool {
    let [began, ended] = [one.period.start(&report.zone), one.period.end(&report.zone)];
    ended <= end && end.since(began) <= HISTORY_DAYS * crate::duration::DAY
}

/// A period's durations by the highest severity.
fn strata(period: &PeriodFigures) -> BTreeMap<Option<Severity>, Sample> {
    let mut by: BTreeMap<Option<Severity>, Vec<Measured>> = BTreeMap::new();
    let severities = period.included.iter().map(|one| one.severity);
    let severities = severities.chain(period.open.iter().map(|one| one.severity));
    for (severity, one) in severities.zip(build::measured(&period.included, &period.open)) {
        by.entry(severity).or_default().push(one);
    }
    by.into_iter().map(|(severity, all)| (severity, Sample::of(all))).collect()
}
