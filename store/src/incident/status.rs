//! Changing the status, and what comes with it: an entry, a milestone.

use nofault_domain::access::Role;
use nofault_domain::command::incident::StatusChange;
use nofault_domain::conflict::Comparison;
use nofault_domain::entry::ChangedField;
use nofault_domain::event::Subject;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;

use super::{Incident, Part};
use crate::Failure;
use crate::timeline::Change;
use crate::work::{Outcome, Perform, Rule, Work};

statements! {
    // Whatever it becomes, it stands by itself again.
    SET = "UPDATE incident SET status = $2, merged_into = NULL WHERE id = $1";
}

impl Perform for StatusChange {
    const NAME: &'static str = "change status";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = super::by_number(&mut work.db, work.viewer, self.incident).await?;
        let id = incident.id;
        let known = super::milestones(&mut work.db, id).await?;
        let at_of =
            |wanted: Milestone| known.iter().find(|(name, _)| *name == wanted).map(|(_, at)| at);
        settled(work, &incident, &self, at_of(Milestone::ImpactStarted)).await?;
        if incident.status == self.status {
            return Err(Refusal::field("status", format!("It is already {}.", self.status)).into());
        }

        change!(&mut work.db, SET, id.0, self.status.key())?;
        let change = Change {
            field: ChangedField::Status,
            from: incident.status.key().to_owned(),
            to: self.status.key().to_owned(),
        };
        work.log_change(id, change, &self.at, self.comment.as_ref()).await?;
        let mut parts = vec![Part::Status];
        // Whatever lay between: what is open again is not resolved.
        if let Some(resolved) = at_of(Milestone::Resolved).filter(|_| self.status.is_open()) {
            let change = Change {
                field: ChangedField::Resolved,
                from: resolved.at.rfc3339(),
                to: String::new(),
            };
            work.unset_milestone(id, Milestone::Resolved).await?;
            parts.push(Part::Milestones);
            work.log_change(id, change, &self.at, None).await?;
        }
        if let Some(milestone) = self.status.milestone().filter(|m| at_of(*m).is_none()) {
            work.set_milestone(id, milestone, &by_system(&self.at)).await?;
            parts.push(Part::Milestones);
        }
        // What the form merely repeats keeps its source and its recorder.
        let same = |started: &&Moment| {
            at_of(Milestone::ImpactStarted)
                .is_some_and(|known| (known.at, known.precision) == (started.at, started.precision))
        };
        if let Some(started) = self.impact_started.as_ref().filter(|started| !same(started)) {
            work.set_milestone(id, Milestone::ImpactStarted, started).await?;
            parts.push(Part::Milestones);
        }
        work.set_at(id).await?;
        let version = work.bump_parts(id, &parts).await?;
        work.event("incident.status_changed", Subject::Incident, id.0, version, Some(id)).await?;
        if let Some(other) = incident.merged_into {
            work.event_of_other("incident.parted", other).await?;
            work.tell_targets(other).await?;
        }
        Ok(Outcome { id: id.0, address: incident.address(), version })
    }
}

/// Nobody changed the status since the form was opened, nor said when the impact started.
async fn settled(
    work: &mut Work<'_>,
    incident: &Incident,
    wanted: &StatusChange,
    started: Option<&Moment>,
) -> Result<(), Failure> {
    let parts = incident.parts;
    let mut form = Comparison::new(wanted.version, incident.version);
    let of = form.three(None, parts.status, wanted.status, incident.status);
    form.word("status", "Status", &of);
    if let Some(mine) = &wanted.impact_started {
        let of = form.three(None, parts.milestones, Some(mine.clone()), started.cloned());
        form.moment("impact_started", "When the impact started", &of, &mine.zone);
    }
    let part = if parts.status > wanted.version { Part::Status } else { Part::Milestones };
    work.settled(form, incident.saved(part)).await
}

/// The program sets it; the moment is the one that the person gave to the change.
fn by_system(at: &Moment) -> Moment {
    Moment { source: Source::System, ..at.clone() }
}
