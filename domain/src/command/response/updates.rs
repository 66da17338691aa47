//! What stakeholders are told.

use serde::Deserialize;

use crate::command::{Command, Typing, incident, version};
use crate::number::{IncidentNumber, UpdateNumber};
use crate::promise::Promise;
use crate::refusal::{Checker, Refusal};
use crate::text::Markdown;

/// `POST /incidents/INC-1/updates`: told with the status and severity of that moment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PostUpdate {
    pub incident: String,
    pub text: String,
    /// When the next one is promised: `30 min`, `15:00`, `none`; blank promises nothing.
    pub next: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct NewUpdate {
    pub incident: IncidentNumber,
    pub text: Markdown,
    pub next: Option<Promise>,
}

impl Command for PostUpdate {
    type Parsed = NewUpdate;

    fn parse(self, typing: &Typing) -> Result<NewUpdate, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let text = checker.take("text", Markdown::parse(&self.text));
        let next = typing
            .zone(&self.zone, &mut checker)
            .and_then(|zone| checker.take("next", Promise::parse(&self.next, &zone, typing.now)));
        let parsed = (|| Some(NewUpdate { incident, text: text?, next: next? }))();
        checker.done(parsed)
    }
}

/// `POST /incidents/INC-1/updates/U-2`: its text alone; earlier ones stay as revisions. What
/// was promised stays promised: another time is told by another update.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditUpdate {
    pub incident: String,
    pub update: String,
    pub version: String,
    pub text: String,
}

#[derive(Debug)]
pub struct UpdateEdit {
    pub incident: IncidentNumber,
    pub update: UpdateNumber,
    pub version: i64,
    pub text: Markdown,
}

impl Command for EditUpdate {
    type Parsed = UpdateEdit;

    fn parse(self, _typing: &Typing) -> Result<UpdateEdit, Refusal> {
        let incident = incident(&self.incident)?;
        let update = UpdateNumber::parse(&self.update).ok_or(Refusal::NotFound("update"))?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let text = checker.take("text", Markdown::parse(&self.text));
        let parsed = (|| Some(UpdateEdit { incident, update, version: version?, text: text? }))();
        checker.done(parsed)
    }
}
