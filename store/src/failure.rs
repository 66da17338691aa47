//! Why something was not done: refused, for a person to read, or broken, for the log.

use nofault_domain::refusal::Refusal;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// An answer to the person.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database could not do it; its text is for the log only.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored value that this version cannot read.
    #[error("the database holds a {what} that cannot be read: {value}")]
    Damaged { what: &'static str, value: String },
    /// The operator has to do something first.
    #[error("{0}")]
    Setup(String),
}

impl Failure {
    pub(crate) fn damaged(what: &'static str, value: impl ToString) -> Self {
        Self::Damaged { what, value: value.to_string() }
    }
}

impl From<sqlx::migrate::MigrateError> for Failure {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(version) => Self::Setup(format!(
                "the database was written by a newer Nofault (migration {version}): start that one"
            )),
            other => Self::Setup(format!("the database could not be migrated: {other}")),
        }
    }
}

/// A stored word as its vocabulary.
pub(crate) fn word<W: nofault_domain::word::Word>(stored: &str) -> Result<W, Failure> {
    W::ALL
        .iter()
        .copied()
        .find(|word| word.key() == stored)
        .ok_or_else(|| Failure::damaged(W::WHAT, stored))
}

/// A stored word that may be absent.
pub(crate) fn optional_word<W: nofault_domain::word::Word>(
    stored: Option<&str>,
) -> Result<Option<W>, Failure> {
    stored.map(word).transpose()
}
