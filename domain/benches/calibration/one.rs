//! Figures of one sample: how often the interval holds the truth.

use nofault_domain::duration::Duration;
use nofault_domain::statistics::{Quantile, Sample};

use crate::draw::Draw;
use crate::laws::{Ages, Law, ended, length};
use crate::table::{Must, Table};

pub fn rows(table: &mut Table) {
    geometric(table);
    medians(table);
    p90s(table);
}

fn sample(law: Law, n: usize, draw: &mut Draw) -> Sample {
    Sample::of((0..n).map(|_| ended(law.log(draw))))
}

fn with_open(ages: Ages, n: usize, draw: &mut Draw) -> Sample {
    Sample::of((0..n).map(|_| ages.seen(0.0, draw)))
}

fn geometric(table: &mut Table) {
    let mut row = |law: Law, n: usize, must| {
        let truth = length(law.mean()).seconds();
        table.row("geometric mean, t on logs", &format!("{}, n {n}", law.name()), must, |draw| {
            let mean = sample(law, n, draw).geometric_mean();
            Some(mean.low.ok()? <= truth && truth <= mean.high.ok()?)
        });
    };
    for n in [5, 8, 20, 50] {
        row(Law::Normal(1.2), n, Must::Between(94.5, 95.5));
    }
    for law in Law::STRESS {
        row(law, 10, Must::AtLeast(92.0));
        row(law, 20, Must::AtLeast(92.0));
        row(law, 50, Must::AtLeast(94.0));
    }
}

/// Whether both ends hold the truth: an end beyond the data holds everything. None where neither
/// is told.
fn holds(quantile: &Quantile, truth: Duration) -> Option<bool> {
    let low = quantile.low.ok()?;
    Some(low <= truth && quantile.high.map_or(true, |high| truth <= high))
}

fn medians(table: &mut Table) {
    for law in [Law::Normal(1.2)].into_iter().chain(Law::STRESS) {
        for n in [6, 7, 10, 11, 20, 50] {
            let truth = length(law.quantile(0.5));
            let world = format!("{}, n {n}", law.name());
            table.row("median", &world, Must::AtLeast(94.5), |draw| {
                holds(&sample(law, n, draw).median(), truth)
            });
        }
    }
    let mut row = |law: Law, n: usize, open: f64| {
        let (ages, truth) = (Ages::of(law, open), length(law.quantile(0.5)));
        let world = format!("{}, n {n}, {:.0} % open", law.name(), open * 100.0);
        table.row("median, some open", &world, Must::AtLeast(93.0), |draw| {
            holds(&with_open(ages, n, draw).median(), truth)
        });
    };
    for n in [6, 8, 10, 20, 50, 200] {
        for open in [0.05, 0.1, 0.3, 0.5] {
            row(Law::Normal(1.2), n, open);
        }
    }
    for law in Law::STRESS {
        for n in [10, 50] {
            row(law, n, 0.3);
        }
    }
}

fn p90s(table: &mut Table) {
    for law in [Law::Normal(1.2)].into_iter().chain(Law::STRESS) {
        let truth = length(law.quantile(0.9));
        for n in [10, 20, 35] {
            let world = format!("{}, n {n}", law.name());
            table.row("90th percentile, lower end", &world, Must::AtLeast(97.0), |draw| {
                Some(sample(law, n, draw).p90().low.ok()? <= truth)
            });
        }
        for n in [36, 50, 100, 300] {
            let world = format!("{}, n {n}", law.name());
            table.row("90th percentile", &world, Must::AtLeast(94.5), |draw| {
                holds(&sample(law, n, draw).p90(), truth)
            });
        }
    }
    for n in [20, 36, 100, 300] {
        for open in [0.05, 0.3] {
            let law = Law::Normal(1.2);
            let ages = Ages::of(law, open);
            let world = format!("{}, n {n}, {:.0} % open", law.name(), open * 100.0);
            let truth = length(law.quantile(0.9));
            let must = Must::AtLeast(if n < 36 { 97.0 } else { 94.5 });
            table.row("90th percentile, some open", &world, must, |draw| {
                let p90 = with_open(ages, n, draw).p90();
                holds(&p90, truth)
            });
        }
    }
}
