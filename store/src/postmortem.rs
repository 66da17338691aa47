//! Postmortems: sections from a template, their texts, their publications.

mod begin;
mod care;
mod comments;
mod connected;
mod due;
mod list;
mod names;
mod reviewing;
mod reviews;
mod waiting;
pub mod wording;
mod write;

use nofault_domain::id::{IncidentId, PersonId, PostmortemId, SectionId, TemplateId};
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::postmortem::PostmortemState;
use uuid::Uuid;

use crate::{Db, Failure};

pub use begin::choices;
pub use comments::{Comment, comments};
pub use connected::{Connected, connected};
pub use due::Due;
pub use list::{Listed, Lists, Paper, lists};
pub use reviews::{Review, Reviewer};
pub use waiting::{Waiting, waiting};
pub(crate) use write::STATEMENTS as WRITE_STATEMENTS;

pub(crate) mod statements_of {
    pub(crate) use super::begin::STATEMENTS as BEGIN;
    pub(crate) use super::care::STATEMENTS as CARE;
    pub(crate) use super::comments::STATEMENTS as COMMENTS;
    pub(crate) use super::connected::STATEMENTS as CONNECTED;
    pub(crate) use super::list::STATEMENTS as LIST;
    pub(crate) use super::names::STATEMENTS as NAMES;
    pub(crate) use super::reviewing::STATEMENTS as REVIEWING;
    pub(crate) use super::reviews::STATEMENTS as REVIEWS;
    pub(crate) use super::waiting::STATEMENTS as WAITING;
    pub(crate) use super::wording::STATEMENTS as WORDING;
}

/// A postmortem with the present text of its sections.
#[derive(Debug, Clone)]
pub struct Postmortem {
    pub id: PostmortemId,
    pub version: i64,
    pub created_at: Instant,
    pub author: Option<String>,
    /// What it was begun from, and how that is called now; none where it is older than templates.
    pub template: Option<(TemplateId, String)>,
    pub owner: Option<(PersonId, String)>,
    /// As somebody typed it; none is as the policy says.
    pub due: Option<Day>,
    /// The version at which owner or due date last changed.
    pub care_version: i64,
    /// Each time that a review was asked for; the first one first.
    pub reviews: Vec<Review>,
    /// Those who are, and those who were; in the order in which they were named.
    pub reviewers: Vec<Reviewer>,
    pub sections: Vec<Section>,
    /// The latest first.
    pub publications: Vec<Publication>,
}

impl Postmortem {
    #[must_use]
    pub fn state(&self) -> PostmortemState {
        if self.is_in_review() {
            PostmortemState::InReview
        } else if self.publications.is_empty() {
            PostmortemState::Draft
        } else {
            PostmortemState::Published
        }
    }

    /// Whether a section was changed after the latest publication.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        let published = self.publications.first().map(|publication| publication.at);
        published.is_some_and(|at| self.is_changed_since(at))
    }

    /// Whether a section was changed after this.
    #[must_use]
    pub fn is_changed_since(&self, at: Instant) -> bool {
        self.sections.iter().any(|section| section.edited_at > at)
    }
}

#[derive(Debug, Clone)]
pub struct Section {
    pub id: SectionId,
    pub key: String,
    pub title: String,
    pub guidance: String,
    pub version: i64,
    pub body: String,
    pub edited_at: Instant,
    pub editor: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Publication {
    pub id: Uuid,
    /// The first is 1.
    pub number: i64,
    pub at: Instant,
    pub by: Option<String>,
}

statements! {
    OF_INCIDENT = "SELECT m.id, m.version, m.created_at, p.name AS author, m.template_id, \
        t.name AS template, m.owner_person, o.name AS owner, m.due, m.care_version FROM postmortem m \
        LEFT JOIN person p ON p.id = m.created_by LEFT JOIN template t ON t.id = m.template_id \
        LEFT JOIN person o ON o.id = m.owner_person WHERE m.incident_id = $1";
    SECTIONS = "SELECT s.id, s.key, s.title, s.guidance, s.version, r.body, r.at, p.name \
        FROM section s JOIN revision r ON r.subject_id = s.id AND r.version = s.version \
        LEFT JOIN person p ON p.id = r.by_person WHERE s.postmortem_id = $1 ORDER BY s.position";
    PUBLICATIONS = "SELECT u.id, u.number, u.at, p.name FROM publication u \
        LEFT JOIN person p ON p.id = u.by_person WHERE u.postmortem_id = $1 ORDER BY u.number DESC";
    PUBLISHED = "SELECT s.id, s.key, s.title, s.guidance, x.version, r.body, r.at, p.name \
        FROM publication_section x JOIN section s ON s.id = x.section_id \
        JOIN revision r ON r.subject_id = s.id AND r.version = x.version \
        LEFT JOIN person p ON p.id = r.by_person WHERE x.publication_id = $1 ORDER BY s.position";
}

type SectionRow = (Uuid, String, String, String, i64, String, i64, Option<String>);

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    created_at: i64,
    author: Option<String>,
    template_id: Option<Uuid>,
    template: Option<String>,
    owner_person: Option<Uuid>,
    owner: Option<String>,
    due: Option<String>,
    care_version: i64,
}

/// The postmortem of an incident that the caller has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Option<Postmortem>, Failure> {
    let row: Option<Row> = first!(&mut *db, OF_INCIDENT, incident.0)?;
    let Some(row) = row else {
        return Ok(None);
    };
    let id = row.id;
    let sections: Vec<SectionRow> = all!(&mut *db, SECTIONS, id)?;
    let publications: Vec<(Uuid, i64, i64, Option<String>)> = all!(&mut *db, PUBLICATIONS, id)?;
    let publication =
        |(id, number, at, by)| Publication { id, number, at: Instant::from_micros(at), by };
    Ok(Some(Postmortem {
        id: PostmortemId(id),
        version: row.version,
        created_at: Instant::from_micros(row.created_at),
        author: row.author,
        template: row.template_id.map(TemplateId).zip(row.template),
        owner: row.owner_person.map(PersonId).zip(row.owner),
        due: row.due.map(day).transpose()?,
        care_version: row.care_version,
        reviews: reviews::reviews(&mut *db, id).await?,
        reviewers: reviews::reviewers(&mut *db, id).await?,
        sections: sections.into_iter().map(section).collect(),
        publications: publications.into_iter().map(publication).collect(),
    }))
}

fn day(stored: String) -> Result<Day, Failure> {
    Day::parse(&stored).map_err(|_| Failure::damaged("date", stored))
}

/// The sections as they were published.
///
/// # Errors
/// [`Failure::Database`].
pub async fn published(db: &mut Db<'_>, publication: Uuid) -> Result<Vec<Section>, Failure> {
    let rows: Vec<SectionRow> = all!(db, PUBLISHED, publication)?;
    Ok(rows.into_iter().map(section).collect())
}

fn section((id, key, title, guidance, version, body, at, editor): SectionRow) -> Section {
    let (id, edited_at) = (SectionId(id), Instant::from_micros(at));
    Section { id, key, title, guidance, version, body, edited_at, editor }
}
