//! Postmortems as documents: out of the database, and in again.

mod arrive;
mod known;
mod paper;
mod put;
mod put_paper;
mod read;

pub use arrive::DocumentBatch;
pub use known::{Fate, fates};
pub use read::{numbers, postmortem};

pub(crate) mod statements_of {
    pub(crate) use super::arrive::STATEMENTS as ARRIVE;
    pub(crate) use super::known::STATEMENTS as KNOWN;
    pub(crate) use super::paper::STATEMENTS as PAPER;
    pub(crate) use super::put::STATEMENTS as PUT;
    pub(crate) use super::put_paper::STATEMENTS as PUT_PAPER;
    pub(crate) use super::read::STATEMENTS as READ;
}
