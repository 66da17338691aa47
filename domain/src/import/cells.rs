//! The cells of one row, read by what their columns mean.

use crate::text::Title;

use super::cell::{CellError, known};
use super::field::Field;
use super::mapping::Mapping;
use super::sheet::SheetRow;

/// Reads cells by meaning and gathers what is wrong with them.
pub(super) struct Cells<'a> {
    row: &'a SheetRow,
    mapping: &'a Mapping,
    pub(super) errors: Vec<CellError>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(row: &'a SheetRow, mapping: &'a Mapping) -> Self {
        Self { row, mapping, errors: Vec::new() }
    }

    fn add(&mut self, column: &str, given: &str, reason: impl Into<String>) {
        self.errors.push(CellError::new(self.row.line, column, given, reason));
    }

    /// More text than columns: almost always a delimiter in a text without quotation marks.
    pub(super) fn check_width(&mut self) {
        let (have, want) = (self.row.cells.len(), self.mapping.columns.len());
        let beyond = self.row.cells.iter().skip(want).find(|cell| !cell.trim().is_empty());
        if let Some(given) = beyond {
            let reason = format!(
                "the row has {have} cells, the header {want}: a text that holds the delimiter must \
                 stand in quotation marks"
            );
            self.add("", given, reason);
        }
    }

    /// The cells of one meaning with their columns' names; a cell that is not there is blank.
    fn of(&self, field: &Field) -> Vec<(String, String)> {
        let cell = |at: usize| self.row.cells.get(at).cloned().unwrap_or_default();
        self.mapping.of(field).map(|(at, header)| (header.to_owned(), cell(at))).collect()
    }

    /// The first cell of a meaning as it stands, or what is wrong with it.
    pub(super) fn whole<T, E: std::fmt::Display>(
        &mut self,
        field: &Field,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let (column, given) = self.of(field).into_iter().next()?;
        parse(&given).map_err(|error| self.add(&column, &given, error.to_string())).ok()
    }

    /// As [`Cells::whole`]; a cell that says that nothing is known is none.
    pub(super) fn one<T, E: std::fmt::Display>(
        &mut self,
        field: &Field,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.whole(field, |given| known(given).map(parse).transpose()).flatten()
    }

    /// Every word of every cell of a meaning, each once by `key`.
    pub(super) fn many<T, E: std::fmt::Display>(
        &mut self,
        field: &Field,
        parse: impl Fn(&str) -> Result<T, E>,
        key: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let mut all: Vec<T> = Vec::new();
        for (column, cell) in self.of(field) {
            for given in cell.split([',', ';', '|', '\n']).filter_map(known) {
                match parse(given) {
                    Ok(one) if all.iter().any(|other| key(other) == key(&one)) => {}
                    Ok(one) => all.push(one),
                    Err(error) => self.add(&column, given, error.to_string()),
                }
            }
        }
        all
    }

    pub(super) fn title(&mut self) -> Option<Title> {
        if self.mapping.of(&Field::Title).next().is_none() {
            self.add("title", "", "no column is the title, which every incident needs");
        }
        self.whole(&Field::Title, Title::parse)
    }
}
