//! The postmortem: its text, who answers for it, its way to publication, what was said about it.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::instant::Instant;
use nofault_domain::number::CommentNumber;
use nofault_domain::period::Day;
use nofault_domain::postmortem::PostmortemState;
use nofault_store::incident::Incident;
use nofault_store::postmortem::{self, Due};
use nofault_store::{Db, Failure, catalog, review};
use serde::Serialize;

use crate::export::Gone;

#[derive(Debug, Serialize)]
pub struct Postmortem {
    state: PostmortemState,
    /// The sections are as they were published last, not as they stand.
    as_published: bool,
    created_at: Instant,
    author: Option<String>,
    /// What it was begun from, as that is called now.
    template: Option<String>,
    owner: Option<String>,
    due: Option<DueOn>,
    reviewers: Vec<Reviewer>,
    reviews: Vec<Review>,
    sections: Vec<Section>,
    publications: Vec<Publication>,
    /// Only for those who write it.
    comments: Option<Vec<Comment>>,
    revision: i64,
}

#[derive(Debug, Serialize)]
struct DueOn {
    day: Day,
    /// Somebody typed it; else the policy sets it.
    typed: bool,
}

#[derive(Debug, Serialize)]
struct Reviewer {
    person: String,
    at: Instant,
    by: Option<String>,
    removed_at: Option<Instant>,
    /// When they last approved it, and the postmortem's revision that they did.
    approved: Option<Approved>,
}

#[derive(Debug, Serialize)]
struct Approved {
    at: Instant,
    revision: i64,
}

/// A time during which a review was asked for.
#[derive(Debug, Serialize)]
struct Review {
    at: Instant,
    by: Option<String>,
    ended: Option<Gone>,
}

#[derive(Debug, Serialize)]
struct Section {
    key: String,
    title: String,
    text: String,
    edited_at: Instant,
    editor: Option<String>,
    revision: i64,
}

impl From<postmortem::Section> for Section {
    fn from(section: postmortem::Section) -> Self {
        Self {
            key: section.key,
            title: section.title,
            text: section.body,
            edited_at: section.edited_at,
            editor: section.editor,
            revision: section.version,
        }
    }
}

#[derive(Debug, Serialize)]
struct Publication {
    number: i64,
    at: Instant,
    by: Option<String>,
    /// As they were published.
    sections: Vec<Section>,
}

#[derive(Debug, Serialize)]
struct Comment {
    number: CommentNumber,
    /// The key of its section.
    section: String,
    reply_to: Option<CommentNumber>,
    /// The words that it is about; empty for the whole section.
    passage: String,
    text: String,
    at: Instant,
    author: Option<String>,
    resolved: Option<Gone>,
    revision: i64,
}

/// As its page shows it: who neither writes nor reviews it gets what was published, as soon as
/// something was.
pub(in crate::export) async fn postmortem(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: &Incident,
    now: Instant,
) -> Result<Option<Postmortem>, Failure> {
    let Some(found) = postmortem::of_incident(db, incident.id).await? else { return Ok(None) };
    let writes = viewer.has(Role::Responder);
    let reviews = viewer.person().is_some_and(|me| found.reviewer(me).is_some());
    let due = due(db, incident, &found, now).await?;
    let mut publications = Vec::new();
    for one in found.publications.iter().rev() {
        let sections = postmortem::published(db, one.id).await?;
        publications.push(Publication {
            number: one.number,
            at: one.at,
            by: one.by.clone(),
            sections: sections.into_iter().map(Section::from).collect(),
        });
    }
    let latest = found.publications.first().filter(|_| !writes && !reviews);
    let published = match latest {
        Some(latest) => Some(postmortem::published(db, latest.id).await?),
        None => None,
    };
    let comments = match writes {
        true => Some(postmortem::comments(db, incident.id).await?),
        false => None,
    };
    let comments = comments.map(|all| all.into_iter().map(comment).collect());
    let (state, as_published) = (found.state(), published.is_some());
    Ok(Some(Postmortem {
        state,
        as_published,
        created_at: found.created_at,
        author: found.author,
        template: found.template.map(|(_, name)| name),
        owner: found.owner.map(|(_, name)| name),
        due,
        reviewers: found.reviewers.into_iter().map(reviewer).collect(),
        reviews: found.reviews.into_iter().map(asked).collect(),
        sections: published.unwrap_or(found.sections).into_iter().map(Section::from).collect(),
        publications,
        comments,
        revision: found.version,
    }))
}

async fn due(
    db: &mut Db<'_>,
    incident: &Incident,
    found: &postmortem::Postmortem,
    now: Instant,
) -> Result<Option<DueOn>, Failure> {
    let zone = catalog::installation(db).await?.zone;
    let review = review::of_incident(db, incident, now).await?;
    let policy = review::policy(db).await?.rules;
    let due = Due::of(found.due, &review, &policy, &zone);
    Ok(due.map(|Due { day, typed }| DueOn { day, typed }))
}

fn reviewer(one: postmortem::Reviewer) -> Reviewer {
    let approved = one.approved.map(|(at, revision)| Approved { at, revision });
    Reviewer { person: one.name, at: one.at, by: one.by, removed_at: one.removed_at, approved }
}

fn asked(one: postmortem::Review) -> Review {
    Review { at: one.at, by: one.by, ended: one.ended.map(Gone::from) }
}

fn comment(one: postmortem::Comment) -> Comment {
    Comment {
        number: one.number,
        section: one.section,
        reply_to: one.reply_to,
        passage: one.passage,
        text: one.body,
        at: one.at,
        author: one.author.map(|(_, name)| name),
        resolved: one.resolved.map(Gone::from),
        revision: one.version,
    }
}
