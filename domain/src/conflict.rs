//! A save on an old version: what the person wrote, what was saved meanwhile, and both
//! together, field by field.
//!
//! A command that changes something of many fields makes a [`Comparison`] of what its form
//! was opened with, what it says now and what is saved, and takes from it what to save:
//! a field that only one of both changed is theirs, one that both changed alike is no
//! conflict. Where both changed one differently, nothing is saved and the person gets a
//! [`Conflict`] with both.

mod comparison;
#[cfg(test)]
mod tests;

pub use comparison::{Comparison, Three};

use serde::Serialize;

use crate::instant::Instant;
use crate::refusal::Refusal;

/// What a save on an old version is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Those in which the form and what is saved differ. Whoever sends each as `merged`, with
    /// `version`, overwrites nothing that they did not see.
    pub fields: Vec<Field>,
    /// The version that is saved.
    pub version: i64,
    /// Who saved it, and when; none where no person did.
    pub by: Option<String>,
    pub at: Instant,
}

/// A field as its form holds it, in three forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// In the form and in JSON.
    pub name: &'static str,
    /// On screen.
    #[serde(skip)]
    pub label: &'static str,
    pub mine: String,
    /// What is saved.
    pub theirs: String,
    /// Both together, or whichever one is the newer.
    pub merged: String,
    /// Whether nothing has to be decided.
    pub clean: bool,
    /// Whether both changed it, each differently.
    pub both: bool,
    /// What both began with, where that is known.
    #[serde(skip)]
    pub base: Option<String>,
    /// How mine and theirs read on screen, where that is not as they are sent.
    #[serde(skip)]
    pub read: Option<[String; 2]>,
}

impl Conflict {
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whoever saved it, as they are called.
    #[must_use]
    pub fn who(&self) -> &str {
        self.by.as_deref().unwrap_or("Nofault")
    }

    /// What is said at a field that has to be decided.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&'static str> {
        let open = self.field(name).filter(|field| !field.clean);
        open.map(|_| "Both of you changed this, differently: decide what stays.")
    }

    /// Whether looking it over is all that is left.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        !self.fields.is_empty() && self.fields.iter().all(|field| field.clean)
    }
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} saved this while you were writing. Nothing was overwritten. ", self.who())?;
        f.write_str(if self.fields.is_empty() {
            "Look at what is saved first."
        } else if self.is_clean() {
            "The form holds both together: look it over, and save it."
        } else {
            "Your text is still here, and what is saved stands beside it."
        })
    }
}

impl From<Conflict> for Refusal {
    fn from(conflict: Conflict) -> Self {
        Self::Stale(Box::new(conflict))
    }
}
