//! Counts of two periods that are alike, and whether they are falsely told apart.

use nofault_domain::statistics::{Count, CountVerdict, Counted, Week, count_change};

use crate::draw::Draw;
use crate::table::{Must, Table};

/// A week’s count of this mean that differs φ times as much as Poisson’s: a Poisson count whose
/// mean is gamma.
fn week(mean: f64, phi: f64, draw: &mut Draw) -> Week {
    let mean = if phi > 1.0 { draw.gamma(mean / (phi - 1.0)) * (phi - 1.0) } else { mean };
    Week { count: draw.poisson(mean), days: 7.0 }
}

fn weeks(n: usize, mean: f64, phi: f64, draw: &mut Draw) -> Vec<Week> {
    (0..n).map(|_| week(mean, phi, draw)).collect()
}

fn counted(weeks: &[Week]) -> Counted<'_> {
    let count = weeks.iter().map(|week| week.count).sum();
    Counted { count, days: 7.0 * weeks.len() as f64, weeks, finished: true }
}

pub fn rows(table: &mut Table) {
    for phi in [1.0, 2.0, 3.0] {
        for mean in [1.0, 3.0, 10.0] {
            for (n, m) in [(4, 4), (8, 8), (13, 13), (26, 26)] {
                let world = format!("φ {phi}, {mean} a week, {n} and {m} weeks");
                table.row("false verdict on counts", &world, Must::AtMost(5.5), |draw| {
                    let (before, after) = (weeks(n, mean, phi, draw), weeks(m, mean, phi, draw));
                    let change = count_change(counted(&before), counted(&after), 1)?;
                    Some(matches!(
                        change.verdict,
                        CountVerdict::Fewer { .. } | CountVerdict::More { .. }
                    ))
                });
            }
        }
    }
    for phi in [1.0, 2.0, 3.0] {
        for n in [8, 13, 26] {
            let world = format!("φ {phi}, 3 a week, {n} weeks");
            table.row("rate of a count", &world, Must::AtLeast(94.0), |draw| {
                let weeks = weeks(n, 3.0, phi, draw);
                let period = counted(&weeks);
                let rate = Count::of(period.count, period.days, &weeks)?;
                Some(rate.low <= 3.0 && 3.0 <= rate.high)
            });
        }
    }
}
