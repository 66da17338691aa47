//! A document into the database: the postmortem with its texts and publications, its factors.

use std::collections::HashMap;

use nofault_domain::document::{Document, Factor, Postmortem, SectionKey, Text};
use nofault_domain::id::IncidentId;
use nofault_domain::number::FactorNumber;
use uuid::Uuid;

use super::arrive::Numbered;
use super::put::said;
use crate::work::Work;
use crate::{Failure, new_id};

statements! {
    POSTMORTEM = "SELECT id FROM postmortem WHERE id = $1";
    ADD_POSTMORTEM = "INSERT INTO postmortem (id, incident_id, created_at, created_by, version, \
        owner_person, due, template_id) VALUES ($1, $2, $3, $4, $5, $6, $7, \
        (SELECT t.id FROM template t WHERE t.id = $8))";
    SECTION = "SELECT id FROM section WHERE id = $1";
    ADD_SECTION = "INSERT INTO section (id, postmortem_id, key, position, title, guidance, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ADD_TEXT = "INSERT INTO revision (subject_id, version, incident_id, body, at, by_person, redacted) \
        VALUES ($1, $2, $3, $4, $5, $6, 0)";
    REVIEW = "SELECT id FROM review WHERE id = $1";
    ADD_REVIEW = "INSERT INTO review (id, postmortem_id, at, by_person) VALUES ($1, $2, $3, $4)";
    REVIEWER = "SELECT id FROM reviewer WHERE id = $1";
    ADD_REVIEWER = "INSERT INTO reviewer (id, postmortem_id, person_id, at, by_person, removed_at, \
        approved_at, approved_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    PUBLICATION = "SELECT id FROM publication WHERE id = $1";
    ADD_PUBLICATION = "INSERT INTO publication (id, postmortem_id, at, by_person, number) \
        VALUES ($1, $2, $3, $4, $5)";
    ADD_SHOWN = "INSERT INTO publication_section (publication_id, section_id, version) \
        VALUES ($1, $2, $3)";
    FACTOR = "SELECT id FROM factor WHERE id = $1";
    FACTOR_NAMED = "SELECT id FROM factor WHERE title_key = $1 AND category = $2 ORDER BY number LIMIT 1";
    ADD_FACTOR = "INSERT INTO factor (id, number, title, title_key, category, about, created_at, \
        created_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    ADD_LINK = "INSERT INTO incident_factor (id, incident_id, factor_id, note, at, by_person, is_trigger, \
        version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT DO NOTHING";
}

impl Work<'_> {
    pub(super) async fn put_paper(&mut self, document: &Document) -> Result<(), Failure> {
        let Some(postmortem) = &document.postmortem else { return Ok(()) };
        let id = self.id(POSTMORTEM, postmortem.id.0).await?;
        let author = self.somebody(postmortem.author.as_ref()).await?;
        let owner = self.somebody(postmortem.owner.as_ref()).await?;
        change!(
            &mut self.db,
            ADD_POSTMORTEM,
            id,
            document.id.0,
            postmortem.recorded_at.micros(),
            author,
            postmortem.version,
            owner,
            postmortem.due.map(|due| due.to_string()),
            postmortem.template.map(|template| template.0)
        )?;
        let mut sections = HashMap::new();
        for (section, position) in document.sections.iter().zip(1_i64..) {
            let section_id = self.id(SECTION, section.id.0).await?;
            let version = section.texts.first().map_or(1, |text| text.version);
            let (key, title) = (section.key.as_str(), section.title.as_str());
            let guidance = said(section.guidance.as_ref());
            change!(
                &mut self.db,
                ADD_SECTION,
                section_id,
                id,
                key,
                position,
                title,
                guidance,
                version
            )?;
            for text in &section.texts {
                self.put_text(document.id, section_id, text).await?;
            }
            sections.insert(section.key.clone(), section_id);
        }
        self.publish(id, postmortem, &sections).await
    }

    async fn put_text(
        &mut self,
        incident: IncidentId,
        section: Uuid,
        text: &Text,
    ) -> Result<(), Failure> {
        let by = self.somebody(text.by.as_ref()).await?;
        let (body, at) = (said(text.body.as_ref()), text.at.micros());
        change!(&mut self.db, ADD_TEXT, section, text.version, incident.0, body, at, by)?;
        Ok(())
    }

    async fn publish(
        &mut self,
        postmortem: Uuid,
        said: &Postmortem,
        sections: &HashMap<SectionKey, Uuid>,
    ) -> Result<(), Failure> {
        if let Some(review) = &said.review {
            let id = self.id(REVIEW, review.id).await?;
            let by = self.somebody(review.by.as_ref()).await?;
            change!(&mut self.db, ADD_REVIEW, id, postmortem, review.at.micros(), by)?;
        }
        for reviewer in &said.reviewers {
            let id = self.id(REVIEWER, reviewer.id).await?;
            let person = self.person_named(&reviewer.name).await?.0;
            let by = self.somebody(reviewer.by.as_ref()).await?;
            let (at, approved) = (reviewer.at.micros(), reviewer.approved_version);
            let [removed_at, approved_at] =
                [reviewer.removed_at, reviewer.approved_at].map(|at| at.map(|at| at.micros()));
            change!(
                &mut self.db,
                ADD_REVIEWER,
                id,
                postmortem,
                person,
                at,
                by,
                removed_at,
                approved_at,
                approved
            )?;
        }
        for publication in &said.publications {
            let id = self.id(PUBLICATION, publication.id).await?;
            let by = self.somebody(publication.by.as_ref()).await?;
            let (at, number) = (publication.at.micros(), publication.number);
            change!(&mut self.db, ADD_PUBLICATION, id, postmortem, at, by, number)?;
            for (key, version) in &publication.sections {
                if let Some(section) = sections.get(key) {
                    change!(&mut self.db, ADD_SHOWN, id, *section, *version)?;
                }
            }
        }
        Ok(())
    }

    /// The factors by their numbers in the document. A factor is shared by incidents: one that
    /// is there, by its id or its title, is the same one, and stays as it is.
    pub(super) async fn put_factors(
        &mut self,
        incident: IncidentId,
        factors: &[Factor],
        ours: bool,
    ) -> Result<HashMap<FactorNumber, Uuid>, Failure> {
        let mut ids = HashMap::new();
        for factor in factors {
            let id = self.factor(factor, ours).await?;
            if factor.contributed {
                let (link, now, by) = (new_id(), self.now.micros(), self.person());
                let note = said(factor.note.as_ref());
                let trigger = factor.trigger;
                change!(&mut self.db, ADD_LINK, link, incident.0, id, note, now, by, trigger)?;
            }
            ids.insert(factor.number, id);
        }
        Ok(ids)
    }

    async fn factor(&mut self, factor: &Factor, ours: bool) -> Result<Uuid, Failure> {
        let key = factor.title.as_str().to_lowercase();
        let category = factor.category.as_str();
        let known: Option<(Uuid,)> = first!(&mut self.db, FACTOR, factor.id.0)?;
        let known = match known {
            Some(known) => Some(known),
            None => first!(&mut self.db, FACTOR_NAMED, key.as_str(), category)?,
        };
        if let Some((id,)) = known {
            return Ok(id);
        }
        let number = self.number(Numbered::Factor, factor.number.0, ours).await?;
        let (id, now, by) = (factor.id.0, self.now.micros(), self.person());
        let (title, about) = (factor.title.as_str(), said(factor.about.as_ref()));
        change!(&mut self.db, ADD_FACTOR, id, number, title, key, category, about, now, by)?;
        Ok(id)
    }
}
