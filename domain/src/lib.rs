//! Nofault's words and rules. No I/O, no clock, no async, no framework: every
//! value that exists here is valid, because the only way to one is its parser.

pub mod access;
pub mod action;
pub mod command;
pub mod duration;
pub mod entry;
pub mod event;
pub mod id;
pub mod import;
pub mod incident;
pub mod instant;
pub mod metric;
pub mod milestone;
pub mod moment;
pub mod number;
pub mod period;
pub mod postmortem;
pub mod refusal;
pub mod report;
pub mod severity;
pub mod status;
pub mod text;
pub mod word;
pub mod zone;
