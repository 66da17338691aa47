//! Words on a section of a postmortem, and taking an earlier text of it back.

use serde::Deserialize;

use super::{Command, Typing, incident, version};
use crate::number::{CommentNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::{Markdown, Passage};

/// `POST /incidents/INC-1/postmortem/sections/summary/comments`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddComment {
    pub incident: String,
    pub section: String,
    pub body: String,
    /// The words that it is about, as they stand in the section; blank for all of it.
    pub passage: String,
    /// The comment that it answers, such as `c3`.
    pub reply_to: String,
}

#[derive(Debug)]
pub struct NewComment {
    pub incident: IncidentNumber,
    pub section: String,
    pub body: Markdown,
    pub passage: Option<Passage>,
    pub reply_to: Option<CommentNumber>,
}

impl Command for AddComment {
    type Parsed = NewComment;

    fn parse(self, _typing: &Typing) -> Result<NewComment, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let body = checker.take("body", Markdown::parse(&self.body));
        let passage = checker.take("passage", Passage::parse_optional(&self.passage));
        let reply_to = match self.reply_to.trim() {
            "" => None,
            given => Some(comment(given)?),
        };
        let section = self.section.trim().to_owned();
        let parsed =
            (|| Some(NewComment { incident, section, body: body?, passage: passage?, reply_to }))();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/postmortem/comments/c3/resolution`: it is answered; with `open` not
/// blank, it is not any more.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResolveComment {
    pub incident: String,
    pub comment: String,
    pub version: String,
    pub open: String,
}

#[derive(Debug)]
pub struct CommentResolution {
    pub incident: IncidentNumber,
    pub comment: CommentNumber,
    pub version: i64,
    pub resolved: bool,
}

impl Command for ResolveComment {
    type Parsed = CommentResolution;

    fn parse(self, _typing: &Typing) -> Result<CommentResolution, Refusal> {
        let (incident, comment) = (incident(&self.incident)?, comment(&self.comment)?);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let resolved = self.open.trim().is_empty();
        checker.done(version.map(|version| CommentResolution {
            incident,
            comment,
            version,
            resolved,
        }))
    }
}

/// `POST /incidents/INC-1/postmortem/sections/summary/restoration`: the text of an earlier
/// version again, as a new one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RestoreSection {
    pub incident: String,
    pub section: String,
    /// That the person saw as the present one.
    pub version: String,
    pub revision: String,
}

#[derive(Debug)]
pub struct SectionRestoration {
    pub incident: IncidentNumber,
    pub section: String,
    pub version: i64,
    pub revision: i64,
}

impl Command for RestoreSection {
    type Parsed = SectionRestoration;

    fn parse(self, _typing: &Typing) -> Result<SectionRestoration, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let revision =
            self.revision.trim().parse::<i64>().map_err(|_| Refusal::NotFound("version"))?;
        let section = self.section.trim().to_owned();
        checker.done(version.map(|version| SectionRestoration {
            incident,
            section,
            version,
            revision,
        }))
    }
}

fn comment(given: &str) -> Result<CommentNumber, Refusal> {
    CommentNumber::parse(given).ok_or(Refusal::NotFound("comment"))
}
