//! Comma-separated files that are safe to open in a spreadsheet.

/// A table as CSV (RFC 4180), built row by row.
pub struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    #[must_use]
    pub fn new<'a>(head: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sheet = Self(csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()));
        sheet.row(head.into_iter().map(str::to_owned));
        sheet
    }

    /// Adds a row; text that a spreadsheet would compute is made plain text.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        // Writing to memory does not fail.
        let _ = self.0.write_record(cells.into_iter().map(plain));
    }

    #[must_use]
    pub fn into_text(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// Puts a `'` before what a spreadsheet would take for a formula: OWASP, “CSV
/// Injection”. Numbers stay as they are.
fn plain(cell: String) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

/// A figure's cell: empty where there is none.
pub(super) fn cell<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        let mut sheet = Sheet::new(["a", "b"]);
        for cells in [["=1+1", "-5.5"], ["@x", "+1 \"of\" 2, all"], ["a\nb", ""]] {
            sheet.row(cells.map(str::to_owned));
        }
        let text = "a,b\n'=1+1,-5.5\n'@x,\"'+1 \"\"of\"\" 2, all\"\n\"a\nb\",\n";
        assert_eq!(sheet.into_text(), text);
    }

    proptest! {
        #[test]
        fn every_cell_is_read_back(cells in prop::collection::vec(any::<String>(), 1..5)) {
            let mut sheet = Sheet::new(["head", "more"]);
            sheet.row(cells.clone());
            let text = sheet.into_text();
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(row.len(), cells.len());
            for (read, cell) in row.iter().zip(&cells) {
                prop_assert_eq!(read.strip_prefix('\'').filter(|rest| rest == cell).unwrap_or(read), cell);
                prop_assert!(!read.starts_with(['=', '@', '\t', '\r']));
            }
        }
    }
}
