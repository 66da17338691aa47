//! Templates of reviews: saving, putting away, taking back.

use serde::Deserialize;

use super::moves::moves;
use super::{Command, Typing, Was, version};
use crate::id::TemplateId;
use crate::incident::Kind;
use crate::merge::marks;
use crate::refusal::{Checker, Refusal};
use crate::review::ReviewLevel;
use crate::severity::Severity;
use crate::template::read;
use crate::text::{Markdown, Name};
use crate::word::Word;

/// `POST /templates` (no `template`) and `POST /templates/{id}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaveTemplate {
    pub template: String,
    pub version: String,
    pub name: String,
    pub was_name: Was,
    pub level: String,
    pub was_level: Was,
    /// Blank is for all.
    pub kind: String,
    pub was_kind: Was,
    /// This one or a graver; blank is for all.
    pub severity: String,
    pub was_severity: Was,
    /// Its place among the templates; blank is the last.
    pub position: String,
    pub was_position: Was,
    /// `## Title` lines with the guidance beneath.
    pub sections: String,
    pub was_sections: Was,
}

#[derive(Debug)]
pub struct TemplateSaving {
    /// None makes a new one; else the version that was seen.
    pub id: Option<(TemplateId, i64)>,
    pub content: TemplateContent,
    pub was: TemplateWas,
}

#[derive(Debug)]
pub struct TemplateContent {
    pub name: Name,
    pub level: ReviewLevel,
    pub kind: Option<Kind>,
    pub severity: Option<Severity>,
    pub position: Option<i64>,
    /// As typed; it may still hold the marks of a conflict.
    pub sections: Markdown,
}

/// What the form was opened with, where it says so.
#[derive(Debug, Default)]
pub struct TemplateWas {
    pub name: Option<Name>,
    pub level: Option<ReviewLevel>,
    pub kind: Option<Option<Kind>>,
    pub severity: Option<Option<Severity>>,
    pub position: Option<Option<i64>>,
    pub sections: Option<Markdown>,
}

impl Command for SaveTemplate {
    type Parsed = TemplateSaving;

    fn parse(self, _typing: &Typing) -> Result<TemplateSaving, Refusal> {
        let mut checker = Checker::default();
        let id = match self.template.trim() {
            "" => Some(None),
            given => {
                let id = known(given).map_err(|_| Refusal::NotFound("template"))?;
                version(&self.version, &mut checker).map(|version| Some((id, version)))
            }
        };
        let name = checker.take("name", Name::parse(&self.name));
        let level = checker.take("level", level(&self.level));
        let kind = checker.optional("kind", &self.kind, Kind::parse);
        let severity = checker.optional("severity", &self.severity, Severity::parse_loose);
        let position = checker.optional("position", &self.position, place);
        let sections = checker.take("sections", Markdown::parse(&self.sections));
        // Marks of a conflict are spoken of where both texts are known.
        let unmarked = sections.as_ref().filter(|text| marks(text.as_str()) == 0);
        if let Some(Err(error)) = unmarked.map(|text| read(text.as_str())) {
            checker.add("sections", error.to_string());
        }
        let was = TemplateWas {
            name: self.was_name.read(Name::parse),
            level: self.was_level.read(self::level),
            kind: self.was_kind.optional(Kind::parse),
            severity: self.was_severity.optional(Severity::parse_loose),
            position: self.was_position.optional(place),
            sections: self.was_sections.read(Markdown::parse),
        };
        let parsed = (|| {
            let content = TemplateContent {
                name: name?,
                level: level?,
                kind: kind?,
                severity: severity?,
                position: position?,
                sections: sections?,
            };
            Some(TemplateSaving { id: id?, content, was })
        })();
        checker.done(parsed)
    }
}

/// What a review is written at.
fn level(given: &str) -> Result<ReviewLevel, String> {
    match ReviewLevel::parse(given) {
        Ok(ReviewLevel::None) => Err("A template is for light or for full reviews.".to_owned()),
        Ok(level) => Ok(level),
        Err(unknown) => Err(unknown.to_string()),
    }
}

fn place(given: &str) -> Result<i64, &'static str> {
    let place = given.trim().parse::<i64>().ok().filter(|place| (0..=999).contains(place));
    place.ok_or("Write its place among the templates as a number: the smallest comes first.")
}

/// A template of this id.
pub(super) fn known(given: &str) -> Result<TemplateId, &'static str> {
    let unknown = "That template is not known: choose one from the list.";
    uuid::Uuid::try_parse(given.trim()).map(TemplateId).map_err(|_| unknown)
}

/// `POST /templates/{id}/archive` and `POST /templates/{id}/restoration`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveTemplate {
    pub template: String,
    pub version: String,
}

#[derive(Debug)]
pub struct TemplateMove {
    pub template: TemplateId,
    pub version: i64,
}

impl Command for MoveTemplate {
    type Parsed = TemplateMove;

    fn parse(self, _typing: &Typing) -> Result<TemplateMove, Refusal> {
        let template = known(&self.template).map_err(|_| Refusal::NotFound("template"))?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| TemplateMove { template, version }))
    }
}

moves!(
    MoveTemplate => TemplateMove:
    /// It is suggested no more; what was begun from it stays.
    ArchiveTemplate => TemplateArchiving;
    RestoreTemplate => TemplateRestoration;
);
