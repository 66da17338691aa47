//! Adding an impact, correcting it, ending it, removing it.

use nofault_domain::access::Role;
use nofault_domain::command::impact::{
    ImpactContent, ImpactEdit, ImpactEnding, ImpactRemoval, NewImpact,
};
use nofault_domain::event::Subject;
use nofault_domain::id::{ImpactId, IncidentId, ServiceId};
use nofault_domain::impact::Fraction;
use nofault_domain::number::ImpactNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Reason;
use nofault_domain::word::Word;
use uuid::Uuid;

use super::{Impact, one, settle};
use crate::incident::{self, Incident};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, catalog, new_id};

statements! {
    COUNT = "SELECT COALESCE(MAX(number), 0) + 1 FROM impact WHERE incident_id = $1";
    INSERT = "INSERT INTO impact (id, incident_id, number, service_id, fraction, words, from_at, \
        from_precision, from_zone, from_source, to_at, to_precision, to_zone, to_source, \
        recorded_at, recorded_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1)";
    LISTED = "SELECT service_id FROM incident_service WHERE incident_id = $1 AND service_id = $2";
    DETAILS_CHANGED = "UPDATE incident SET version = version + 1, details_version = version + 1 \
        WHERE id = $1";
    REMOVE = "UPDATE impact SET removed_at = $2, removed_by = $3, version = version + 1 WHERE id = $1";
}

impl Perform for NewImpact {
    const NAME: &'static str = "add impact";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let service = work.touched(&incident, &self.content).await?;
        let id = new_id();
        let (number,): (i64,) = one!(&mut work.db, COUNT, incident.id.0)?;
        let (at, by) = (work.now.micros(), work.person());
        let ImpactContent { span, fraction, words, .. } = &self.content;
        let (from, to) = (&span.from, span.to.as_ref());
        change!(
            &mut work.db,
            INSERT,
            id,
            incident.id.0,
            number,
            service.0,
            fraction.map(Fraction::millionths),
            words.as_ref().map_or("", |words| words.as_str()),
            from.at.micros(),
            from.precision.key(),
            from.zone.name(),
            from.source.key(),
            to.map(|to| to.at.micros()),
            to.map(|to| to.precision.key()),
            to.map(|to| to.zone.name()),
            to.map(|to| to.source.key()),
            at,
            by
        )?;
        work.impact_changed("impact.added", &incident, ImpactId(id), 1).await
    }
}

impl Perform for ImpactEdit {
    const NAME: &'static str = "edit impact";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let before = work.standing_impact(incident.id, self.impact).await?;
        let content = settle::edit(work, incident.id, &before, self).await?;
        let service = work.touched(&incident, &content).await?;
        let ImpactContent { span, fraction, words, .. } = content;
        let words = words.map(Reason::into_string).unwrap_or_default();
        let version = work.revise_impact(&before, service, fraction, &words, &span).await?;
        work.impact_changed("impact.edited", &incident, before.id, version).await
    }
}

impl Perform for ImpactEnding {
    const NAME: &'static str = "end impact";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let before = work.standing_impact(incident.id, self.impact).await?;
        let Impact { id, said, .. } = before.clone();
        let span = settle::end(work, incident.id, &before, &self).await?;
        let (service, fraction, words) = (said.service, said.fraction, said.words);
        let version = work.revise_impact(&before, service, fraction, &words, &span).await?;
        work.impact_changed("impact.ended", &incident, id, version).await
    }
}

impl Perform for ImpactRemoval {
    const NAME: &'static str = "remove impact";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let incident = incident::by_number(&mut work.db, work.viewer, self.incident).await?;
        let before = work.standing_impact(incident.id, self.impact).await?;
        work.unchanged(self.version, settle::saved(incident.id, &before)).await?;
        let (at, by) = (work.now.micros(), work.person());
        change!(&mut work.db, REMOVE, before.id.0, at, by)?;
        work.impact_changed("impact.removed", &incident, before.id, before.version + 1).await
    }
}

impl Work<'_> {
    /// An impact that may be changed: nobody removed it.
    async fn standing_impact(
        &mut self,
        incident: IncidentId,
        number: ImpactNumber,
    ) -> Result<Impact, Failure> {
        let impact = one(&mut self.db, incident, number).await?;
        let Some((_, by)) = impact.removed else { return Ok(impact) };
        let by = by.unwrap_or_else(|| "the operator".to_owned());
        let gone = format!("{by} removed this impact meanwhile. Add it again where it was one.");
        Err(Refusal::Conflict(gone).into())
    }

    /// Its service, which the incident then lists too.
    async fn touched(
        &mut self,
        incident: &Incident,
        content: &ImpactContent,
    ) -> Result<ServiceId, Failure> {
        let (id, private) = (incident.id, incident.private);
        let service = catalog::service_of(self, &content.service, private, "service").await?;
        let listed: Option<(Uuid,)> = first!(&mut self.db, LISTED, id.0, service.0)?;
        if listed.is_none() {
            self.add_service(id, service).await?;
            change!(&mut self.db, DETAILS_CHANGED, id.0)?;
        }
        Ok(service)
    }

    /// After any change of an impact: the milestones follow, and the event tells of it.
    async fn impact_changed(
        &mut self,
        event: &'static str,
        incident: &Incident,
        impact: ImpactId,
        version: i64,
    ) -> Result<Outcome, Failure> {
        self.follow_impacts(incident.id).await?;
        self.event(event, Subject::Impact, impact.0, version, Some(incident.id)).await?;
        let address = format!("{}#impacts", incident.address());
        Ok(Outcome { id: impact.0, address, version })
    }
}
