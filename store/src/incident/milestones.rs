//! Setting milestones: at any time, in any order.

use nofault_domain::access::Role;
use nofault_domain::command::incident::Milestones;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::word::Word;

use super::{Incident, Part, moment};
use crate::failure::word;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, new_id};

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
    NOW = "SELECT m.name, m.at, m.precision, m.zone, m.source, m.recorded_at, p.name FROM milestone m \
        LEFT JOIN person p ON p.id = m.recorded_by WHERE m.incident_id = $1";
    // The entry about reopening was logged by the command that unset it.
    PAST = "SELECT r.name, r.at, r.precision, r.zone, r.source, r.recorded_at, r.replaced_at, p.name, \
        EXISTS (SELECT 1 FROM entry e WHERE e.incident_id = r.incident_id \
        AND e.changed_field = r.name AND e.recorded_at = r.replaced_at) FROM milestone_revision r \
        LEFT JOIN person p ON p.id = r.replaced_by WHERE r.incident_id = $1 \
        ORDER BY r.replaced_at, r.name";
    // One that goes on comes first.
    LAST_IMPACT = "SELECT to_at, to_precision, to_zone, to_source FROM impact \
        WHERE incident_id = $1 AND removed_at IS NULL \
        ORDER BY to_at IS NOT NULL, to_at DESC LIMIT 1";
    UNSET = "DELETE FROM milestone WHERE incident_id = $1 AND name = $2";
}

/// A milestone as it stands, and who set it when.
#[derive(Debug, Clone)]
pub struct MilestoneNow {
    pub milestone: Milestone,
    pub moment: Moment,
    pub recorded_at: Instant,
    pub by: Option<String>,
}

/// What a milestone said before, and what came in its place.
#[derive(Debug, Clone)]
pub struct PastMilestone {
    pub milestone: Milestone,
    pub moment: Moment,
    /// None where it was unset.
    pub then: Option<Moment>,
    pub replaced_at: Instant,
    pub by: Option<String>,
    /// Unset because the incident was reopened.
    pub reopened: bool,
}

type NowRow = (String, i64, String, String, String, i64, Option<String>);

/// The milestones that are set, with who set them, in the order of the vocabulary.
///
/// # Errors
/// [`Failure::Database`].
pub async fn milestones_now(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Vec<MilestoneNow>, Failure> {
    let rows: Vec<NowRow> = all!(db, NOW, incident.0)?;
    let read = |(name, at, precision, zone, source, recorded_at, by): NowRow| {
        Ok(MilestoneNow {
            milestone: word(&name)?,
            moment: moment(at, &precision, &zone, &source)?,
            recorded_at: Instant::from_micros(recorded_at),
            by,
        })
    };
    let mut now = rows.into_iter().map(read).collect::<Result<Vec<_>, Failure>>()?;
    now.sort_by_key(|one| one.milestone);
    Ok(now)
}

type PastRow = (String, i64, String, String, String, i64, i64, Option<String>, bool);

/// Everything that a milestone of the incident said before, oldest change first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn milestone_history(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Vec<PastMilestone>, Failure> {
    let now = milestones_now(&mut *db, incident).await?;
    let rows: Vec<PastRow> = all!(db, PAST, incident.0)?;
    // (milestone, recorded at, moment): what was ever said.
    let mut said: Vec<(Milestone, Instant, Moment)> =
        now.into_iter().map(|one| (one.milestone, one.recorded_at, one.moment)).collect();
    let mut past = Vec::with_capacity(rows.len());
    for (name, at, precision, zone, source, recorded_at, replaced_at, by, reopened) in rows {
        let (milestone, moment) = (word(&name)?, moment(at, &precision, &zone, &source)?);
        said.push((milestone, Instant::from_micros(recorded_at), moment.clone()));
        let replaced_at = Instant::from_micros(replaced_at);
        past.push(PastMilestone { milestone, moment, then: None, replaced_at, by, reopened });
    }
    for one in &mut past {
        let next = |(name, at, _): &&(Milestone, Instant, Moment)| {
            (*name, *at) == (one.milestone, one.replaced_at)
        };
        one.then = said.iter().find(next).map(|(.., moment)| moment.clone());
    }
    Ok(past)
}

/// When the last impact ended; none while one goes on, and where none is known.
///
/// # Errors
/// [`Failure::Database`].
pub async fn impact_ended(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Option<Moment>, Failure> {
    type Ended = (Option<i64>, Option<String>, Option<String>, Option<String>);
    let row: Option<Ended> = first!(db, LAST_IMPACT, incident.0)?;
    match row {
        Some((Some(at), Some(precision), Some(zone), Some(source))) => {
            moment(at, &precision, &zone, &source).map(Some)
        }
        _ => Ok(None),
    }
}

impl Perform for Milestones {
    const NAME: &'static str = "set milestones";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = super::by_number(&mut work.db, work.viewer, self.incident).await?;
        let known = super::milestones(&mut work.db, incident.id).await?;
        let wanted = settled(work, &incident, &self, &known).await?;
        for (milestone, wanted) in wanted {
            match (find(&known, milestone), wanted) {
                // What the form merely repeats keeps its source and its recorder.
                (before, wanted) if before == wanted => {}
                (_, Some(moment)) => work.set_milestone(incident.id, milestone, &moment).await?,
                (_, None) => work.unset_milestone(incident.id, milestone).await?,
            }
        }
        work.set_at(incident.id).await?;
        let id = incident.id;
        let version = work.bump_parts(id, &[Part::Milestones]).await?;
        work.event("incident.milestones_set", Subject::Incident, id.0, version, Some(id)).await?;
        Ok(Outcome { id: id.0, address: format!("{}#milestones", incident.address()), version })
    }
}

/// All of them as they are to be, each alone against what is saved.
async fn settled(
    work: &mut Work<'_>,
    incident: &Incident,
    wanted: &Milestones,
    known: &[(Milestone, Moment)],
) -> Result<Vec<(Milestone, Option<Moment>)>, Failure> {
    let mut form = Comparison::new(wanted.version, incident.version);
    let mut settled = Vec::new();
    for (milestone, moment) in &wanted.moments {
        let was = wanted.were.iter().find(|(name, _)| name == milestone);
        let (was, saved) = (was.map(|(_, moment)| moment.clone()), find(known, *milestone));
        let of = form.three(was, incident.parts.milestones, moment.clone(), saved);
        let moment = form.moment(milestone.key(), milestone.label(), &of, &wanted.zone);
        settled.push((*milestone, moment));
    }
    work.settled(form, incident.saved(Part::Milestones)).await?;
    Ok(settled)
}

fn find(known: &[(Milestone, Moment)], wanted: Milestone) -> Option<Moment> {
    known.iter().find(|(name, _)| *name == wanted).map(|(_, moment)| moment.clone())
}

impl Work<'_> {
    /// Whoever calls this names [`Part::Milestones`] to [`Work::bump_parts`].
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
