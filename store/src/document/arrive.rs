//! Taking documents in: all of them or none, each once, announced once.

use std::collections::HashSet;

use nofault_domain::access::Role;
use nofault_domain::document::{Arriving, Document};
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;
use nofault_domain::status::Status;
use uuid::Uuid;

use super::known::{self, MOST};
use crate::import::base_name;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, new_id};

statements! {
    // So that the next number is a new one.
    RAISE = "UPDATE counter SET value = $2 WHERE name = $1 AND value < $2";
    INCIDENT = "SELECT number FROM incident WHERE number = $1";
    ACTION = "SELECT number FROM action WHERE number = $1";
    FACTOR = "SELECT number FROM factor WHERE number = $1";
}

/// Files that were read without an error.
#[derive(Debug, Default)]
pub struct DocumentBatch {
    pub file_name: String,
    pub documents: Vec<Arriving>,
}

impl Perform for DocumentBatch {
    const NAME: &'static str = "import postmortems";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        if self.documents.is_empty() {
            return Err(Refusal::field("file", "There is nothing to import.").into());
        }
        let (mut fresh, mut taken) = (Vec::new(), HashSet::new());
        for arriving in &self.documents {
            let there = known::find(&mut work.db, work.viewer, arriving).await?;
            if there.is_none() && taken.insert(known::name(arriving)) {
                fresh.push(arriving);
            }
        }
        let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
        let existing = count(self.documents.len() - fresh.len());
        let id =
            work.begin_batch(&base_name(&self.file_name), count(fresh.len()), existing).await?;
        // Kept numbers first, so that none of the next ones is one of them.
        for arriving in &fresh {
            if let Arriving::Ours(ours) = arriving {
                work.reserve(ours).await?;
            }
        }
        for arriving in fresh {
            let document = arriving.document(work.now, new_id);
            check(work, &document)?;
            let key = matches!(arriving, Arriving::Theirs(_)).then(|| known::name(arriving));
            work.put_document(&document, key.as_deref()).await?;
        }
        // One event for all of them: an import is announced once.
        work.event("batch.imported", Subject::Batch, id, 1, None).await?;
        Ok(Outcome { id, address: format!("/imports/{id}"), version: 1 })
    }
}

/// What cannot be taken in by whoever brings it.
fn check(work: &Work<'_>, document: &Document) -> Result<(), Failure> {
    let number = document.number;
    if document.private && work.person().is_none() {
        let nobody = format!(
            "{number} is private: whoever is to see it imports it in the browser, and it is theirs."
        );
        return Err(Refusal::field("file", nobody).into());
    }
    if document.status == Status::Merged {
        let merged =
            format!("{number} was merged into another incident: export and import that one.");
        return Err(Refusal::field("file", merged).into());
    }
    Ok(())
}

/// What has numbers that people say.
#[derive(Debug, Clone, Copy)]
pub(super) enum Numbered {
    Incident,
    Action,
    Factor,
}

impl Work<'_> {
    /// The next numbers come after those of the document that are free.
    async fn reserve(&mut self, ours: &Document) -> Result<(), Failure> {
        let incident = std::iter::once((Numbered::Incident, ours.number.0));
        let actions = ours.actions.iter().map(|one| (Numbered::Action, one.number.0));
        let factors = ours.factors.iter().map(|one| (Numbered::Factor, one.number.0));
        for (what, number) in incident.chain(actions).chain(factors) {
            if self.is_free(what, number).await? {
                change!(&mut self.db, RAISE, name(what), number)?;
            }
        }
        Ok(())
    }

    /// Its own number where it is free, else the next.
    pub(super) async fn number(
        &mut self,
        what: Numbered,
        wanted: i64,
        keeps: bool,
    ) -> Result<i64, Failure> {
        if keeps && self.is_free(what, wanted).await? {
            return Ok(wanted);
        }
        self.next(name(what)).await
    }

    async fn is_free(&mut self, what: Numbered, number: i64) -> Result<bool, Failure> {
        let sql = match what {
            Numbered::Incident => INCIDENT,
            Numbered::Action => ACTION,
            Numbered::Factor => FACTOR,
        };
        let taken: Option<(i64,)> = first!(&mut self.db, sql, number)?;
        Ok(taken.is_none() && number <= MOST)
    }

    /// The id, or a new one where something has it already: a file that somebody edited.
    pub(super) async fn id(&mut self, sql: &'static str, wanted: Uuid) -> Result<Uuid, Failure> {
        let taken: Option<(Uuid,)> = first!(&mut self.db, sql, wanted)?;
        Ok(if taken.is_some() { new_id() } else { wanted })
    }
}

fn name(what: Numbered) -> &'static str {
    match what {
        Numbered::Incident => "incident",
        Numbered::Action => "action",
        Numbered::Factor => "factor",
    }
}
