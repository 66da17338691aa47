//! Words on the sections of a postmortem: their texts are in `revision`.

use nofault_domain::access::Role;
use nofault_domain::command::comment::{CommentResolution, NewComment};
use nofault_domain::event::Subject;
use nofault_domain::id::{CommentId, IncidentId, PersonId};
use nofault_domain::instant::Instant;
use nofault_domain::number::CommentNumber;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, new_id};

/// One of them.
#[derive(Debug, Clone)]
pub struct Comment {
    pub id: CommentId,
    pub number: CommentNumber,
    /// The key of its section.
    pub section: String,
    pub reply_to: Option<CommentNumber>,
    /// The words that it is about; empty for the whole section.
    pub passage: String,
    pub body: String,
    pub at: Instant,
    pub author: Option<(PersonId, String)>,
    pub resolved: Option<(Instant, Option<String>)>,
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    key: String,
    reply_to: Option<i64>,
    passage: String,
    body: String,
    at: i64,
    by_person: Option<Uuid>,
    author: Option<String>,
    resolved_at: Option<i64>,
    resolver: Option<String>,
    version: i64,
}

statements! {
    OF_INCIDENT = "SELECT c.id, c.number, s.key, o.number AS reply_to, c.passage, r.body, c.at, \
        c.by_person, p.name AS author, c.resolved_at, q.name AS resolver, c.version FROM comment c \
        JOIN section s ON s.id = c.section_id JOIN revision r ON r.subject_id = c.id AND r.version = c.version \
        LEFT JOIN comment o ON o.id = c.reply_to LEFT JOIN person p ON p.id = c.by_person \
        LEFT JOIN person q ON q.id = c.resolved_by WHERE c.incident_id = $1 ORDER BY c.number";
    NEXT = "SELECT COALESCE(MAX(number), 0) + 1 FROM comment WHERE incident_id = $1";
    INSERT = "INSERT INTO comment (id, incident_id, section_id, number, reply_to, passage, at, \
        by_person, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    RESOLVE = "UPDATE comment SET resolved_at = $2, resolved_by = $3, version = $4 WHERE id = $1";
    // Who answers for the postmortem may close what is said about it.
    CARED_BY = "SELECT created_by, owner_person FROM postmortem WHERE id = $1";
}

/// All that was said about the postmortem of an incident which the caller has read through its
/// viewer, in the order in which it was said. Only for those who read the draft.
///
/// # Errors
/// [`Failure::Database`].
pub async fn comments(db: &mut Db<'_>, incident: IncidentId) -> Result<Vec<Comment>, Failure> {
    let rows: Vec<Row> = all!(db, OF_INCIDENT, incident.0)?;
    Ok(rows.into_iter().map(comment).collect())
}

fn comment(row: Row) -> Comment {
    Comment {
        id: CommentId(row.id),
        number: CommentNumber(row.number),
        section: row.key,
        reply_to: row.reply_to.map(CommentNumber),
        passage: row.passage,
        body: row.body,
        at: Instant::from_micros(row.at),
        author: row.by_person.map(PersonId).zip(row.author),
        resolved: row.resolved_at.map(|at| (Instant::from_micros(at), row.resolver)),
        version: row.version,
    }
}

impl Perform for NewComment {
    const NAME: &'static str = "comment";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let section = postmortem.sections.iter().find(|section| section.key == self.section);
        let section = section.ok_or(Refusal::NotFound("section"))?;
        let answered = match self.reply_to {
            None => None,
            Some(number) => {
                let all = comments(&mut work.db, incident.id).await?;
                let of = |one: &Comment| one.number == number && one.section == section.key;
                let found = all.into_iter().find(of).ok_or(Refusal::NotFound("comment"))?;
                Some(found.id.0)
            }
        };
        let (number,): (i64,) = one!(&mut work.db, NEXT, incident.id.0)?;
        let (id, at, by) = (new_id(), work.now.micros(), work.person());
        let passage = self.passage.as_ref().map_or("", |passage| passage.as_str());
        let about = section.id.0;
        change!(&mut work.db, INSERT, id, incident.id.0, about, number, answered, passage, at, by)?;
        work.revise(id, 1, incident.id, self.body.as_str()).await?;
        work.event("comment.added", Subject::Comment, id, 1, Some(incident.id)).await?;
        let address = super::write::section_address(&incident, &section.key);
        Ok(Outcome { id, address: format!("{address}#{}", CommentNumber(number)), version: 1 })
    }
}

impl Perform for CommentResolution {
    const NAME: &'static str = "resolve comment";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let (incident, postmortem) = work.postmortem(self.incident).await?;
        let all = comments(&mut work.db, incident.id).await?;
        let found = all.into_iter().find(|one| one.number == self.comment);
        let found = found.ok_or(Refusal::NotFound("comment"))?;
        if found.reply_to.is_some() {
            let word = "An answer is closed together with the comment that it answers.";
            return Err(Refusal::Conflict(word.to_owned()).into());
        }
        let me = work.viewer.person();
        let wrote = found.author.as_ref().is_some_and(|(author, _)| Some(*author) == me);
        if me.is_some() && !wrote && !work.cares_for(postmortem.id.0).await? {
            let word =
                "Whoever wrote the comment, or owns the postmortem, says that it is resolved.";
            return Err(Refusal::Forbidden(word.to_owned()).into());
        }
        if found.version != self.version || found.resolved.is_some() == self.resolved {
            let now = if found.resolved.is_some() { "resolved" } else { "open" };
            let word = format!("Somebody was faster: the comment is {now} now.");
            return Err(Refusal::Conflict(word).into());
        }
        let (id, version) = (found.id, found.version + 1);
        let (at, by) = match self.resolved {
            true => (Some(work.now.micros()), work.person()),
            false => (None, None),
        };
        change!(&mut work.db, RESOLVE, id.0, at, by, version)?;
        // The text goes on under the new version.
        work.revise(id.0, version, incident.id, &found.body).await?;
        let name = if self.resolved { "comment.resolved" } else { "comment.reopened" };
        work.event(name, Subject::Comment, id.0, version, Some(incident.id)).await?;
        let address = super::write::section_address(&incident, &found.section);
        Ok(Outcome { id: id.0, address: format!("{address}#{}", found.number), version })
    }
}

impl Work<'_> {
    /// Whether the person began the postmortem, or owns it.
    async fn cares_for(&mut self, postmortem: Uuid) -> Result<bool, Failure> {
        let (began, owns): (Option<Uuid>, Option<Uuid>) = one!(&mut self.db, CARED_BY, postmortem)?;
        let me = self.person();
        Ok(me.is_some() && (began == me || owns == me))
    }
}
