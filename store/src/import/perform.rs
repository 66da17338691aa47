//! Taking a file's incidents in: all of them or none, each once.

use std::collections::{HashMap, HashSet};

use nofault_domain::access::Role;
use nofault_domain::event::Subject;
use nofault_domain::id::{BatchId, ServiceId};
use nofault_domain::import::IncidentRow;
use nofault_domain::incident::Entered;
use nofault_domain::milestone::Milestone;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use uuid::Uuid;

use crate::digest::digest;
use crate::incident::NewIncident;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Failure, catalog, new_id};

statements! {
    INSERT = "INSERT INTO import_batch (id, file_name, by_person, at, created, existing) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_STATED = "INSERT INTO stated_duration (incident_id, metric, micros) VALUES ($1, $2, $3)";
}

/// The rows of a plan without errors.
#[derive(Debug, Default)]
pub struct ImportBatch {
    pub file_name: String,
    pub rows: Vec<IncidentRow>,
}

impl Perform for ImportBatch {
    const NAME: &'static str = "import incidents";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        if self.rows.is_empty() {
            return Err(Refusal::field("file", "There is nothing to import in this file.").into());
        }
        let known = super::known(&mut work.db, work.viewer).await?;
        let mut taken = HashSet::new();
        let fresh: Vec<(&IncidentRow, String)> = self
            .rows
            .iter()
            .map(|row| (row, digest(&row.key)))
            .filter(|(row, key)| !known.contains_key(key) && taken.insert(row.key.as_str()))
            .collect();
        let (created, existing) = (count(fresh.len()), count(self.rows.len() - fresh.len()));
        let id = work.begin_batch(&base_name(&self.file_name), created, existing).await?;
        let zone = catalog::installation(&mut work.db).await?.zone;
        let first = work.take("incident", created).await?;
        let mut services = Services::default();
        for ((row, key), number) in fresh.into_iter().zip(first..) {
            add(work, row, &key, IncidentNumber(number), zone.name(), &mut services).await?;
        }
        // One event for all of them: an import is announced once.
        work.event("batch.imported", Subject::Batch, id, 1, None).await?;
        Ok(Outcome { id, address: format!("/imports/{id}"), version: 1 })
    }
}

impl Work<'_> {
    /// An import of so many new incidents and so many that were there already.
    pub(crate) async fn begin_batch(
        &mut self,
        file_name: &str,
        created: i64,
        existing: i64,
    ) -> Result<Uuid, Failure> {
        let (id, by, now) = (new_id(), self.person(), self.now.micros());
        change!(&mut self.db, INSERT, id, file_name, by, now, created, existing)?;
        self.batch = Some(BatchId(id));
        Ok(id)
    }
}

async fn add(
    work: &mut Work<'_>,
    row: &IncidentRow,
    key: &str,
    number: IncidentNumber,
    zone: &str,
    services: &mut Services,
) -> Result<(), Failure> {
    let new = NewIncident {
        title: row.title.as_str(),
        summary: row.summary.as_ref().map_or("", |summary| summary.as_str()),
        kind: row.kind,
        status: row.status,
        private: false,
        severity: row.severity,
        entered: Entered::Retrospect,
        home_zone: row.milestones.first().map_or(zone, |(_, moment)| moment.zone.name()),
        reference: row.reference.as_ref().map(|reference| reference.as_str()),
        import_key: Some(key),
    };
    let at = row
        .milestone(Milestone::ImpactStarted)
        .or_else(|| row.milestone(Milestone::Declared))
        .map_or(work.now, |moment| moment.at);
    let id = work.insert_numbered(&new, number, at).await?;
    let mut added = HashSet::new();
    for name in &row.services {
        let service = services.named(work, name).await?;
        if added.insert(service) {
            work.add_service(id, service).await?;
        }
    }
    work.add_labels(id, &row.labels).await?;
    for (milestone, moment) in &row.milestones {
        work.set_milestone(id, *milestone, moment).await?;
    }
    for (metric, duration) in &row.stated {
        let metric = metric.as_str();
        change!(&mut work.db, ADD_STATED, id.0, metric, duration.micros())?;
    }
    Ok(())
}

/// The services of the file, each asked for once.
#[derive(Default)]
struct Services(HashMap<String, ServiceId>);

impl Services {
    async fn named(&mut self, work: &mut Work<'_>, name: &Name) -> Result<ServiceId, Failure> {
        if let Some(id) = self.0.get(&name.key()) {
            return Ok(*id);
        }
        let id = catalog::service_named(work, name).await?;
        self.0.insert(name.key(), id);
        Ok(id)
    }
}

/// The file's own name, without the folders that some browsers send along.
pub(crate) fn base_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = last.chars().filter(|c| !c.is_control()).take(200);
    let name: String = clean.collect();
    let name = name.trim();
    if name.is_empty() { "incidents.csv" } else { name }.to_owned()
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
