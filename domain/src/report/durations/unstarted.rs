//! Incidents that are open, and of which it is not known since when: they are no open duration,
//! and nobody is to take them for ended ones.

use super::{DurationsReport, LeftOut, PeriodFigures};
use crate::milestone::Milestone;
use crate::number::IncidentNumber;
use crate::word::Word;

/// Those of some periods.
#[must_use]
pub fn unstarted<'a>(periods: impl IntoIterator<Item = &'a PeriodFigures>) -> Vec<IncidentNumber> {
    let all = periods.into_iter().flat_map(|period| &period.excluded);
    all.filter(|one| one.reason == LeftOut::StillOpen).map(|one| one.incident).collect()
}

impl DurationsReport {
    /// “1 is still open; say when its impact started.” None where there is no such incident;
    /// `more`, where others were told of before.
    #[must_use]
    pub fn unstarted_in_words(&self, many: usize, more: bool) -> Option<String> {
        let since = self.since.filter(|_| many > 0)?;
        let more = if more { " more" } else { "" };
        let [are, its, it_was] =
            if many == 1 { ["is", "its", "it was"] } else { ["are", "their", "they were"] };
        let began = match since {
            Milestone::ImpactStarted => format!("{its} impact started"),
            Milestone::ImpactEnded => format!("{its} impact ended"),
            other => format!("{it_was} {}", other.label().to_lowercase()),
        };
        Some(format!("{many}{more} {are} still open; say when {began}."))
    }
}
