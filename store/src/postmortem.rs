//! Postmortems: sections from a template, their texts, their publications.

mod write;

use nofault_domain::id::{IncidentId, PostmortemId, SectionId};
use nofault_domain::instant::Instant;
use nofault_domain::postmortem::PostmortemState;
use uuid::Uuid;

use crate::{Db, Failure};

pub(crate) use write::STATEMENTS as WRITE_STATEMENTS;

/// A postmortem with the present text of its sections.
#[derive(Debug, Clone)]
pub struct Postmortem {
    pub id: PostmortemId,
    pub version: i64,
    pub created_at: Instant,
    pub author: Option<String>,
    pub sections: Vec<Section>,
    /// The latest first.
    pub publications: Vec<Publication>,
}

impl Postmortem {
    #[must_use]
    pub fn state(&self) -> PostmortemState {
        if self.publications.is_empty() {
            PostmortemState::Draft
        } else {
            PostmortemState::Published
        }
    }

    /// Whether a section was changed after the latest publication.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        let published = self.publications.first().map(|publication| publication.at);
        published.is_some_and(|at| self.sections.iter().any(|section| section.edited_at > at))
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
    pub at: Instant,
    pub by: Option<String>,
}

statements! {
    OF_INCIDENT = "SELECT m.id, m.version, m.created_at, p.name FROM postmortem m \
        LEFT JOIN person p ON p.id = m.created_by WHERE m.incident_id = $1";
    SECTIONS = "SELECT s.id, s.key, s.title, s.guidance, s.version, r.body, r.at, p.name \
        FROM section s JOIN revision r ON r.subject_id = s.id AND r.version = s.version \
        LEFT JOIN person p ON p.id = r.by_person WHERE s.postmortem_id = $1 ORDER BY s.position";
    PUBLICATIONS = "SELECT u.id, u.at, p.name FROM publication u \
        LEFT JOIN person p ON p.id = u.by_person WHERE u.postmortem_id = $1 ORDER BY u.at DESC, u.id DESC";
    PUBLISHED = "SELECT s.id, s.key, s.title, s.guidance, x.version, r.body, r.at, p.name \
        FROM publication_section x JOIN section s ON s.id = x.section_id \
        JOIN revision r ON r.subject_id = s.id AND r.version = x.version \
        LEFT JOIN person p ON p.id = r.by_person WHERE x.publication_id = $1 ORDER BY s.position";
}

type SectionRow = (Uuid, String, String, String, i64, String, i64, Option<String>);

/// The postmortem of an incident that the caller has read through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_incident(
    db: &mut Db<'_>,
    incident: IncidentId,
) -> Result<Option<Postmortem>, Failure> {
    let row: Option<(Uuid, i64, i64, Option<String>)> = first!(&mut *db, OF_INCIDENT, incident.0)?;
    let Some((id, version, created_at, author)) = row else {
        return Ok(None);
    };
    let sections: Vec<SectionRow> = all!(&mut *db, SECTIONS, id)?;
    let publications: Vec<(Uuid, i64, Option<String>)> = all!(&mut *db, PUBLICATIONS, id)?;
    let publication = |(id, at, by)| Publication { id, at: Instant::from_micros(at), by };
    Ok(Some(Postmortem {
        id: PostmortemId(id),
        version,
        created_at: Instant::from_micros(created_at),
        author,
        sections: sections.into_iter().map(section).collect(),
        publications: publications.into_iter().map(publication).collect(),
    }))
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
