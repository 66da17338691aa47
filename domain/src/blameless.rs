//! Hints on wording: advice to whoever writes a postmortem, never more. Rules stand in a file
//! that can be read and added to (`blameless/rules.toml`); what they may look at, the prose that
//! somebody wrote and no evidence, is said in `blameless/prose.rs`.
//!
//! They would rather miss something than be wrong: `docs/blameless.md` has the measure.

mod hint;
mod prose;
mod rules;
#[cfg(test)]
mod tests;

pub use hint::Hint;
pub(crate) use prose::{Prose, Read};
pub use rules::{Rule, Rules, RulesError};
