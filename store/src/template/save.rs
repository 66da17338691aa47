//! Saving templates, putting them away, taking them back.

use nofault_domain::access::Role;
use nofault_domain::command::template::{
    TemplateArchiving, TemplateContent, TemplateMove, TemplateRestoration, TemplateSaving,
    TemplateWas,
};
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::TemplateId;
use nofault_domain::refusal::Refusal;
use nofault_domain::severity::Severity;
use nofault_domain::template::{SectionTemplate, keyed, read};
use nofault_domain::text::{Markdown, Name};
use nofault_domain::word::Word;
use uuid::Uuid;

use super::Template;
use crate::conflict::Alone;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    NAMED = "SELECT id FROM template WHERE name_key = $1";
    LAST = "SELECT CAST(COALESCE(MAX(position), 0) AS BIGINT) FROM template";
    INSERT = "INSERT INTO template (id, name, name_key, level, kind, severity, position, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1)";
    SET = "UPDATE template SET name = $2, name_key = $3, level = $4, kind = $5, severity = $6, \
        position = $7, version = version + 1 WHERE id = $1";
    CLEAR = "DELETE FROM template_section WHERE template_id = $1";
    ADD_SECTION = "INSERT INTO template_section (template_id, key, position, title, guidance) \
        VALUES ($1, $2, $3, $4, $5)";
    SET_ARCHIVED = "UPDATE template SET archived_at = $2, version = version + 1 WHERE id = $1";
}

impl Perform for TemplateSaving {
    const NAME: &'static str = "save template";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let Self { id, mut content, was } = self;
        let (id, seen, before) = match id {
            None => (new_id(), None, Vec::new()),
            Some((id, seen)) => {
                let saved = super::template(&mut work.db, id).await?;
                content = together(work, seen, content, was, &saved).await?;
                (id.0, Some(saved.version), saved.sections)
            }
        };
        let wrong = |error: nofault_domain::template::TextError| {
            Refusal::field("sections", error.to_string())
        };
        let drafted = read(content.sections.as_str()).map_err(wrong)?;
        let sections = keyed(drafted, &before).map_err(wrong)?;
        let key = content.name.key();
        let same: Option<(Uuid,)> = first!(&mut work.db, NAMED, key.as_str())?;
        if same.is_some_and(|(other,)| other != id) {
            let taken = "There is a template of this name already.";
            return Err(Refusal::field("name", taken).into());
        }
        let place = match content.position {
            Some(place) => place,
            None => {
                let (last,): (i64,) = one!(&mut work.db, LAST)?;
                last + 1
            }
        };
        let statement = if seen.is_some() { SET } else { INSERT };
        change!(
            &mut work.db,
            statement,
            id,
            content.name.as_str(),
            key,
            content.level.key(),
            content.kind.map(Word::key),
            content.severity.map(Severity::level),
            place
        )?;
        set_sections(work, id, &sections).await?;
        let version = seen.map_or(1, |version| version + 1);
        work.event("template.saved", Subject::Template, id, version, None).await?;
        Ok(Outcome { id, address: super::address(TemplateId(id)), version })
    }
}

/// What was typed together with what is saved, where nobody would be overwritten.
async fn together(
    work: &mut Work<'_>,
    seen: i64,
    mine: TemplateContent,
    was: TemplateWas,
    saved: &Template,
) -> Result<TemplateContent, Failure> {
    let version = saved.version;
    let text = saved.text();
    let mut form = Comparison::new(seen, version);
    let place = |place: Option<i64>| place.map(|place| place.to_string()).unwrap_or_default();
    let (places, was_place) =
        ((place(mine.position), saved.scope.position.to_string()), was.position.map(place));
    let name = {
        let was = was.name.as_ref().map(Name::as_str);
        let of = form.three(was, version, mine.name.as_str(), saved.name.as_str());
        form.line("name", "Name", &of)
    };
    let level = form.three(was.level, version, mine.level, saved.scope.level);
    let level = form.word("level", "Level", &level);
    let kind = form.three(was.kind, version, mine.kind, saved.scope.kind);
    let kind = form.choice("kind", "Kind", &kind);
    let severity = form.three(was.severity, version, mine.severity, saved.scope.severity);
    let severity = form.choice("severity", "Severity", &severity);
    let position = {
        let of = form.three(was_place.as_deref(), version, places.0.as_str(), places.1.as_str());
        form.line("position", "Place", &of)
    };
    let sections = {
        let was = was.sections.as_ref().map(Markdown::as_str);
        let of = form.three(was, version, mine.sections.as_str(), text.as_str());
        form.text("sections", "Sections", &of)
    };
    work.settled(form, Alone { subject: saved.id.0, version, events: "template." }).await?;
    // Each of both was taken before.
    Ok(TemplateContent {
        name: Name::parse(&name).unwrap_or(mine.name),
        level,
        kind,
        severity,
        position: position.parse().ok(),
        sections: Markdown::parse(&sections).unwrap_or(mine.sections),
    })
}

async fn set_sections(
    work: &mut Work<'_>,
    template: Uuid,
    sections: &[SectionTemplate],
) -> Result<(), Failure> {
    change!(&mut work.db, CLEAR, template)?;
    for (section, position) in sections.iter().zip(1_i64..) {
        let SectionTemplate { key, title, guidance } = section;
        change!(
            &mut work.db,
            ADD_SECTION,
            template,
            key.as_str(),
            position,
            title.as_str(),
            guidance.as_str()
        )?;
    }
    Ok(())
}

impl Perform for TemplateArchiving {
    const NAME: &'static str = "archive template";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let template = current(work, &self.0).await?;
        if template.archived_at.is_some() {
            return Err(Refusal::Conflict("It is archived already.".to_owned()).into());
        }
        if super::in_use(&mut work.db).await?.len() < 2 {
            let last = "This is the last template in use: add another one first, so that reviews \
                can be begun.";
            return Err(Refusal::Conflict(last.to_owned()).into());
        }
        moved(work, &template, Some(work.now.micros()), "template.archived").await
    }
}

impl Perform for TemplateRestoration {
    const NAME: &'static str = "restore template";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let template = current(work, &self.0).await?;
        if template.archived_at.is_none() {
            return Err(Refusal::Conflict("It is in use already.".to_owned()).into());
        }
        moved(work, &template, None, "template.restored").await
    }
}

async fn current(work: &mut Work<'_>, asked: &TemplateMove) -> Result<Template, Failure> {
    let template = super::template(&mut work.db, asked.template).await?;
    let (subject, version) = (template.id.0, template.version);
    work.unchanged(asked.version, Alone { subject, version, events: "template." }).await?;
    Ok(template)
}

async fn moved(
    work: &mut Work<'_>,
    template: &Template,
    at: Option<i64>,
    event: &'static str,
) -> Result<Outcome, Failure> {
    let (id, version) = (template.id.0, template.version + 1);
    change!(&mut work.db, SET_ARCHIVED, id, at)?;
    work.event(event, Subject::Template, id, version, None).await?;
    Ok(Outcome { id, address: "/templates".to_owned(), version })
}
