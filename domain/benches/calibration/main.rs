//! Whether the figures keep what they promise: each rule on data whose truth is known, 20,000
//! times a row. Prints the table of `docs/calibration.md`.
//!
//! `cargo bench -p nofault-domain --bench calibration`; with `-- 1000` in 1,000 runs a row.

mod at_once;
mod change;
mod counts;
mod draw;
mod laws;
mod one;
mod table;

use table::Table;

const RUNS: u32 = 20_000;

fn main() {
    let runs = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(RUNS);
    let mut table = Table::new(runs);
    one::rows(&mut table);
    change::rows(&mut table);
    counts::rows(&mut table);
    at_once::rows(&mut table);
    table.end();
}
