//! What the command line answers. A reader that went away is no error.

use std::fmt::Display;
use std::io::Write;

/// A line of what was asked for.
pub fn out(line: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A line beside it.
pub fn note(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
