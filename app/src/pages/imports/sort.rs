//! What differs between the files that are taken in row by row.

use nofault_domain::access::Role;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;

use crate::here::Here;

/// What each row of a file is.
#[derive(Debug, Clone, Copy)]
pub struct Sort {
    pub one: &'static str,
    pub more: &'static str,
    /// Beside correcting the file, where one cell is bad.
    pub or: &'static str,
    /// Where the errors are that are not listed.
    pub rest: &'static str,
}

pub const INCIDENTS: Sort = Sort {
    one: "incident",
    more: "incidents",
    or: ", or map the column to ignore",
    rest: " more: the command line prints them all.",
};

pub const CHANGES: Sort = Sort { one: "change", more: "changes", or: "", rest: " more." };

/// “1 row”, “2 rows”.
pub fn counted(many: usize, one: &str, more: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { more })
}

/// Who looks, where they may import.
///
/// # Errors
/// Forbidden.
pub fn importer(here: &Here, what: &str) -> Result<PersonId, Refusal> {
    let person = here.viewer().person().filter(|_| here.may(Role::Responder));
    person.ok_or_else(|| Refusal::Forbidden(format!("Only a responder may import {what}.")))
}
