//! What became of an incident that spent much of a budget: whether what is due is done.

use nofault_domain::access::Viewer;
use nofault_domain::action::Priority;
use nofault_domain::budget::Asks;
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
    /// The gravest of its actions that are taken on and not declined.
    pub gravest: Option<Priority>,
}

impl Large {
    /// What is still to be done of what is asked for; nothing where all is.
    #[must_use]
    pub fn missing(&self, asks: Asks) -> Vec<String> {
        let lower = self.chosen.is_some_and(|level| level < asks.review);
        let review = match (self.begun, self.published) {
            _ if lower => Some("somebody chose a lesser review".to_owned()),
            (_, true) => None,
            (true, false) => Some("its review is not published".to_owned()),
            (false, false) => Some(format!("a {} review is due", asks.review.word())),
        };
        // P0 is the gravest and the first.
        let action = asks.action.filter(|least| self.gravest.is_none_or(|own| own > *least));
        let action = action.map(|least| match least {
            Priority::P0 => "it has no action of P0".to_owned(),
            least => format!("it has no action of {least} or a graver one"),
        });
        review.into_iter().chain(action).collect()
    }
}

type Row = (Option<String>, bool, bool, Option<String>);

statements! {
    LARGE = concat!("SELECT (SELECT r.level FROM incident_review r WHERE r.incident_id = i.id), \
        EXISTS (SELECT 1 FROM postmortem p WHERE p.incident_id = i.id), \
        EXISTS (SELECT 1 FROM postmortem p JOIN publication u ON u.postmortem_id = p.id \
        WHERE p.incident_id = i.id), (SELECT MIN(a.priority) FROM action a \
        WHERE a.state IN ('open', 'in_progress', 'done') AND a.incident_id = i.id) \
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
    let large = |(chosen, begun, published, gravest): Row| {
        let chosen = optional_word(chosen.as_deref())?;
        let gravest = optional_word(gravest.as_deref())?;
        Ok(Large { incident, chosen, begun, published, gravest })
    };
    row.map(large).transpose()
}
