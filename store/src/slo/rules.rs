//! What the policy asks of an incident that spent much of a budget: a full review, and an
//! action of P0.

use nofault_domain::access::Viewer;
use nofault_domain::number::IncidentNumber;
use nofault_domain::review::ReviewLevel;

use crate::failure::optional_word;
use crate::{Db, Failure, visible};

/// What became of it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Large {
    pub incident: IncidentNumber,
    /// What somebody chose instead of what the rules say.
    pub chosen: Option<ReviewLevel>,
    pub begun: bool,
    pub published: bool,
    /// Taken on, and not declined.
    pub urgent_action: bool,
}

impl Large {
    /// What is still to be done; nothing where all is.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let lower = self.chosen.is_some_and(|level| level != ReviewLevel::Full);
        let review = match (self.begun, self.published) {
            _ if lower => Some("somebody chose a lesser review"),
            (_, true) => None,
            (true, false) => Some("its review is not published"),
            (false, false) => Some("a full review is due"),
        };
        let action = (!self.urgent_action).then_some("it has no action of P0");
        [review, action].into_iter().flatten().collect()
    }
}

type Row = (Option<String>, bool, bool, bool);

statements! {
    LARGE = concat!("SELECT (SELECT r.level FROM incident_review r WHERE r.incident_id = i.id), \
        EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = i.id), \
        EXISTS (SELECT 1 FROM postmortem p JOIN publication u ON u.postmortem_id = p.id \
        WHERE p.incident_id = i.id), EXISTS (SELECT 1 FROM action a WHERE a.priority = 'p0' \
        AND a.state IN ('open', 'in_progress', 'done') AND a.incident_id = i.id) \
        FROM incident i WHERE i.number = $3 AND ", visible!());
}

/// Of an incident that the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn large(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentNumber,
) -> Result<Option<Large>, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<Row> = first!(db, LARGE, all, person, incident.0)?;
    let large = |(chosen, begun, published, urgent_action): Row| {
        let chosen = optional_word(chosen.as_deref())?;
        Ok(Large { incident, chosen, begun, published, urgent_action })
    };
    row.map(large).transpose()
}
