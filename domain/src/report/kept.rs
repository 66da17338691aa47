//! Kept reports: what a report said once, and what differs today.
//!
//! A report is kept as its own JSON ([`Answer`]) with the question that led to it ([`Address`]).
//! Two answers to one question are compared figure by figure, in words ([`compare`]).

mod address;
mod answer;
mod compare;
mod facts;
mod labels;
mod place;
mod shown;
#[cfg(test)]
mod tests;

pub use address::{Address, NoReport, Of, Report};
pub use answer::Answer;
pub use compare::{Comparison, Difference, Row, Section, compare};
