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
pub use changes::{COLUMNS as CHANGE_COLUMNS, ChangePlan, ChangeRow, PlannedChange, plan_changes};
pub use counts::{COLUMNS as COUNT_COLUMNS, count, plan_counts};
pub use field::{Field, UnknownField};
pub use mapping::{Column, Mapping, parse_override};
pub use past::IncidentRow;
pub use sheet::{Sheet, SheetError, SheetRow};

/// What an import would do, row by row, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub rows: Vec<PlannedRow>,
}

/// One row of the file and what it becomes, or every reason why it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// The line on which the row begins, as an editor counts.
    pub line: u64,
    pub result: Result<IncidentRow, Vec<CellError>>,
}

impl Plan {
    /// The rows that can be taken.
    pub fn good(&self) -> impl Iterator<Item = &IncidentRow> {
        self.rows.iter().filter_map(|row| row.result.as_ref().ok())
    }

    /// Every bad cell, in the order of the file.
    pub fn errors(&self) -> impl Iterator<Item = &CellError> {
        self.rows.iter().filter_map(|row| row.result.as_ref().err()).flatten()
    }

    /// Nothing is half imported: one bad cell keeps the whole file out.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.errors().next().is_none()
    }
}

/// What `sheet` becomes under `mapping`: times without an offset or zone are read
/// in `zone`, and `now` tells what is still to come.
#[must_use]
pub fn plan(sheet: &Sheet, mapping: &Mapping, zone: &Zone, now: Instant) -> Plan {
    let mut rows: Vec<PlannedRow> = sheet
        .rows
        .iter()
        .map(|row| PlannedRow { line: row.line, result: row::read(row, mapping, zone, now) })
        .collect();
    twice::refuse(&mut rows);
    Plan { rows }
}
