//! When the impact started and ended, as the impacts say it. What a person typed wins,
//! until somebody takes it from the impacts.

use nofault_domain::access::Role;
use nofault_domain::command::impact::ImpactMilestone;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::impact::{self, Span};
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{Moment, Source};
use nofault_domain::refusal::Refusal;

use super::{Impact, of_incident};
use crate::incident::Part;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, incident};

statements! {
    CHANGED = "UPDATE incident SET version = version + 1, milestones_version = version + 1 \
        WHERE id = $1 RETURNING version";
}

/// A milestone, what it says, and what the impacts say.
type Pair = (Milestone, Option<Moment>, Option<Moment>);

async fn pairs(db: &mut Db<'_>, id: IncidentId) -> Result<[Pair; 2], Failure> {
    let known = incident::milestones(db, id).await?;
    let impacts: Vec<Impact> = of_incident(db, id).await?;
    let spans = impacts.iter().filter(|one| one.removed.is_none()).map(|one| &one.said.span);
    let (started, ended) = said(spans);
    let set = |wanted: Milestone| {
        known.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment.clone())
    };
    Ok([
        (Milestone::ImpactStarted, set(Milestone::ImpactStarted), started),
        (Milestone::ImpactEnded, set(Milestone::ImpactEnded), ended),
    ])
}

/// The program sets them; precision and zone are those of the impacts.
fn said<'a>(spans: impl Iterator<Item = &'a Span> + Clone) -> (Option<Moment>, Option<Moment>) {
    let (started, ended) = impact::milestones(spans);
    let by_system = |moment: &Moment| Moment { source: Source::System, ..moment.clone() };
    (started.map(by_system), ended.map(by_system))
}

impl Work<'_> {
    /// Sets the milestones that nobody typed to what the impacts say now.
    pub(super) async fn follow_impacts(&mut self, id: IncidentId) -> Result<(), Failure> {
        let mut changed = false;
        for (milestone, set, said) in pairs(&mut self.db, id).await? {
            let typed = set.as_ref().is_some_and(|set| set.source != Source::System);
            if typed || set == said {
                continue;
            }
            match said {
                Some(moment) => self.set_milestone(id, milestone, &moment).await?,
                None => self.unset_milestone(id, milestone).await?,
            }
            changed = true;
        }
        if changed {
            self.milestones_changed(id).await?;
        }
        Ok(())
    }

    async fn milestones_changed(&mut self, id: IncidentId) -> Result<i64, Failure> {
        self.set_at(id).await?;
        let (version,): (i64,) = one!(&mut self.db, CHANGED, id.0)?;
        self.event("incident.milestones_set", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(version)
    }
}

impl Perform for ImpactMilestone {
    const NAME: &'static str = "take milestone from impacts";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = work.incident_part_at(self.incident, self.version, Part::Milestones).await?;
        let id = incident.id;
        let pairs = pairs(&mut work.db, id).await?;
        let said = pairs.into_iter().find(|(name, ..)| *name == self.milestone);
        let Some(moment) = said.and_then(|(_, _, said)| said) else {
            let nothing = "The impacts do not say when: one of them may go on still.";
            return Err(Refusal::Conflict(nothing.to_owned()).into());
        };
        work.set_milestone(id, self.milestone, &moment).await?;
        let version = work.milestones_changed(id).await?;
        Ok(Outcome { id: id.0, address: format!("{}#impacts", incident.address()), version })
    }
}
