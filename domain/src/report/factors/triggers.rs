//! What set incidents off: which of their factors people marked as the trigger.

use super::print::most;
use super::{CategoryCount, FactorsReport};
use crate::factor::Category;
use crate::instant::Instant;
use crate::number::IncidentNumber;

/// A factor that is marked as the trigger of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriggerFact {
    pub category: Category,
    pub incident: IncidentNumber,
    /// By which the incident is counted.
    pub at: Instant,
}

impl FactorsReport {
    /// Of how many it is said, and what it was most often.
    #[must_use]
    pub fn triggers_in_words(&self) -> String {
        let (with, all) = (self.with_trigger, self.incidents);
        if with == 0 {
            let of =
                if all == 1 { "the 1 incident".to_owned() } else { format!("the {all} incidents") };
            return format!("Nobody said yet what set off {of}.");
        }
        let rest = match all - with {
            0 => String::new(),
            rest => format!("; of {rest} nobody said it"),
        };
        let most = most(&self.total_triggers).map_or_else(String::new, |(top, many, incidents)| {
            let each = if many { "each " } else { "" };
            format!(" Most often it was {top}, {each}{incidents}.")
        });
        let of = if all == 1 {
            "the 1 incident".to_owned()
        } else {
            format!("{with} of {all} incidents")
        };
        format!("What set them off is said of {of}{rest}.{most}")
    }

    /// Whether it is said of any.
    #[must_use]
    pub fn has_triggers(&self) -> bool {
        self.total_triggers.iter().any(|one: &CategoryCount| one.count.incidents > 0)
    }
}
