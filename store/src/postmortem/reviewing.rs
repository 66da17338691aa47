//! Asking for a review, going back to the draft, naming reviewers, approving.

use nofault_domain::access::Role;
use nofault_domain::command::reviewing::{
    Approval, DraftReturn, ReviewAsking, ReviewerRemoval, ReviewersNaming,
};
use nofault_domain::event::Subject;
use nofault_domain::id::{IncidentId, PersonId, PostmortemId};
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use super::write::address;
use super::{Postmortem, Reviewer};
use crate::incident::Incident;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    ASK = "INSERT INTO review (id, postmortem_id, at, by_person) VALUES ($1, $2, $3, $4)";
    END = "UPDATE review SET ended_at = $2, ended_by = $3 WHERE postmortem_id = $1 AND ended_at IS NULL";
    NAME = "INSERT INTO reviewer (id, postmortem_id, person_id, at, by_person) VALUES ($1, $2, $3, $4, $5)";
    REMOVE = "UPDATE reviewer SET removed_at = $2 WHERE id = $1";
    APPROVE = "UPDATE reviewer SET approved_at = $2, approved_version = $3 WHERE id = $1";
    // Who can sign in, and whether they then see the incident.
    SIGNS_IN = "SELECT p.name, (NOT i.private OR EXISTS (SELECT 1 FROM incident_access x \
        WHERE x.incident_id = i.id AND (x.holder_id = p.id OR x.holder_id IN \
        (SELECT m.team_id FROM team_member m WHERE m.person_id = p.id)))) FROM person p \
        JOIN account a ON a.person_id = p.id AND a.disabled_at IS NULL \
        JOIN incident i ON i.id = $2 WHERE p.id = $1 AND p.left_at IS NULL";
}

impl Perform for ReviewAsking {
    const NAME: &'static str = "ask for review";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        if postmortem.is_in_review() {
            return Err(Refusal::Conflict("It is in review already.".to_owned()).into());
        }
        if postmortem.sections.iter().all(|section| section.body.trim().is_empty()) {
            let empty = "Nothing is written yet: write a summary before you ask others to read it.";
            return Err(Refusal::field("review", empty).into());
        }
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, ASK, new_id(), postmortem.id.0, at, by)?;
        work.stepped(&incident, &postmortem, "postmortem.review_asked").await
    }
}

impl Perform for DraftReturn {
    const NAME: &'static str = "return to draft";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        if !postmortem.is_in_review() {
            return Err(Refusal::Conflict("It is not in review.".to_owned()).into());
        }
        work.end_review(&postmortem).await?;
        work.stepped(&incident, &postmortem, "postmortem.returned_to_draft").await
    }
}

impl Perform for ReviewersNaming {
    const NAME: &'static str = "name reviewers";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        for person in self.people {
            work.may_review(person, incident.id).await?;
            if postmortem.reviewer(person).is_none() {
                work.name_reviewer(postmortem.id, person).await?;
            }
        }
        work.stepped(&incident, &postmortem, "postmortem.reviewers_named").await
    }
}

impl Perform for ReviewerRemoval {
    const NAME: &'static str = "remove reviewer";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let reviewer = postmortem.reviewer(self.person).ok_or(Refusal::NotFound("reviewer"))?;
        change!(&mut work.db, REMOVE, reviewer.id, work.now.micros())?;
        work.stepped(&incident, &postmortem, "postmortem.reviewer_removed").await
    }
}

impl Perform for Approval {
    const NAME: &'static str = "approve postmortem";

    /// Whoever was named, whatever their role.
    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let me = work.viewer.person();
        let Some(reviewer) = me.and_then(|me| postmortem.reviewer(me)) else {
            let why = "Only a reviewer of this postmortem may approve it. Nothing was changed.";
            return Err(Refusal::Forbidden(why.to_owned()).into());
        };
        if !postmortem.is_in_review() {
            let why = "It is not in review: ask for one first.";
            return Err(Refusal::Conflict(why.to_owned()).into());
        }
        if postmortem.version != self.version {
            let why =
                "It was changed while you were reading: look at it again before you approve it.";
            return Err(Refusal::Conflict(why.to_owned()).into());
        }
        work.approve(reviewer, self.version).await?;
        work.stepped(&incident, &postmortem, "postmortem.approved").await
    }
}

impl Work<'_> {
    /// Where one is asked for. The caller appends the event.
    pub(super) async fn end_review(&mut self, postmortem: &Postmortem) -> Result<(), Failure> {
        let (at, by) = (self.now.micros(), self.person());
        change!(&mut self.db, END, postmortem.id.0, at, by)?;
        Ok(())
    }

    /// As [`Work::end_review`].
    pub(crate) async fn name_reviewer(
        &mut self,
        postmortem: PostmortemId,
        person: PersonId,
    ) -> Result<(), Failure> {
        let (at, by) = (self.now.micros(), self.person());
        change!(&mut self.db, NAME, new_id(), postmortem.0, person.0, at, by)?;
        Ok(())
    }

    /// As [`Work::end_review`].
    pub(crate) async fn approve(
        &mut self,
        reviewer: &Reviewer,
        version: i64,
    ) -> Result<(), Failure> {
        change!(&mut self.db, APPROVE, reviewer.id, self.now.micros(), version)?;
        Ok(())
    }

    async fn may_review(&mut self, person: PersonId, incident: IncidentId) -> Result<(), Failure> {
        let row: Option<(String, bool)> = first!(&mut self.db, SIGNS_IN, person.0, incident.0)?;
        let refused = match row {
            Some((_, true)) => return Ok(()),
            Some((name, false)) => {
                format!("{name} may not see this incident: name them there first.")
            }
            None => "One of these people cannot sign in: choose from the list.".to_owned(),
        };
        Err(Refusal::field("people", refused).into())
    }

    /// A step on the way: the text and its version stay.
    async fn stepped(
        &mut self,
        incident: &Incident,
        postmortem: &Postmortem,
        event: &'static str,
    ) -> Result<Outcome, Failure> {
        let (id, version): (Uuid, i64) = (postmortem.id.0, postmortem.version);
        self.event(event, Subject::Postmortem, id, version, Some(incident.id)).await?;
        Ok(Outcome { id, address: format!("{}#_way", address(incident)), version })
    }
}
