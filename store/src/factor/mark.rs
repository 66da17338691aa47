//! Marking what set an incident off, and taking that back.

use nofault_domain::access::Role;
use nofault_domain::command::factor::TriggerMark;
use nofault_domain::refusal::Refusal;

use super::change::{done, removed};
use crate::Failure;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET_TRIGGER = "UPDATE incident_factor SET is_trigger = $2, version = version + 1 WHERE id = $1";
}

impl Perform for TriggerMark {
    const NAME: &'static str = "mark trigger";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, link, factor) = work.link(self.incident, self.factor).await?;
        if let Some((_, by)) = link.removed {
            return Err(removed(by).into());
        }
        if link.trigger == self.trigger {
            let there = if link.trigger {
                format!("{} is marked as the trigger already.", factor.number)
            } else {
                format!("{} is not marked as the trigger any more.", factor.number)
            };
            return Err(Refusal::Conflict(there).into());
        }
        work.link_unchanged(self.version, incident.id, &link).await?;
        change!(&mut work.db, SET_TRIGGER, link.id, self.trigger)?;
        let event = if self.trigger { "factor.triggered" } else { "factor.untriggered" };
        work.factor_event(event, &factor, incident.id).await?;
        Ok(done(&incident, &link))
    }
}
