//! Why a command was not done. A refusal is an answer to a person, never a text
//! of the database or of a library.

use serde::Serialize;

use crate::conflict::Conflict;

/// A message at the field that it is about. `field` is the form's field name;
/// an empty one is about the whole form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

/// A command that was not done, and nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 422: what was typed cannot be taken, by field.
    #[error("{}", sentences(.0))]
    Invalid(Vec<FieldError>),
    /// 403: the person may not do this.
    #[error("{0}")]
    Forbidden(String),
    /// 404: it is not there, or not for this person.
    #[error("There is no such {0}, or you may not see it.")]
    NotFound(&'static str),
    /// 409: somebody else was faster, or the id stands for something else.
    #[error("{0}")]
    Conflict(String),
    /// 409, with what the person wrote, what was saved meanwhile, and both together.
    #[error("{0}")]
    Stale(Box<Conflict>),
    /// 500: it could not be done, for a reason that is the operator's. Whether it was
    /// done is not sure: the same command may be sent again.
    #[error("{0}")]
    Broken(String),
}

impl Refusal {
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), message: message.into() }])
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Invalid(_) => 422,
            Self::Forbidden(_) => 403,
            Self::NotFound(_) => 404,
            Self::Conflict(_) | Self::Stale(_) => 409,
            Self::Broken(_) => 500,
        }
    }

    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Invalid(fields) => fields,
            _ => &[],
        }
    }
}

fn sentences(fields: &[FieldError]) -> String {
    let ended = |field: &FieldError| {
        let message = &field.message;
        let end = if message.ends_with(['.', '!', '?', ':']) { "" } else { "." };
        format!("{message}{end}")
    };
    fields.iter().map(ended).collect::<Vec<_>>().join(" ")
}

/// Collects the errors of all fields, so that a person sees them at once.
#[derive(Debug, Default)]
pub struct Checker(Vec<FieldError>);

impl Checker {
    /// The value, or its error noted at `field`.
    pub fn take<T, E: std::fmt::Display>(
        &mut self,
        field: &str,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|error| self.add(field, error.to_string())).ok()
    }

    /// As [`Checker::take`] for a field that may be left empty: blank is `Some(None)`.
    pub fn optional<T, E: std::fmt::Display>(
        &mut self,
        field: &str,
        given: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<Option<T>> {
        if given.trim().is_empty() {
            return Some(None);
        }
        self.take(field, parse(given)).map(Some)
    }

    /// As [`Checker::take`] for several fields at once, each of which said what is wrong with it.
    pub fn all<T>(&mut self, result: Result<T, Refusal>) -> Option<T> {
        result.map_err(|refusal| self.0.extend_from_slice(refusal.fields())).ok()
    }

    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), message: message.into() });
    }

    /// # Errors
    /// [`Refusal::Invalid`] with every error noted, or when `parsed` is none.
    pub fn done<T>(self, parsed: Option<T>) -> Result<T, Refusal> {
        match parsed {
            Some(parsed) if self.0.is_empty() => Ok(parsed),
            _ => Err(Refusal::Invalid(self.0)),
        }
    }
}
