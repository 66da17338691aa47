//! Templates of reviews, with their sections.

mod save;

use nofault_domain::id::TemplateId;
use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_domain::review::ReviewLevel;
use nofault_domain::severity::Severity;
use nofault_domain::template::{Scope, SectionTemplate, print, suggested};
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::{Db, Failure};

pub(crate) use save::STATEMENTS as SAVE_STATEMENTS;

#[derive(Debug, Clone)]
pub struct Template {
    pub id: TemplateId,
    pub name: String,
    pub scope: Scope,
    /// When it was put away: no review is begun from it any more.
    pub archived_at: Option<Instant>,
    pub version: i64,
    /// In their order.
    pub sections: Vec<SectionTemplate>,
}

impl Template {
    #[must_use]
    pub fn address(&self) -> String {
        address(self.id)
    }

    /// Its sections as one text, as they are edited.
    #[must_use]
    pub fn text(&self) -> String {
        print(&self.sections)
    }
}

/// Where a template is shown.
#[must_use]
pub fn address(template: TemplateId) -> String {
    format!("/templates/{template}")
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    level: String,
    kind: Option<String>,
    severity: Option<i64>,
    position: i64,
    archived_at: Option<i64>,
    version: i64,
}

statements! {
    ALL = "SELECT id, name, level, kind, severity, position, archived_at, version FROM template \
        ORDER BY archived_at IS NOT NULL, position, name_key";
    SECTIONS = "SELECT template_id, key, title, guidance FROM template_section \
        ORDER BY template_id, position, key";
}

/// All of them: those in use by their place, then those put away.
///
/// # Errors
/// [`Failure::Damaged`], where a stored word is none of its vocabulary.
pub async fn all(db: &mut Db<'_>) -> Result<Vec<Template>, Failure> {
    let rows: Vec<Row> = all!(&mut *db, ALL)?;
    let sections: Vec<(Uuid, String, String, String)> = all!(&mut *db, SECTIONS)?;
    let of = |id: Uuid| {
        let own = sections.iter().filter(move |(template, ..)| *template == id);
        let section = |(_, key, title, guidance): &(Uuid, String, String, String)| {
            let (key, title, guidance) = (key.clone(), title.clone(), guidance.clone());
            SectionTemplate { key, title, guidance }
        };
        own.map(section).collect()
    };
    let template = |row: Row| {
        Ok(Template {
            sections: of(row.id),
            id: TemplateId(row.id),
            name: row.name,
            scope: Scope {
                level: word(&row.level)?,
                kind: optional_word(row.kind.as_deref())?,
                severity: row.severity.and_then(Severity::from_level),
                position: row.position,
            },
            archived_at: row.archived_at.map(Instant::from_micros),
            version: row.version,
        })
    };
    rows.into_iter().map(template).collect()
}

/// Those from which a review may be begun, by their place.
///
/// # Errors
/// As [`all`].
pub async fn in_use(db: &mut Db<'_>) -> Result<Vec<Template>, Failure> {
    let mut templates = all(db).await?;
    templates.retain(|template| template.archived_at.is_none());
    Ok(templates)
}

/// # Errors
/// Not found, where there is none of this id.
pub async fn template(db: &mut Db<'_>, id: TemplateId) -> Result<Template, Failure> {
    let found = all(db).await?.into_iter().find(|template| template.id == id);
    Ok(found.ok_or(Refusal::NotFound("template"))?)
}

/// The one of these that suits an incident of this kind and highest severity, whose review
/// has this level.
#[must_use]
pub fn suits(
    templates: &[Template],
    kind: Kind,
    severity: Option<Severity>,
    level: ReviewLevel,
) -> Option<&Template> {
    let scoped = templates.iter().map(|template| (template.scope, template));
    suggested(scoped, kind, severity, level)
}
