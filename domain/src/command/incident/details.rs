//! What an incident is called and what it is about.

use serde::Deserialize;

use crate::command::{Command, Typing, Was, incident, version};
use crate::incident::Kind;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::{Label, Markdown, Name, Title, list};
use crate::word::Word;
use crate::zone::Zone;

/// `POST /incidents/INC-1`: title, kind, services, labels, home zone, summary. A blank home zone
/// stays what it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeDetails {
    pub incident: String,
    pub version: String,
    pub title: String,
    pub kind: String,
    pub services: String,
    pub labels: String,
    pub home_zone: String,
    pub summary: String,
    pub was_title: Was,
    pub was_kind: Was,
    pub was_services: Was,
    pub was_labels: Was,
    pub was_home_zone: Was,
}

#[derive(Debug)]
pub struct Details {
    pub incident: IncidentNumber,
    pub version: i64,
    pub title: Title,
    pub kind: Kind,
    pub services: Vec<Name>,
    pub labels: Vec<Label>,
    /// None where the form has none: it stays.
    pub home_zone: Option<Zone>,
    pub summary: Option<Markdown>,
    pub was: DetailsBefore,
}

/// What the form was opened with, where it says so; the summary is in the revisions.
#[derive(Debug, Default)]
pub struct DetailsBefore {
    pub title: Option<Title>,
    pub kind: Option<Kind>,
    pub services: Option<Vec<Name>>,
    pub labels: Option<Vec<Label>>,
    pub home_zone: Option<Zone>,
}

impl Command for ChangeDetails {
    type Parsed = Details;

    fn parse(self, _typing: &Typing) -> Result<Details, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let title = checker.take("title", Title::parse(&self.title));
        let kind = checker.take("kind", Kind::parse(&self.kind));
        let services = checker.take("services", list(&self.services, Name::parse));
        let labels = checker.take("labels", list(&self.labels, Label::parse));
        let home_zone = checker.optional("home_zone", &self.home_zone, Zone::parse);
        let summary = checker.take("summary", Markdown::parse_optional(&self.summary));
        let was = DetailsBefore {
            title: self.was_title.read(Title::parse),
            kind: self.was_kind.read(Kind::parse),
            services: self.was_services.read(|text| list(text, Name::parse)),
            labels: self.was_labels.read(|text| list(text, Label::parse)),
            home_zone: self.was_home_zone.read(Zone::parse),
        };
        let parsed = (|| {
            Some(Details {
                incident,
                version: version?,
                title: title?,
                kind: kind?,
                services: services?,
                labels: labels?,
                home_zone: home_zone?,
                summary: summary?,
                was,
            })
        })();
        checker.done(parsed)
    }
}
