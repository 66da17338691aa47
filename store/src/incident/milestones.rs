//! Setting milestones: at any time, in any order.

use nofault_domain::access::Role;
use nofault_domain::command::incident::Milestones;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::word::Word;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    SET = "INSERT INTO milestone (incident_id, name, at, precision, zone, source, recorded_at, \
        recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (incident_id, name) DO \
        UPDATE SET at = excluded.at, precision = excluded.precision, zone = excluded.zone, \
        source = excluded.source, recorded_at = excluded.recorded_at, \
        recorded_by = excluded.recorded_by";
    KEEP = "INSERT INTO milestone_revision (id, incident_id, name, at, precision, zone, source, \
        recorded_at, recorded_by, replaced_at, replaced_by) SELECT $1, m.incident_id, m.name, m.at, \
        m.precision, m.zone, m.source, m.recorded_at, m.recorded_by, $2, $3 FROM milestone m \
        WHERE m.incident_id = $4 AND m.name = $5";
    UNSET = "DELETE FROM milestone WHERE incident_id = $1 AND name = $2";
}

impl Perform for Milestones {
    const NAME: &'static str = "set milestones";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = work.incident_at(self.incident, self.version).await?;
        let known = super::milestones(&mut work.db, incident.id).await?;
        let version = work.bump_incident(incident.id).await?;
        for (milestone, wanted) in &self.moments {
            let before = known.iter().find(|(name, _)| name == milestone).map(|(_, moment)| moment);
            // What the form merely repeats keeps its source and its recorder.
            let same = match (before, wanted) {
                (Some(before), Some(wanted)) => {
                    (before.at, before.precision) == (wanted.at, wanted.precision)
                }
                (None, None) => true,
                _ => false,
            };
            if same {
                continue;
            }
            match wanted {
                Some(moment) => work.set_milestone(incident.id, *milestone, moment).await?,
                None => work.unset_milestone(incident.id, *milestone).await?,
            }
        }
        work.set_at(incident.id).await?;
        let id = incident.id;
        work.event("incident.milestones_set", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: format!("{}#milestones", incident.address()), version })
    }
}

impl Work<'_> {
    pub(crate) async fn set_milestone(
        &mut self,
        incident: IncidentId,
        milestone: Milestone,
        moment: &Moment,
    ) -> Result<(), Failure> {
        self.keep_milestone(incident, milestone).await?;
        let person = self.person();
        change!(
            &mut self.db,
            SET,
            incident.0,
            milestone.key(),
            moment.at.micros(),
            moment.precision.key(),
            moment.zone.name(),
            moment.source.key(),
            self.now.micros(),
            person
        )?;
        Ok(())
    }

    pub(crate) async fn unset_milestone(
        &mut self,
        incident: IncidentId,
        milestone: Milestone,
    ) -> Result<(), Failure> {
        self.keep_milestone(incident, milestone).await?;
        change!(&mut self.db, UNSET, incident.0, milestone.key())?;
        Ok(())
    }

    /// What it says so far, where it says something.
    async fn keep_milestone(
        &mut self,
        incident: IncidentId,
        milestone: Milestone,
    ) -> Result<(), Failure> {
        let (id, at, by) = (new_id(), self.now.micros(), self.person());
        change!(&mut self.db, KEEP, id, at, by, incident.0, milestone.key())?;
        Ok(())
    }
}
