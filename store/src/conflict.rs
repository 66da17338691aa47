//! A save on an old version: what the form was opened with, and who was faster.
//!
//! A command that edits something of a version reads it, makes a [`Comparison`] of the two
//! versions, asks it for each field (with the text of the version seen, from [`Work::opened_with`],
//! or with what the form itself says it was opened with), and saves what it got after
//! [`Work::settled`] agreed:
//!
//! ```text
//! let mut form = Comparison::new(self.version, section.version);
//! let was = work.opened_with(&form, section.id.0).await?;
//! let of = form.three(was.as_deref(), section.version, body, section.body.as_str());
//! let body = form.text("body", "Text", &of);
//! work.settled(form, Saved::of(section.id.0, incident.id, section.version)).await?;
//! ```
//!
//! The page shows `ui::Conflicted` beneath its form; the doors and the form itself do the rest.

use nofault_domain::conflict::{Comparison, Conflict, Field};
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::Failure;
use crate::work::Work;

statements! {
    OPENED = "SELECT body, redacted FROM revision WHERE subject_id = $1 AND version <= $2 \
        ORDER BY version DESC LIMIT 1";
    // Later events of the same version are about something else: who follows it, what was merged.
    CHANGED = "SELECT v.at, p.name FROM event v LEFT JOIN person p ON p.id = v.person_id \
        WHERE v.incident_id = $1 AND v.subject_id = $2 AND v.version = $3 ORDER BY v.id LIMIT 1";
    // What the version's own event says, where it has one; else the last that happened to it.
    CHANGED_ALONE = "SELECT v.at, p.name FROM event v LEFT JOIN person p ON p.id = v.person_id \
        WHERE v.incident_id IS NULL AND v.subject_id = $1 \
        ORDER BY (v.name LIKE $2 AND v.version = $3) DESC, v.id DESC LIMIT 1";
    REVISED = "SELECT r.at, p.name FROM revision r LEFT JOIN person p ON p.id = r.by_person \
        WHERE r.subject_id = $1 AND r.version = $2";
}

/// What a form is about, as it is saved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saved {
    pub subject: Uuid,
    pub incident: IncidentId,
    /// Its version.
    pub version: i64,
    /// The version at which the part that the form is about last changed.
    pub part: i64,
}

/// As [`Saved`], of what belongs to no incident.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alone {
    pub subject: Uuid,
    /// Its version.
    pub version: i64,
    /// How the names of its events begin, such as `team.`: a person and their account have one
    /// id, and versions of their own.
    pub events: &'static str,
}

/// Either.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    Within(Saved),
    Alone(Alone),
}

impl From<Saved> for Place {
    fn from(saved: Saved) -> Self {
        Self::Within(saved)
    }
}

impl From<Alone> for Place {
    fn from(alone: Alone) -> Self {
        Self::Alone(alone)
    }
}

impl Place {
    fn version(self) -> i64 {
        match self {
            Self::Within(saved) => saved.version,
            Self::Alone(alone) => alone.version,
        }
    }
}

impl Saved {
    /// What is changed as a whole.
    pub(crate) fn of(subject: Uuid, incident: IncidentId, version: i64) -> Self {
        Self { subject, incident, version, part: version }
    }
}

impl Work<'_> {
    /// The text of `subject` with which an older form was opened; none where it had none, or
    /// where something was redacted in it since, so that no form agrees with it any more.
    pub(crate) async fn opened_with(
        &mut self,
        form: &Comparison,
        subject: Uuid,
    ) -> Result<Option<String>, Failure> {
        let Some(seen) = form.older() else { return Ok(None) };
        let row: Option<(String, i64)> = first!(&mut self.db, OPENED, subject, seen)?;
        Ok(row.filter(|(_, redacted)| *redacted == 0).map(|(body, _)| body))
    }

    /// Goes on where nobody would be overwritten.
    ///
    /// # Errors
    /// [`Refusal::Stale`] with both, where somebody would; [`Refusal::Invalid`] where marks of
    /// an earlier conflict were left in a text.
    pub(crate) async fn settled(
        &mut self,
        form: Comparison,
        saved: impl Into<Place>,
    ) -> Result<(), Failure> {
        match form.conflicts()? {
            None => Ok(()),
            Some(fields) => Err(self.stale(fields, saved).await?.into()),
        }
    }

    /// Goes on where the person saw it as it is: for what has no text to merge, such as an end
    /// or a removal.
    ///
    /// # Errors
    /// [`Refusal::Stale`] without fields, where they saw another version.
    pub(crate) async fn unchanged(
        &mut self,
        seen: i64,
        saved: impl Into<Place>,
    ) -> Result<(), Failure> {
        let saved = saved.into();
        if seen == saved.version() {
            return Ok(());
        }
        Err(self.stale(Vec::new(), saved).await?.into())
    }

    /// The refusal of a form that says these, each against what is saved.
    pub(crate) async fn stale(
        &mut self,
        fields: Vec<Field>,
        saved: impl Into<Place>,
    ) -> Result<Refusal, Failure> {
        let saved = saved.into();
        let (by, at) = self.saved_by(saved).await?;
        Ok(Conflict { fields, version: saved.version(), by, at }.into())
    }

    /// Who made it what it is, and when.
    async fn saved_by(&mut self, saved: Place) -> Result<(Option<String>, Instant), Failure> {
        let row: Option<(i64, Option<String>)> = match saved {
            Place::Within(Saved { subject, incident, part, .. }) => {
                let row = first!(&mut self.db, CHANGED, incident.0, subject, part)?;
                match row {
                    None => first!(&mut self.db, REVISED, subject, part)?,
                    row => row,
                }
            }
            Place::Alone(Alone { subject, version, events }) => {
                let names = format!("{events}%");
                first!(&mut self.db, CHANGED_ALONE, subject, names, version)?
            }
        };
        Ok(row.map_or((None, self.now), |(at, by)| (by, Instant::from_micros(at))))
    }
}
