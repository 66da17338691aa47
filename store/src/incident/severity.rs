//! Changing the severity; the highest ever held is kept for the reports.

use nofault_domain::access::Role;
use nofault_domain::command::incident::SeverityChange;
use nofault_domain::conflict::Comparison;
use nofault_domain::entry::ChangedField;
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;

use super::{Part, level};
use crate::Failure;
use crate::timeline::Change;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    SET = "UPDATE incident SET severity = $2, severity_highest = $3 WHERE id = $1";
}

impl Perform for SeverityChange {
    const NAME: &'static str = "change severity";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = super::by_number(&mut work.db, work.viewer, self.incident).await?;
        let mut form = Comparison::new(self.version, incident.version);
        let of = form.three(None, incident.parts.severity, self.severity, incident.severity);
        form.choice("severity", "Severity", &of);
        work.settled(form, incident.saved(Part::Severity)).await?;
        if incident.severity == self.severity {
            return Err(Refusal::field("severity", "That is its severity already.").into());
        }
        let id = incident.id;
        let highest = Severity::highest(incident.severity_highest, self.severity);
        change!(&mut work.db, SET, id.0, level(self.severity), level(highest))?;
        let named = |severity: Option<Severity>| severity.map_or("", Word::key).to_owned();
        let change = Change {
            field: ChangedField::Severity,
            from: named(incident.severity),
            to: named(self.severity),
        };
        work.log_change(id, change, &self.at, self.comment.as_ref()).await?;
        let version = work.bump_parts(id, &[Part::Severity]).await?;
        work.event("incident.severity_changed", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: incident.address(), version })
    }
}
