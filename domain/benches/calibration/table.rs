//! The table, row by row as it is found.

use crate::draw::Draw;

pub struct Table {
    runs: u32,
    rows: u64,
    missed: u32,
}

/// What a share must be, in per cent.
#[derive(Clone, Copy)]
pub enum Must {
    AtLeast(f64),
    AtMost(f64),
    Between(f64, f64),
}

impl Table {
    pub fn new(runs: u32) -> Self {
        println!("Runs a row: {runs}.\n");
        println!("| what | in which world | found % | required % | |\n|---|---|---|---|---|");
        Self { runs, rows: 0, missed: 0 }
    }

    /// A row: how often it holds, in per cent of those of which it is told. A row is seeded by its
    /// number: it stays the same as long as no row comes or goes before it.
    pub fn row(
        &mut self,
        what: &str,
        world: &str,
        must: Must,
        mut holds: impl FnMut(&mut Draw) -> Option<bool>,
    ) {
        self.rows += 1;
        let mut draw = Draw::new(self.rows);
        let (mut told, mut held) = (0_u32, 0_u32);
        for _ in 0..self.runs {
            if let Some(held_now) = holds(&mut draw) {
                told += 1;
                held += u32::from(held_now);
            }
        }
        let found = 100.0 * f64::from(held) / f64::from(told.max(1));
        let (required, met) = match must {
            Must::AtLeast(least) => (format!("≥ {least}"), found >= least),
            Must::AtMost(most) => (format!("≤ {most}"), found <= most),
            Must::Between(least, most) => {
                (format!("{least} to {most}"), least <= found && found <= most)
            }
        };
        self.missed += u32::from(!met);
        let often = 100.0 * f64::from(told) / f64::from(self.runs);
        let rare =
            if often < 99.5 { format!(" (told in {often:.0} % of runs)") } else { String::new() };
        let mark = if met { "" } else { "missed" };
        println!("| {what} | {world}{rare} | {found:.2} | {required} | {mark} |");
    }

    pub fn end(self) {
        println!("\n{} rows, {} missed.", self.rows, self.missed);
    }
}
