//! The postmortem itself as a part of a document: its sections, publications and factors.

use nofault_domain::access::Viewer;
use nofault_domain::document::{
    Factor, Postmortem, Publication, Review, Reviewer, Section, SectionKey, Text,
};
use nofault_domain::id::{FactorId, IncidentId, SectionId, TemplateId};
use nofault_domain::instant::Instant;
use nofault_domain::number::FactorNumber;
use nofault_domain::period::Day;
use nofault_domain::text::{Label, Name, Title};
use uuid::Uuid;

use super::read::{block, none, text};
use crate::{Db, Failure, factor, postmortem};

statements! {
    CARE = "SELECT p.name, m.due, m.template_id FROM postmortem m \
        LEFT JOIN person p ON p.id = m.owner_person WHERE m.id = $1";
    REVIEW = "SELECT r.id, r.at, p.name FROM review r LEFT JOIN person p ON p.id = r.by_person \
        WHERE r.postmortem_id = $1 AND r.ended_at IS NULL ORDER BY r.at DESC, r.id LIMIT 1";
    PUBLICATIONS = "SELECT u.id, u.number, u.at, p.name FROM publication u \
        LEFT JOIN person p ON p.id = u.by_person WHERE u.postmortem_id = $1 ORDER BY u.number, u.at";
    SHOWN = "SELECT x.publication_id, s.key, x.version FROM publication_section x \
        JOIN section s ON s.id = x.section_id WHERE s.postmortem_id = $1 ORDER BY s.key";
    TEXTS = "SELECT r.subject_id, r.version, r.body, r.at, p.name FROM revision r \
        JOIN section s ON s.id = r.subject_id LEFT JOIN person p ON p.id = r.by_person \
        WHERE s.postmortem_id = $1 AND (r.version = s.version OR EXISTS (SELECT 1 \
        FROM publication_section x WHERE x.section_id = s.id AND x.version = r.version)) \
        ORDER BY r.subject_id, r.version DESC";
    FACTORS = "SELECT f.id, f.number, f.title, f.category, f.about, c.note, \
        c.is_trigger FROM factor f \
        LEFT JOIN incident_factor c ON c.factor_id = f.id AND c.incident_id = $1 \
        AND c.removed_at IS NULL WHERE c.id IS NOT NULL OR EXISTS (SELECT 1 FROM action a \
        WHERE a.factor_id = f.id AND a.incident_id = $1) ORDER BY f.number";
}

type TextRow = (Uuid, i64, String, i64, Option<String>);

/// With every text that a publication shows; of what is not published, nothing for a reader.
pub(super) async fn read(
    db: &mut Db<'_>,
    incident: IncidentId,
    writer: bool,
) -> Result<(Postmortem, Vec<Section>), Failure> {
    let found = postmortem::of_incident(&mut *db, incident).await?.ok_or_else(none)?;
    let id = found.id.0;
    let mut publications = publications(&mut *db, id).await?;
    if !writer {
        // Only the last one is what readers are meant to read.
        publications = publications.pop().map(|last| vec![last]).ok_or_else(none)?;
    }
    let texts: Vec<TextRow> = all!(&mut *db, TEXTS, id)?;
    let last = publications.last().filter(|_| !writer);
    let mut sections = Vec::new();
    for section in &found.sections {
        let key = key(&section.key)?;
        let shown = last.map(|last| last.sections.iter().find(|(shown, _)| *shown == key));
        let of = texts.iter().filter(|(subject, ..)| *subject == section.id.0);
        let of = of.filter(|(_, version, ..)| match shown {
            None => true,
            Some(shown) => shown.is_some_and(|(_, shown)| shown == version),
        });
        let texts = of.map(text_of).collect::<Result<Vec<_>, _>>()?;
        // One that came after the publication is not there for its readers.
        if !texts.is_empty() {
            sections.push(Section {
                id: SectionId(section.id.0),
                key,
                title: text("title", &section.title, Title::parse)?,
                guidance: block(&section.guidance)?,
                texts,
            });
        }
    }
    let (owner, due, template): (Option<String>, Option<String>, Option<Uuid>) =
        one!(&mut *db, CARE, id)?;
    let review: Option<(Uuid, i64, Option<String>)> =
        if writer { first!(db, REVIEW, id)? } else { None };
    let review = review.map(|(id, at, by)| {
        name(by.as_deref()).map(|by| Review { id, at: Instant::from_micros(at), by })
    });
    let postmortem = Postmortem {
        id: found.id,
        version: found.version,
        state: found.state(),
        recorded_at: found.created_at,
        author: name(found.author.as_deref())?,
        owner: name(owner.as_deref())?,
        due: due.as_ref().map(|day| text("day", day, Day::parse)).transpose()?,
        template: template.map(TemplateId),
        review: review.transpose()?,
        publications,
        reviewers: if writer { reviewers(found.reviewers)? } else { Vec::new() },
    };
    Ok((postmortem, sections))
}

fn reviewers(found: Vec<postmortem::Reviewer>) -> Result<Vec<Reviewer>, Failure> {
    let one = |one: postmortem::Reviewer| {
        let (approved_at, approved_version) = one.approved.unzip();
        Ok(Reviewer {
            id: one.id,
            name: text("name", &one.name, Name::parse)?,
            at: one.at,
            by: name(one.by.as_deref())?,
            removed_at: one.removed_at,
            approved_at,
            approved_version,
        })
    };
    found.into_iter().map(one).collect()
}

async fn publications(db: &mut Db<'_>, postmortem: Uuid) -> Result<Vec<Publication>, Failure> {
    let rows: Vec<(Uuid, i64, i64, Option<String>)> = all!(&mut *db, PUBLICATIONS, postmortem)?;
    let shown: Vec<(Uuid, String, i64)> = all!(db, SHOWN, postmortem)?;
    let mut publications = Vec::with_capacity(rows.len());
    for (id, number, at, by) in rows {
        let mut sections = Vec::new();
        for (_, shown, version) in shown.iter().filter(|(of, ..)| *of == id) {
            sections.push((key(shown)?, *version));
        }
        // Engines sort differently.
        sections.sort();
        let (at, by) = (Instant::from_micros(at), name(by.as_deref())?);
        publications.push(Publication { id, number, at, by, sections });
    }
    Ok(publications)
}

fn text_of((_, version, body, at, by): &TextRow) -> Result<Text, Failure> {
    let (at, by) = (Instant::from_micros(*at), name(by.as_deref())?);
    Ok(Text { version: *version, at, by, body: block(body)? })
}

type FactorRow = (Uuid, i64, String, String, String, Option<String>, Option<bool>);

/// Those of the incident, and those that its actions answer.
pub(super) async fn factors(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
) -> Result<Vec<Factor>, Failure> {
    let rows: Vec<FactorRow> = all!(&mut *db, FACTORS, incident.0)?;
    let mut seen = Vec::with_capacity(rows.len());
    for row in rows {
        // One that stands in other incidents alone may be hidden with them.
        if row.5.is_none() {
            match factor::by_number(&mut *db, viewer, FactorNumber(row.1)).await {
                Err(Failure::Refused(_)) => continue,
                other => drop(other?),
            }
        }
        seen.push(row);
    }
    let factor = |(id, number, title, category, about, note, trigger): FactorRow| {
        Ok(Factor {
            id: FactorId(id),
            number: FactorNumber(number),
            title: text("title", &title, Title::parse)?,
            category: text("category", &category, Label::parse)?,
            about: block(&about)?,
            contributed: note.is_some(),
            trigger: trigger.unwrap_or(false),
            note: block(note.as_deref().unwrap_or_default())?,
        })
    };
    seen.into_iter().map(factor).collect()
}

fn key(stored: &str) -> Result<SectionKey, Failure> {
    SectionKey::parse(stored).ok_or_else(|| Failure::damaged("section’s name", stored))
}

fn name(stored: Option<&str>) -> Result<Option<Name>, Failure> {
    stored.map(|one| text("name", one, Name::parse)).transpose()
}
