//! Taking a file's changes in: all of them or none, each once.

use std::collections::{HashMap, HashSet};

use nofault_domain::access::Role;
use nofault_domain::event::Subject;
use nofault_domain::import::ChangeRow;
use nofault_domain::number::ChangeNumber;
use nofault_domain::refusal::Refusal;

use crate::digest::digest;
use crate::import::base_name;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, catalog};

statements! {
    KEYS = "SELECT c.import_key, c.number FROM change c WHERE c.import_key IS NOT NULL";
}

/// The rows of a plan without errors.
#[derive(Debug, Default)]
pub struct ChangesBatch {
    pub file_name: String,
    pub rows: Vec<ChangeRow>,
}

impl Perform for ChangesBatch {
    const NAME: &'static str = "import changes";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        if self.rows.is_empty() {
            return Err(Refusal::field("file", "There is nothing to import in this file.").into());
        }
        let known = known(&mut work.db).await?;
        let mut taken = HashSet::new();
        let keyed = self.rows.iter().map(|row| (row, digest(&row.key)));
        let fresh: Vec<_> = keyed
            .filter(|(row, key)| !known.contains_key(key) && taken.insert(row.key.as_str()))
            .collect();
        let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
        let (created, existing) = (count(fresh.len()), count(self.rows.len() - fresh.len()));
        let id = work.begin_batch(&base_name(&self.file_name), created, existing).await?;
        let first = work.take("change", created).await?;
        let mut services = HashMap::new();
        for ((row, key), number) in fresh.into_iter().zip(first..) {
            let name = &row.content.service;
            let service = match services.get(&name.key()) {
                Some(service) => *service,
                None => catalog::service_named(work, name).await?,
            };
            services.insert(name.key(), service);
            work.insert_change(ChangeNumber(number), service, &row.content, Some(&key)).await?;
        }
        // One event for all of them: an import is announced once.
        work.event("batch.imported", Subject::Batch, id, 1, None).await?;
        Ok(Outcome { id, address: format!("/changes?imported={id}"), version: 1 })
    }
}

/// Which of these rows' keys are changes already, and which.
///
/// # Errors
/// [`Failure::Database`].
pub async fn existing<'k>(
    db: &mut Db<'_>,
    keys: impl IntoIterator<Item = &'k str>,
) -> Result<HashMap<&'k str, ChangeNumber>, Failure> {
    let known = known(db).await?;
    let found = keys.into_iter().filter_map(|key| Some((key, *known.get(&digest(key))?)));
    Ok(found.collect())
}

/// By the digest, which outlives a redaction: the same file does not bring the text back.
async fn known(db: &mut Db<'_>) -> Result<HashMap<String, ChangeNumber>, Failure> {
    let rows: Vec<(String, i64)> = all!(db, KEYS)?;
    Ok(rows.into_iter().map(|(key, number)| (key, ChangeNumber(number))).collect())
}
