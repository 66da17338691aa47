//! Commands: a struct that is the form and the JSON body at once. Every field is
//! the text that a person typed (or the path's part of the same name); `parse`
//! makes domain types of it or says, at the field, why not. What is parsed is
//! carried out by `store`, in one transaction, once per command id.

pub mod account;
pub mod action;
pub mod catalog;
pub mod change;
pub mod comment;
pub mod count;
pub mod entry;
pub mod factor;
pub mod feed;
pub mod file;
pub mod impact;
pub mod incident;
pub mod kept;
pub mod metric;
mod moves;
#[cfg(not(target_arch = "wasm32"))]
pub mod openslo;
pub mod paste;
pub mod person;
pub mod pin;
pub mod postmortem;
pub mod privacy;
pub mod response;
pub mod review;
pub mod reviewing;
pub mod slash;
pub mod slo;
pub mod template;
pub mod toil;
pub mod triage;
pub mod wording;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::file::SentFile;
use crate::id::{CommandId, PersonId};
use crate::instant::Instant;
use crate::moment::{Moment, Source};
use crate::number::{ActionNumber, EntryNumber, FactorNumber, ImpactNumber, IncidentNumber};
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

    /// Takes the files that came with the form. Most commands take none.
    fn attach(&mut self, _files: Vec<SentFile>) {}

    /// # Errors
    /// [`Refusal::Invalid`] with a message at each field, or [`Refusal::NotFound`]
    /// where the address names nothing.
    fn parse(self, typing: &Typing) -> Result<Self::Parsed, Refusal>;
}

/// The part that every body has: the id of this press of a button.
#[derive(Debug, Default, Deserialize)]
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

/// What a field held when its form was opened, sent beside it as `was_` and its name: so a
/// field that the person did not touch is told from one that they changed. Who does not send
/// it is asked about every difference from what was saved meanwhile.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(from = "String")]
pub struct Was(Option<String>);

impl From<String> for Was {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<&str> for Was {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl Was {
    /// As it was sent; none where it was not.
    fn sent(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// None where it was not sent, or is damaged.
    fn read<T, E>(&self, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        parse(self.0.as_ref()?).ok()
    }

    /// As [`Was::read`] of a field that may be blank, which is `Some(None)`.
    fn optional<T, E>(&self, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<Option<T>> {
        let text = self.0.as_ref()?;
        if text.trim().is_empty() { Some(None) } else { parse(text).ok().map(Some) }
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

fn person(given: &str) -> Result<PersonId, Refusal> {
    uuid::Uuid::try_parse(given.trim()).map(PersonId).map_err(|_| Refusal::NotFound("person"))
}

fn entry(given: &str) -> Result<EntryNumber, Refusal> {
    EntryNumber::parse(given).ok_or(Refusal::NotFound("timeline entry"))
}

fn action(given: &str) -> Result<ActionNumber, Refusal> {
    ActionNumber::parse(given).ok_or(Refusal::NotFound("action"))
}

fn factor(given: &str) -> Result<FactorNumber, Refusal> {
    FactorNumber::parse(given).ok_or(Refusal::NotFound("contributing factor"))
}

fn impact(given: &str) -> Result<ImpactNumber, Refusal> {
    ImpactNumber::parse(given).ok_or(Refusal::NotFound("impact"))
}
