//! One incident goes on in another: its page leads there, and its timeline is read there, too.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::triage::Merge;
use nofault_domain::entry::ChangedField;
use nofault_domain::event::Subject;
use nofault_domain::id::IncidentId;
use nofault_domain::incident::Kind;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Incident, Part};
use crate::timeline::Change;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, visible};

statements! {
    SET = "UPDATE incident SET status = 'merged', merged_into = $2 WHERE id = $1";
    INTO = concat!("SELECT i.number, i.title FROM incident s JOIN incident i ON i.id = s.merged_into \
        WHERE s.id = $3 AND ", visible!());
    // What was merged into this, and what had been merged into that.
    PARTS = concat!("WITH RECURSIVE part (id) AS (SELECT s.id FROM incident s WHERE s.merged_into = $3 \
        UNION SELECT s.id FROM incident s JOIN part o ON s.merged_into = o.id) \
        SELECT i.id, i.number, i.title FROM incident i WHERE i.id IN (SELECT p.id FROM part p) AND ",
        visible!(), " ORDER BY i.number");
    // Whoever follows it hears how it goes on, as far as they may see that.
    FOLLOW_ON = "INSERT INTO follow (incident_id, person_id, at) \
        SELECT i.id, f.person_id, $3 FROM follow f JOIN incident i ON i.id = $2 \
        WHERE f.incident_id = $1 AND (NOT i.private OR EXISTS (SELECT 1 FROM incident_access x \
        WHERE x.incident_id = i.id AND (x.holder_id = f.person_id OR x.holder_id IN \
        (SELECT m.team_id FROM team_member m WHERE m.person_id = f.person_id)))) \
        ON CONFLICT (incident_id, person_id) DO NOTHING";
    NAMED_IN_ONE = "SELECT COUNT(*) FROM (SELECT x.holder_id FROM incident_access x \
        WHERE x.incident_id = $1 OR x.incident_id = $2 GROUP BY x.holder_id HAVING COUNT(*) = 1) AS one";
    ON = "SELECT merged_into FROM incident WHERE id = $1";
    VERSION = "SELECT version FROM incident WHERE id = $1";
}

/// An incident that was merged into another.
#[derive(Debug, Clone)]
pub struct MergedPart {
    pub id: IncidentId,
    pub number: IncidentNumber,
    pub title: String,
}

/// Where a merged incident goes on: number and title, where the viewer may see that one.
///
/// # Errors
/// [`Failure::Database`].
pub async fn merged_into(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Option<(IncidentNumber, String)>, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<(i64, String)> = first!(db, INTO, all, person, incident.0)?;
    Ok(row.map(|(number, title)| (IncidentNumber(number), title)))
}

/// What goes on in this incident, whether merged into it or into one that was; by number.
///
/// # Errors
/// [`Failure::Database`].
pub async fn merged_parts(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Vec<MergedPart>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(Uuid, i64, String)> = all!(db, PARTS, all, person, incident.0)?;
    let part = |(id, number, title)| MergedPart {
        id: IncidentId(id),
        number: IncidentNumber(number),
        title,
    };
    Ok(rows.into_iter().map(part).collect())
}

impl Perform for Merge {
    const NAME: &'static str = "merge incident";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = work.incident_part_at(self.incident, self.version, Part::Status).await?;
        let into = work.target(&incident, self.into).await?;
        let id = incident.id;
        let change = Change {
            field: ChangedField::Status,
            from: incident.status.key().to_owned(),
            to: Status::Merged.key().to_owned(),
        };
        work.log_change(id, change, &self.at, self.comment.as_ref()).await?;
        change!(&mut work.db, SET, id.0, into.id.0)?;
        let now = work.now.micros();
        change!(&mut work.db, FOLLOW_ON, id.0, into.id.0, now)?;
        let version = work.bump_parts(id, &[Part::Status]).await?;
        work.event("incident.merged", Subject::Incident, id.0, version, Some(id)).await?;
        work.event_of_other("incident.joined", into.id).await?;
        let address = format!("{}?from={}#merged", into.address(), incident.number);
        Ok(Outcome { id: id.0, address, version })
    }
}

impl Work<'_> {
    /// The incident in which another may go on. As a merged one is no target, there is no circle.
    async fn target(
        &mut self,
        from: &Incident,
        number: IncidentNumber,
    ) -> Result<Incident, Failure> {
        let refused = |message: String| Err(Refusal::field("into", message).into());
        if from.status == Status::Merged {
            return refused(
                "It is merged already: change its status to part them first.".to_owned(),
            );
        }
        let into = match super::by_number(&mut self.db, self.viewer, number).await {
            Err(Failure::Refused(refusal)) => return refused(refusal.to_string()),
            found => found?,
        };
        if into.status == Status::Merged {
            let on = merged_into(&mut self.db, self.viewer, into.id).await?;
            let on = on.map_or_else(|| "another".to_owned(), |(number, _)| number.to_string());
            return refused(format!("{number} itself goes on in {on}: name that one."));
        }
        if matches!(into.status, Status::Declined | Status::Canceled) {
            let ended = into.status.label().to_lowercase();
            return refused(format!(
                "{number} is {ended}: what is merged into it would count nowhere."
            ));
        }
        if into.kind == Kind::Drill && from.kind != Kind::Drill {
            return refused(format!(
                "{number} is a drill: what is merged into it would count nowhere."
            ));
        }
        let (differ,): (i64,) = one!(&mut self.db, NAMED_IN_ONE, from.id.0, into.id.0)?;
        if from.private != into.private || differ > 0 {
            return refused(format!(
                "Not the same people may see {} and {number}, and merging would show them more: \
                 give both the same privacy first.",
                from.number
            ));
        }
        Ok(into)
    }

    /// Something changed on the timeline of an incident, which is read in all those in which it
    /// goes on: each is told once by a command.
    pub(crate) async fn tell_targets(&mut self, incident: IncidentId) -> Result<(), Failure> {
        if self.told.contains(&incident) {
            return Ok(());
        }
        self.told.push(incident);
        let mut last = incident;
        loop {
            let (on,): (Option<Uuid>,) = one!(&mut self.db, ON, last.0)?;
            let Some(on) = on else { return Ok(()) };
            last = IncidentId(on);
            self.event_of_other("incident.part_changed", last).await?;
        }
    }

    /// So that who looks at another incident sees what a command did to it.
    pub(crate) async fn event_of_other(
        &mut self,
        name: &'static str,
        other: IncidentId,
    ) -> Result<(), Failure> {
        let (version,): (i64,) = one!(&mut self.db, VERSION, other.0)?;
        self.append(name, Subject::Incident, other.0, version, Some(other)).await
    }
}
