//! Writing and publishing a postmortem.

use serde::Deserialize;

use super::{Command, Typing, incident, template, version};
use crate::id::TemplateId;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::Markdown;

/// `POST /incidents/INC-1/postmortem`: begins it from a template.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BeginPostmortem {
    pub incident: String,
    /// Its id; blank takes the one that suits the incident.
    pub template: String,
}

#[derive(Debug)]
pub struct PostmortemBeginning {
    pub incident: IncidentNumber,
    /// None takes the one that suits the incident.
    pub template: Option<TemplateId>,
}

impl Command for BeginPostmortem {
    type Parsed = PostmortemBeginning;

    fn parse(self, _typing: &Typing) -> Result<PostmortemBeginning, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let template = checker.optional("template", &self.template, template::known);
        checker.done(template.map(|template| PostmortemBeginning { incident, template }))
    }
}

/// `POST /incidents/INC-1/postmortem/sections/summary`: a blank body empties it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditSection {
    pub incident: String,
    pub section: String,
    pub version: String,
    pub body: String,
}

#[derive(Debug)]
pub struct SectionEdit {
    pub incident: IncidentNumber,
    pub section: String,
    pub version: i64,
    pub body: Option<Markdown>,
}

impl Command for EditSection {
    type Parsed = SectionEdit;

    fn parse(self, _typing: &Typing) -> Result<SectionEdit, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let body = checker.take("body", Markdown::parse_optional(&self.body));
        let section = self.section.trim().to_owned();
        let parsed = (|| Some(SectionEdit { incident, section, version: version?, body: body? }))();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/postmortem/publication`: again after changes, too.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PublishPostmortem {
    pub incident: String,
    pub version: String,
}

#[derive(Debug)]
pub struct Publication {
    pub incident: IncidentNumber,
    pub version: i64,
}

impl Command for PublishPostmortem {
    type Parsed = Publication;

    fn parse(self, _typing: &Typing) -> Result<Publication, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        checker.done(version.map(|version| Publication { incident, version }))
    }
}
