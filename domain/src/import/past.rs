//! An incident of the past, as a row of a file tells it.

use crate::duration::Duration;
use crate::incident::Kind;
use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::severity::Severity;
use crate::status::Status;
use crate::text::{Label, Markdown, Name, Reference, Title};

use super::fingerprint::canonical;

/// One incident to be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRow {
    /// Who it is: a second import of the same key makes no second incident.
    pub key: String,
    pub reference: Option<Reference>,
    pub title: Title,
    pub severity: Option<Severity>,
    pub status: Status,
    pub kind: Kind,
    /// Each once, in the order of the row.
    pub services: Vec<Name>,
    pub labels: Vec<Label>,
    pub summary: Option<Markdown>,
    /// Each milestone at most once, in the order of the vocabulary.
    pub milestones: Vec<(Milestone, Moment)>,
    /// Each metric at most once, in the order of the file.
    pub stated: Vec<(Metric, Duration)>,
    /// What a person should see, though it keeps nothing out.
    pub warnings: Vec<String>,
}

impl IncidentRow {
    /// When a milestone was reached, where that is known.
    #[must_use]
    pub fn milestone(&self, milestone: Milestone) -> Option<&Moment> {
        self.milestones.iter().find(|(known, _)| *known == milestone).map(|(_, moment)| moment)
    }

    /// Everything that the row says, as one text: equal for rows that say the same.
    pub(super) fn content(&self) -> String {
        let Self { reference, severity, status, kind, services, labels, summary, .. } = self;
        let facts = canonical(&self.title, &self.milestones, &self.stated);
        format!("{facts}\n{:?}", (reference, severity, status, kind, services, labels, summary))
    }
}
