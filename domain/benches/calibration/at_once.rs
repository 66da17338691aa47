//! Several comparisons at once: how often any of them is falsely told.

use nofault_domain::statistics::change;

use crate::change::{side, told};
use crate::draw::Draw;
use crate::laws::Law;
use crate::table::{Must, Table};

/// How many at once, and the fewest before and the most unequal many after that they may have.
const SIZES: [(usize, usize, usize); 9] = [
    (1, 8, 200),
    (2, 10, 30),
    (3, 10, 30),
    (5, 15, 15),
    (5, 15, 45),
    (10, 20, 20),
    (10, 20, 60),
    (20, 30, 90),
    (50, 40, 120),
];

/// Among the rows of one comparison.
pub fn first(table: &mut Table) {
    row(table, Law::Normal(1.2), (5, 15, 15), 5.7);
}

/// Last, so that the seeds of other rows stay.
pub fn rows(table: &mut Table) {
    for sizes in SIZES {
        row(table, Law::Normal(1.2), sizes, 5.7);
        for law in Law::STRESS {
            row(table, law, sizes, 7.5);
        }
    }
}

fn row(table: &mut Table, law: Law, (at_once, n, m): (usize, usize, usize), most: f64) {
    let what = format!("any of {at_once} falsely told");
    let world = format!("{}, n {n} and {m}", law.name());
    table.row(&what, &world, Must::AtMost(most), |draw| {
        let one = |n: usize, draw: &mut Draw| side(&[(law, n, 0.0)], draw);
        let mut any = false;
        for _ in 0..at_once {
            let (before, after) = (one(n, draw), one(m, draw));
            any |= told(change(&before, &after, at_once, None).verdict);
        }
        Some(any)
    });
}
