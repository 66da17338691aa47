//! What an import would do, row by row.

use super::cell::CellError;
use super::past::IncidentRow;

/// What an import would do, row by row, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan<R = IncidentRow> {
    pub rows: Vec<Planned<R>>,
}

/// One row of the file and what it becomes, or every reason why it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned<R = IncidentRow> {
    /// The line on which the row begins, as an editor counts.
    pub line: u64,
    pub result: Result<R, Vec<CellError>>,
}

/// What would become of the rows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub new: usize,
    /// That stay as they are.
    pub there: usize,
    pub bad: usize,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { new, there, bad } = self;
        write!(f, "{new} new, {there} already there, {bad} with an error")
    }
}

impl<R> Plan<R> {
    /// The rows that can be taken.
    pub fn good(&self) -> impl Iterator<Item = &R> {
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

    /// All rows, where each can be taken.
    #[must_use]
    pub fn into_rows(self) -> Option<Vec<R>> {
        self.rows.into_iter().map(|row| row.result.ok()).collect()
    }

    /// How many rows are new, there already, and bad.
    #[must_use]
    pub fn tally(&self, is_there: impl Fn(&R) -> bool) -> Tally {
        let (good, there) = self
            .good()
            .fold((0, 0), |(good, there), row| (good + 1, there + usize::from(is_there(row))));
        Tally { new: good - there, there, bad: self.rows.len() - good }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(rows: [Result<u8, &str>; 3]) -> Plan<u8> {
        let wrong = |why: &str| vec![CellError::new(1, "", "", why)];
        let rows = rows.map(|row| Planned { line: 1, result: row.map_err(wrong) });
        Plan { rows: rows.into() }
    }

    #[test]
    fn every_row_is_new_or_there_or_bad() {
        let tally = |rows| plan(rows).tally(|row| *row == 7);
        assert_eq!(tally([Ok(1), Ok(7), Ok(2)]), Tally { new: 2, there: 1, bad: 0 });
        assert_eq!(tally([Ok(7), Err("x"), Err("y")]), Tally { new: 0, there: 1, bad: 2 });
    }

    #[test]
    fn one_bad_row_keeps_all_of_them_out() {
        assert_eq!(plan([Ok(1), Ok(7), Ok(2)]).into_rows(), Some(vec![1, 7, 2]));
        assert_eq!(plan([Ok(1), Err("x"), Ok(2)]).into_rows(), None);
    }
}
