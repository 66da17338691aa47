//! A document into the database: the incident, its impacts, its timeline, its actions.

use std::collections::HashMap;

use nofault_domain::document::{Action, Change, Document, Entry, Impact, Update};
use nofault_domain::id::IncidentId;
use nofault_domain::impact::Fraction;
use nofault_domain::incident::IncidentRole;
use nofault_domain::moment::Moment;
use nofault_domain::number::FactorNumber;
use nofault_domain::severity::Severity;
use nofault_domain::text::{Markdown, Name};
use nofault_domain::word::Word;
use uuid::Uuid;

use super::arrive::Numbered;
use crate::work::Work;
use crate::{Failure, catalog};

statements! {
    INSERT = "INSERT INTO incident (id, number, title, title_key, summary, kind, status, severity, \
        severity_highest, entered, private, home_zone, reference, import_key, batch_id, at, \
        recorded_at, entries, version) VALUES \
        ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)";
    ADD_HOLDER = "INSERT INTO incident_access (incident_id, holder_id) VALUES ($1, $2)";
    ADD_STATED = "INSERT INTO stated_duration (incident_id, metric, micros) VALUES ($1, $2, $3)";
    IMPACT = "SELECT id FROM impact WHERE id = $1";
    ADD_IMPACT = "INSERT INTO impact (id, incident_id, number, service_id, fraction, words, from_at, \
        from_precision, from_zone, from_source, to_at, to_precision, to_zone, to_source, recorded_at, \
        recorded_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
        $15, $16, 1)";
    ENTRY = "SELECT id FROM entry WHERE id = $1";
    ADD_ENTRY = "INSERT INTO entry (id, incident_id, number, kind, changed_field, changed_from, \
        changed_to, at, precision, zone, source, recorded_at, recorded_by, evidence, pinned, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";
    ACTION = "SELECT id FROM action WHERE id = $1";
    ADD_ACTION = "INSERT INTO action (id, number, incident_id, title, kind, priority, state, \
        owner_person, owner_team, due, created_at, success, tracker, factor_id, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)";
    CLOSURE = "SELECT id FROM action_closure WHERE id = $1";
    CLOSE = "INSERT INTO action_closure (id, action_id, state, at, by_person, note, verify_on) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    VERIFICATION = "SELECT id FROM verification WHERE id = $1";
    VERIFY = "INSERT INTO verification (id, action_id, closure_id, verdict, note, at, by_person) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "SELECT id FROM stakeholder_update WHERE id = $1";
    ADD_UPDATE = "INSERT INTO stakeholder_update (id, incident_id, number, status, severity, at, \
        next_at, next_zone, recorded_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    TEAM = "SELECT id FROM team WHERE name_key = $1";
    ADD_TEAM = "INSERT INTO team (id, name, name_key, version) VALUES ($1, $2, $3, 1)";
}

impl Work<'_> {
    /// All of it. `key` is that of a file of others, which has no numbers of its own.
    pub(super) async fn put_document(
        &mut self,
        document: &Document,
        key: Option<&str>,
    ) -> Result<(), Failure> {
        let ours = key.is_none();
        let number = self.number(Numbered::Incident, document.number.0, ours).await?;
        self.put_incident(document, number, key).await?;
        let incident = document.id;
        for impact in &document.impacts {
            self.put_impact(incident, impact).await?;
        }
        let factors = self.put_factors(incident, &document.factors, ours).await?;
        for action in &document.actions {
            self.put_action(incident, action, &factors, ours).await?;
        }
        for entry in &document.entries {
            self.put_entry(incident, entry).await?;
        }
        for update in &document.updates {
            self.put_update(incident, update).await?;
        }
        self.put_paper(document).await
    }

    async fn put_incident(
        &mut self,
        document: &Document,
        number: i64,
        key: Option<&str>,
    ) -> Result<(), Failure> {
        let (id, title) = (document.id, document.title.as_str());
        let summary = said(document.summary.as_ref());
        let entries = document.entries.iter().map(|entry| entry.number.0).max().unwrap_or(0);
        change!(
            &mut self.db,
            INSERT,
            id.0,
            number,
            title,
            title.to_lowercase(),
            summary,
            document.kind.key(),
            document.status.key(),
            document.severity.map(Severity::level),
            document.severity_highest.map(Severity::level),
            document.entered.key(),
            document.private,
            document.zone.name(),
            document.reference.as_ref().map(|reference| reference.as_str()),
            key,
            self.batch.map(|batch| batch.0),
            document.at().micros(),
            document.recorded_at.micros(),
            entries
        )?;
        self.revise(id.0, 1, id, &format!("{title}\n\n{summary}")).await?;
        if let Some(person) = self.person().filter(|_| document.private) {
            change!(&mut self.db, ADD_HOLDER, id.0, person)?;
        }
        self.add_services(id, &document.services, document.private).await?;
        let mut labels = document.labels.clone();
        labels.sort();
        labels.dedup();
        self.add_labels(id, &labels).await?;
        for (milestone, moment) in &document.milestones {
            self.set_milestone(id, *milestone, moment).await?;
        }
        for (metric, length) in &document.stated {
            change!(&mut self.db, ADD_STATED, id.0, metric.as_str(), length.micros())?;
        }
        Ok(())
    }

    async fn put_impact(&mut self, incident: IncidentId, impact: &Impact) -> Result<(), Failure> {
        let id = self.id(IMPACT, impact.id.0).await?;
        let service = catalog::service_named(self, &impact.service).await?;
        let (now, person, from, to) =
            (self.now.micros(), self.person(), &impact.from, impact.to.as_ref());
        change!(
            &mut self.db,
            ADD_IMPACT,
            id,
            incident.0,
            impact.number.0,
            service.0,
            impact.fraction.map(Fraction::millionths),
            said(impact.words.as_ref()),
            from.at.micros(),
            from.precision.key(),
            from.zone.name(),
            from.source.key(),
            to.map(|to| to.at.micros()),
            to.map(|to| to.precision.key()),
            to.map(|to| to.zone.name()),
            to.map(|to: &Moment| to.source.key()),
            now,
            person
        )?;
        Ok(())
    }

    async fn put_entry(&mut self, incident: IncidentId, entry: &Entry) -> Result<(), Failure> {
        let id = self.id(ENTRY, entry.id.0).await?;
        let author = self.somebody(entry.author.as_ref()).await?;
        let change = match &entry.change {
            Some(change) => Some(self.told(change).await?),
            None => None,
        };
        let (from, to) = change.unzip();
        let at = &entry.at;
        change!(
            &mut self.db,
            ADD_ENTRY,
            id,
            incident.0,
            entry.number.0,
            entry.kind.key(),
            entry.change.as_ref().map(|change| change.field.key()),
            from,
            to,
            at.at.micros(),
            at.precision.key(),
            at.zone.name(),
            at.source.key(),
            entry.recorded_at.micros(),
            author,
            entry.evidence.as_ref().map_or("", |link| link.as_str()),
            entry.pinned
        )?;
        self.revise(id, 1, incident, said(entry.body.as_ref())).await
    }

    async fn put_update(&mut self, incident: IncidentId, update: &Update) -> Result<(), Failure> {
        let id = self.id(UPDATE, update.id.0).await?;
        let author = self.somebody(update.author.as_ref()).await?;
        let next = update.next.as_ref();
        change!(
            &mut self.db,
            ADD_UPDATE,
            id,
            incident.0,
            update.number.0,
            update.status.key(),
            update.severity.map(Severity::level),
            update.at.micros(),
            next.map(|next| next.at.micros()),
            next.map(|next| next.zone.name()),
            author
        )?;
        self.revise(id, 1, incident, said(update.body.as_ref())).await
    }

    /// What a change of hands names are people of here.
    async fn told(&mut self, change: &Change) -> Result<(String, String), Failure> {
        let role = IncidentRole::ALL.iter().any(|role| role.field() == change.field);
        let mut both = [change.from.clone(), change.to.clone()];
        for one in both.iter_mut().filter(|_| role) {
            if let Ok(name) = Name::parse(one) {
                *one = self.person_named(&name).await?.to_string();
            }
        }
        let [from, to] = both;
        Ok((from, to))
    }

    async fn put_action(
        &mut self,
        incident: IncidentId,
        action: &Action,
        factors: &HashMap<FactorNumber, Uuid>,
        ours: bool,
    ) -> Result<(), Failure> {
        let id = self.id(ACTION, action.id.0).await?;
        let number = self.number(Numbered::Action, action.number.0, ours).await?;
        let person = self.somebody(action.owner.as_ref()).await?;
        let team = match action.team.as_ref().filter(|_| person.is_none()) {
            Some(name) => Some(self.team(name).await?),
            None => None,
        };
        change!(
            &mut self.db,
            ADD_ACTION,
            id,
            number,
            incident.0,
            action.title.as_str(),
            action.kind.map(Word::key),
            action.priority.map(Word::key),
            action.state.key(),
            person,
            team,
            action.due.map(|due| due.to_string()),
            action.recorded_at.micros(),
            said(action.success.as_ref()),
            said(action.tracker.as_ref()),
            action.factor.and_then(|factor| factors.get(&factor).copied())
        )?;
        if let Some(closure) = action.closure.as_ref().filter(|_| action.state.is_ended()) {
            let closed = self.id(CLOSURE, closure.id).await?;
            let by = self.somebody(closure.by.as_ref()).await?;
            let verify_on = closure.verify_on.map(|day| day.to_string());
            let (state, at, note) =
                (action.state.key(), closure.at.micros(), said(closure.note.as_ref()));
            change!(&mut self.db, CLOSE, closed, id, state, at, by, note, verify_on)?;
            for one in &closure.verifications {
                let verification = self.id(VERIFICATION, one.id).await?;
                let by = self.somebody(one.by.as_ref()).await?;
                let (verdict, at, note) =
                    (one.verdict.key(), one.at.micros(), said(one.note.as_ref()));
                change!(&mut self.db, VERIFY, verification, id, closed, verdict, note, at, by)?;
            }
        }
        Ok(())
    }

    /// The person of a name; nobody where there is none.
    pub(super) async fn somebody(&mut self, name: Option<&Name>) -> Result<Option<Uuid>, Failure> {
        match name {
            Some(name) => Ok(Some(self.person_named(name).await?.0)),
            None => Ok(None),
        }
    }

    async fn team(&mut self, name: &Name) -> Result<Uuid, Failure> {
        let known: Option<(Uuid,)> = first!(&mut self.db, TEAM, name.key())?;
        if let Some((id,)) = known {
            return Ok(id);
        }
        let id = crate::new_id();
        change!(&mut self.db, ADD_TEAM, id, name.as_str(), name.key())?;
        Ok(id)
    }
}

pub(super) fn said(text: Option<&Markdown>) -> &str {
    text.map_or("", Markdown::as_str)
}
