//! OpenSLO v1, in and out: what Nofault can count of it, and what it refuses.
//!
//! Not in the browser part: it reads YAML.

mod document;
mod object;
mod plan;
mod slo;
mod tree;
mod window;
mod write;

#[cfg(test)]
mod tests;

pub use plan::{Becomes, MOST_BYTES, Object, Plan, SloRow, plan};
pub use tree::Unreadable;
pub use write::{Written, write};

/// What is wrong in a file, or not taken from it, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// As an editor counts.
    pub line: usize,
    /// Such as `spec.objectives[0].target`; empty for the whole object.
    pub path: String,
    pub says: String,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.path.is_empty() {
            write!(f, ", {}", self.path)?;
        }
        write!(f, ": {}", self.says)
    }
}

/// The only version that is read and written.
const VERSION: &str = "openslo/v1";

/// What only Nofault knows of an SLO stands in its annotations.
const NAME: &str = "nofault/name";
const ZONE: &str = "nofault/zone";
const POLICY: &str = "nofault/policy";
const OWN: [&str; 3] = [NAME, ZONE, POLICY];

/// The type of the source of metrics in our own files.
const METRIC: &str = "Nofault";

/// How our own files describe an SLO.
const DESCRIPTION: &str = "Counted by Nofault: by good and total where they are pushed and cover \
    the window, else estimated from what the impacts of incidents affected.";
