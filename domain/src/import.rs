//! Past incidents from a CSV file: bytes → [`Sheet`] → [`Mapping`] → [`Plan`].
//! Nothing is stored here. A plan says row by row what would happen, and is what
//! a dry run prints, what the browser shows and what a confirmed import takes.

mod cell;
mod cells;
mod changes;
mod counts;
mod field;
mod fingerprint;
mod mapping;
mod past;
mod plan;
mod quotes;
mod row;
mod sheet;
mod twice;
mod warn;
mod when;

#[cfg(test)]
mod tests;

use crate::instant::Instant;
use crate::zone::Zone;

pub use cell::{CellError, disarm};
pub use changes::{COLUMNS as CHANGE_COLUMNS, ChangePlan, ChangeRow, plan_changes};
pub use counts::{COLUMNS as COUNT_COLUMNS, count, plan_counts};
pub use field::{Field, UnknownField};
pub use mapping::{Column, Mapping, parse_override};
pub use past::IncidentRow;
pub use plan::{Plan, Planned, Tally};
pub use sheet::{Sheet, SheetError, SheetRow};

/// What `sheet` becomes under `mapping`: times without an offset or zone are read
/// in `zone`, and `now` tells what is still to come.
#[must_use]
pub fn plan(sheet: &Sheet, mapping: &Mapping, zone: &Zone, now: Instant) -> Plan {
    let mut rows: Vec<Planned> = sheet
        .rows
        .iter()
        .map(|row| Planned { line: row.line, result: row::read(row, mapping, zone, now) })
        .collect();
    twice::refuse(&mut rows);
    Plan { rows }
}
