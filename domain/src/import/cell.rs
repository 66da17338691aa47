//! A bad cell, said to a person, and what is done to every cell before it is read.

/// A cell that cannot be taken. A `column` without a name stands for the whole row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CellError {
    pub line: u64,
    pub column: String,
    pub given: String,
    pub reason: String,
}

/// The most characters of a bad cell that are shown.
const SHOWN: usize = 120;

impl CellError {
    pub(super) fn new(line: u64, column: &str, given: &str, reason: impl Into<String>) -> Self {
        let mut shown: String = given.trim().chars().take(SHOWN).collect();
        if given.trim().chars().count() > SHOWN {
            shown.push('…');
        }
        Self { line, column: column.to_owned(), given: shown, reason: reason.into() }
    }
}

impl std::fmt::Display for CellError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        // Most reasons begin with what was given.
        if !self.given.is_empty() && !self.reason.starts_with('“') {
            write!(f, ", “{}”", self.given)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Takes away the quote that a CSV export puts before `=`, `+`, `-` and `@`, so that
/// a spreadsheet does not take the cell for a formula.
#[must_use]
pub fn disarm(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// The cell without blanks around it; none where it says that nothing is known.
pub(super) fn known(cell: &str) -> Option<&str> {
    let cell = cell.trim();
    let nothing = matches!(cell, "" | "-" | "–" | "—") || cell.eq_ignore_ascii_case("n/a");
    (!nothing).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_guard_is_taken_away() {
        assert_eq!(disarm("'=1+1"), "=1+1");
        assert_eq!(disarm("'quoted'"), "'quoted'");
        assert_eq!(disarm("''=1"), "''=1");
    }

    #[test]
    fn an_error_says_where_what_and_why() {
        let error = CellError::new(5, "kind", " x ", "it is no kind");
        assert_eq!(error.to_string(), "line 5, column kind, “x”: it is no kind");
        assert_eq!(CellError::new(5, "", "", "why").to_string(), "line 5: why");
        assert!(CellError::new(1, "a", &"x".repeat(500), "").given.chars().count() <= SHOWN + 1);
    }

    #[test]
    fn what_says_nothing_is_nothing() {
        for nothing in ["", "  ", "-", "N/A", " — "] {
            assert_eq!(known(nothing), None, "{nothing}");
        }
        assert_eq!(known(" 7h "), Some("7h"));
    }
}
