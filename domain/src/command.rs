//! Commands: a struct that is the form and the JSON body at once. Every field is
//! the text that a person typed (or the path's part of the same name); `parse`
//! makes domain types of it or says, at the field, why not. What is parsed is
//! carried out by `store`, in one transaction, once per command id.

pub mod account;
pub mod action;
pub mod catalog;
pub mod entry;
pub mod incident;
pub mod postmortem;

use serde::de::DeserializeOwned;

use crate::id::CommandId;
use crate::instant::Instant;
use crate::moment::{Moment, Source};
use crate::number::{ActionNumber, EntryNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::zone::Zone;

/// What `parse` needs to know of the world.
#[derive(Debug, Clone)]
pub struct Typing {
    pub now: Instant,
    /// The zone of the person; the form's own `zone` field wins, as it stood beside what was typed.
    pub zone: Zone,
}

/// A form and JSON body.
pub trait Command: DeserializeOwned + Send + 'static {
    type Parsed: Send;

    /// # Errors
    /// [`Refusal::Invalid`] with a message at each field, or [`Refusal::NotFound`]
    /// where the address names nothing.
    fn parse(self, typing: &Typing) -> Result<Self::Parsed, Refusal>;
}

/// The part that every body has: the id of this press of a button.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Envelope {
    pub command: String,
}

impl Envelope {
    /// # Errors
    /// [`Refusal::Invalid`] where the id is no UUID. None where there is no id.
    pub fn id(&self) -> Result<Option<CommandId>, Refusal> {
        let given = self.command.trim();
        if given.is_empty() {
            return Ok(None);
        }
        uuid::Uuid::try_parse(given).map(|id| Some(CommandId(id))).map_err(|_| {
            Refusal::field("command", "The form’s own id is damaged: reload the page.")
        })
    }
}

impl Typing {
    fn zone(&self, given: &str, checker: &mut Checker) -> Option<Zone> {
        if given.trim().is_empty() {
            Some(self.zone.clone())
        } else {
            checker.take("zone", Zone::parse(given))
        }
    }

    fn moment(
        &self,
        field: &str,
        given: &str,
        zone: &Zone,
        checker: &mut Checker,
    ) -> Option<Moment> {
        checker.take(field, Moment::parse(given, zone, self.now, Source::Person))
    }

    /// Blank is `Some(None)`.
    fn optional_moment(
        &self,
        field: &str,
        given: &str,
        zone: &Zone,
        checker: &mut Checker,
    ) -> Option<Option<Moment>> {
        checker.optional(field, given, |text| Moment::parse(text, zone, self.now, Source::Person))
    }
}

/// The version that the person saw.
fn version(given: &str, checker: &mut Checker) -> Option<i64> {
    let parsed = given.trim().parse::<i64>().ok().filter(|version| *version > 0);
    if parsed.is_none() {
        checker.add("version", "The form does not say which version it changes: reload the page.");
    }
    parsed
}

fn incident(given: &str) -> Result<IncidentNumber, Refusal> {
    IncidentNumber::parse(given).ok_or(Refusal::NotFound("incident"))
}

fn entry(given: &str) -> Result<EntryNumber, Refusal> {
    EntryNumber::parse(given).ok_or(Refusal::NotFound("timeline entry"))
}

fn action(given: &str) -> Result<ActionNumber, Refusal> {
    ActionNumber::parse(given).ok_or(Refusal::NotFound("action"))
}
