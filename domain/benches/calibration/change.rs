//! Two periods: false verdicts, intervals, and whether the smallest change shows.

use nofault_domain::statistics::{Change, Sample, Side, Verdict, change};

use crate::at_once;
use crate::draw::Draw;
use crate::laws::{Ages, Law, ended};
use crate::table::{Must, Table};

pub fn rows(table: &mut Table) {
    false_verdicts(table);
    at_once::first(table);
    open_ones(table);
    power(table);
}

/// One stratum of each: its law, how many, and how much longer by logarithms.
pub type Part = (Law, usize, f64);

pub fn side(parts: &[Part], draw: &mut Draw) -> Side<usize> {
    let one = |&(law, n, longer): &Part, draw: &mut Draw| {
        Sample::of((0..n).map(|_| ended(law.log(draw) + longer)))
    };
    let strata = parts.iter().enumerate().map(|(key, part)| (key, one(part, draw)));
    Side { strata: strata.collect(), finished: true }
}

pub fn told(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::CannotTell(_))
}

fn false_verdicts(table: &mut Table) {
    let mut row = |world: String, most, before: &[Part], after: &[Part]| {
        table.row("false verdict", &world, Must::AtMost(most), |draw| {
            let (before, after) = (side(before, draw), side(after, draw));
            Some(told(change(&before, &after, 1, None).verdict))
        });
    };
    let sizes = [(8, 8), (8, 30), (20, 20), (50, 50)];
    for (n, m) in sizes {
        let law = Law::Normal(1.2);
        row(format!("{}, n {n} and {m}", law.name()), 5.7, &[(law, n, 0.0)], &[(law, m, 0.0)]);
    }
    for (n, m) in [(8, 8), (8, 30), (30, 8), (20, 20)] {
        let (wide, narrow) = (Law::Normal(1.8), Law::Normal(0.6));
        let world = format!("log-normal, sd 1.8 and 0.6, n {n} and {m}");
        row(world, 5.7, &[(wide, n, 0.0)], &[(narrow, m, 0.0)]);
    }
    let (law, wide) = (Law::Normal(1.2), Law::Normal(1.8));
    let strata = |law: Law, sizes: [usize; 3]| {
        [(law, sizes[0], 1.0), (law, sizes[1], 0.0), (law, sizes[2], -1.0)]
    };
    let (even, few) = ([3, 5, 8], [2, 3, 4]);
    row("three severities, log-normal".to_owned(), 5.7, &strata(law, even), &strata(law, even));
    row(
        "three severities, few, other mix".to_owned(),
        5.7,
        &strata(law, few),
        &strata(law, [8, 5, 3]),
    );
    row("three severities, sd 1.2 and 1.8".to_owned(), 5.7, &strata(law, even), &strata(wide, few));
    for law in Law::STRESS {
        for (n, m) in sizes {
            row(format!("{}, n {n} and {m}", law.name()), 7.5, &[(law, n, 0.0)], &[(law, m, 0.0)]);
        }
    }
}

fn open_ones(table: &mut Table) {
    let worlds = [
        (10, 0.05),
        (12, 0.1),
        (12, 0.2),
        (14, 0.3),
        (20, 0.05),
        (20, 0.1),
        (20, 0.2),
        (20, 0.3),
        (50, 0.1),
        (50, 0.3),
        (200, 0.2),
    ];
    for (n, open) in worlds {
        for both in [true, false] {
            let law = Law::Normal(1.2);
            let later = Ages::of(law, open);
            let earlier = if both { later } else { Ages::of(law, 0.0) };
            let which = if both { "both" } else { "the later" };
            let world = format!("{}, n {n}, {:.0} % open in {which}", law.name(), open * 100.0);
            table.row("ratio, some open", &world, Must::AtLeast(94.5), |draw| {
                let ratio = two([earlier, later], n, 0.0, draw).ratio.ok()?;
                Some(ratio.low <= 1.0 && 1.0 <= ratio.high)
            });
            table.row("false verdict, some open", &world, Must::AtMost(5.7), |draw| {
                Some(told(two([earlier, later], n, 0.0, draw).verdict))
            });
        }
    }
    for law in Law::STRESS {
        for (n, open) in [(20, 0.2), (50, 0.2)] {
            let (earlier, later) = (Ages::of(law, 0.0), Ages::of(law, open));
            let world = format!("{}, n {n}, {:.0} % open in the later", law.name(), open * 100.0);
            table.row("false verdict, some open", &world, Must::AtMost(7.5), |draw| {
                Some(told(two([earlier, later], n, 0.0, draw).verdict))
            });
        }
    }
}

/// Two periods of n, the later so much longer by logarithms.
fn two(ages: [Ages; 2], n: usize, longer: f64, draw: &mut Draw) -> Change<usize> {
    let mut one = |ages: Ages, longer: f64| {
        let sample = Sample::of((0..n).map(|_| ages.seen(longer, draw)));
        Side { strata: [(0, sample)].into(), finished: true }
    };
    change(&one(ages[0], 0.0), &one(ages[1], longer), 1, None)
}

fn power(table: &mut Table) {
    let mut row = |world: &str, before: &[Part], after: &[Part], sd: f64| {
        // What δ is where the spread is the true one: it is in proportion.
        let mut draw = Draw::new(0);
        let any = change(&side(before, &mut draw), &side(after, &mut draw), 1, None);
        let Ok(smallest) = any.smallest else { return };
        let delta = smallest.longer.ln() / smallest.spread.log_sd * sd;
        for sign in [1.0, -1.0] {
            let moved: Vec<Part> =
                after.iter().map(|part| (part.0, part.1, part.2 + sign * delta)).collect();
            let which = if sign > 0.0 { "longer" } else { "shorter" };
            let world = format!("{world}, {:.2} times, {which}", (sign * delta).exp());
            table.row("the smallest change shows", &world, Must::Between(78.0, 82.0), |draw| {
                let (before, after) = (side(before, draw), side(&moved, draw));
                Some(told(change(&before, &after, 1, None).verdict))
            });
        }
    };
    for sd in [1.2, 1.76] {
        for (n, m) in [(11, 11), (20, 20), (12, 40), (50, 50)] {
            let law = Law::Normal(sd);
            row(&format!("{}, n {n} and {m}", law.name()), &[(law, n, 0.0)], &[(law, m, 0.0)], sd);
        }
    }
    let law = Law::Normal(1.2);
    let strata =
        |sizes: [usize; 3]| [(law, sizes[0], 1.0), (law, sizes[1], 0.0), (law, sizes[2], -1.0)];
    row("three severities", &strata([4, 8, 12]), &strata([10, 6, 4]), 1.2);
    with_open(table);
}

/// δ varies with what is open: its mean, over many.
fn with_open(table: &mut Table) {
    let (law, sd) = (Law::Normal(1.2), 1.2);
    for (n, open) in [(30, 0.1), (30, 0.2), (100, 0.2)] {
        let ages = [Ages::of(law, open); 2];
        let mut draw = Draw::new(0);
        let deltas: Vec<f64> = (0..500)
            .filter_map(|_| two(ages, n, 0.0, &mut draw).smallest.ok())
            .map(|smallest| smallest.longer.ln() / smallest.spread.log_sd * sd)
            .collect();
        let delta = deltas.iter().sum::<f64>() / deltas.len() as f64;
        let world = format!(
            "{}, n {n} and {n}, {:.0} % open, {:.2} times",
            law.name(),
            open * 100.0,
            delta.exp()
        );
        table.row("the smallest change shows", &world, Must::Between(78.0, 82.0), |draw| {
            let change = two(ages, n, delta, draw);
            change.ratio.is_ok().then(|| told(change.verdict))
        });
    }
}
