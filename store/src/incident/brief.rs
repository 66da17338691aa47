//! An incident in one line, as lists of something else name it.

use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;

use crate::Failure;
use crate::failure::word;

/// An incident among those of a change or of a factor.
#[derive(Debug, Clone)]
pub struct Brief {
    pub number: IncidentNumber,
    pub title: String,
    pub kind: Kind,
    pub status: Status,
    pub severity: Option<Severity>,
    pub private: bool,
    pub at: Instant,
}

/// SQL: the incident `i` as a [`BriefRow`].
macro_rules! brief {
    () => {
        "i.number, i.title, i.kind, i.status, i.severity, i.private, i.at"
    };
}

pub(crate) use brief;

#[derive(sqlx::FromRow)]
pub(crate) struct BriefRow {
    number: i64,
    title: String,
    kind: String,
    status: String,
    severity: Option<i64>,
    private: bool,
    at: i64,
}

impl TryFrom<BriefRow> for Brief {
    type Error = Failure;

    fn try_from(row: BriefRow) -> Result<Self, Failure> {
        Ok(Self {
            number: IncidentNumber(row.number),
            title: row.title,
            kind: word(&row.kind)?,
            status: word(&row.status)?,
            severity: row.severity.and_then(Severity::from_level),
            private: row.private,
            at: Instant::from_micros(row.at),
        })
    }
}
