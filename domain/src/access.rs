//! Who looks, and what they may do.

use crate::id::PersonId;

crate::words!(
    /// What an account may do; each includes the one before.
    Role, "role" {
        Viewer = "viewer", "Viewer";
        Responder = "responder", "Responder";
        Administrator = "administrator", "Administrator";
    }
);

impl Role {
    /// With its article: "an administrator".
    #[must_use]
    pub fn indefinite(self) -> &'static str {
        match self {
            Self::Viewer => "a viewer",
            Self::Responder => "a responder",
            Self::Administrator => "an administrator",
        }
    }
}

/// Who is reading or acting. Every read and every command takes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// A signed-in person.
    Person { id: PersonId, role: Role },
    /// The operator at the command line: whoever holds the data folder sees everything.
    Operator,
    /// Nofault itself: clean-up and set-up.
    System,
}

impl Viewer {
    #[must_use]
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(id),
            Self::Operator | Self::System => None,
        }
    }

    #[must_use]
    pub fn has(self, role: Role) -> bool {
        match self {
            Self::Person { role: own, .. } => own >= role,
            Self::Operator | Self::System => true,
        }
    }

    /// Sees private incidents without being named in them. Administrators do not:
    /// they run the installation, and are not part of every matter.
    #[must_use]
    pub fn sees_all(self) -> bool {
        !matches!(self, Self::Person { .. })
    }
}
