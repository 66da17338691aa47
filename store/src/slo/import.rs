//! Taking in SLOs from a file of OpenSLO: all that is not refused, each once.

use std::collections::HashMap;

use nofault_domain::access::{Role, Viewer};
use nofault_domain::budget::Promises;
use nofault_domain::command::openslo::SlosImport;
use nofault_domain::event::Subject;
use nofault_domain::openslo::SloRow;
use nofault_domain::refusal::Refusal;

use super::save::{self, Content};
use super::{Slo, all};
use crate::catalog::Service;
use crate::import::base_name;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, catalog, new_id};

statements! {
    SET_OBJECT = "UPDATE slo SET object_name = $2 WHERE id = $1";
}

/// What becomes of an SLO of a file.
#[derive(Debug, Clone)]
pub enum Standing {
    /// With its service, or with a new one.
    New { service: bool },
    /// It stays as it is; what the file says differently, in words.
    There { slo: Box<Slo>, differs: Vec<&'static str> },
    /// The service belongs to a team that the viewer is not of.
    Forbidden,
}

/// What each of these rows becomes, in their order.
///
/// # Errors
/// [`Failure::Database`].
pub async fn standings<'r>(
    db: &mut Db<'_>,
    viewer: Viewer,
    rows: impl IntoIterator<Item = &'r SloRow>,
) -> Result<Vec<Standing>, Failure> {
    let known = Known::read(&mut *db).await?;
    let mut standings = Vec::new();
    for row in rows {
        standings.push(known.standing(&mut *db, viewer, row).await?);
    }
    Ok(standings)
}

/// What is there before an import.
struct Known {
    slos: Vec<Slo>,
    services: HashMap<String, Service>,
}

impl Known {
    async fn read(db: &mut Db<'_>) -> Result<Self, Failure> {
        let slos = all(&mut *db).await?;
        let services = catalog::services(db).await?;
        let services = services.into_iter().map(|one| (one.name.to_lowercase(), one)).collect();
        Ok(Self { slos, services })
    }

    /// By the name of its object, else by its service and its own name.
    fn same(&self, row: &SloRow) -> Option<&Slo> {
        let object = |slo: &&Slo| slo.object_name.as_deref() == Some(row.key.as_str());
        let named = |slo: &&Slo| {
            slo.service_name.to_lowercase() == row.service.key()
                && slo.name.to_lowercase() == row.name.key()
        };
        self.slos.iter().find(object).or_else(|| self.slos.iter().find(named))
    }

    async fn standing(
        &self,
        db: &mut Db<'_>,
        viewer: Viewer,
        row: &SloRow,
    ) -> Result<Standing, Failure> {
        if let Some(slo) = self.same(row) {
            return Ok(Standing::There { slo: Box::new(slo.clone()), differs: differs(slo, row) });
        }
        let service = self.services.get(&row.service.key());
        let team = service.and_then(|service| service.team);
        let may = save::may_change(db, viewer, team).await?;
        Ok(if may { Standing::New { service: service.is_none() } } else { Standing::Forbidden })
    }
}

fn differs(slo: &Slo, row: &SloRow) -> Vec<&'static str> {
    let all = [
        ("name", slo.name != row.name.as_str()),
        ("service", slo.service_name.to_lowercase() != row.service.key()),
        ("target", slo.promise.target != row.slo.target),
        ("window", slo.promise.window != row.slo.window),
        ("time zone", slo.promise.zone != row.slo.zone),
        // A file of others has none.
        ("policy", !row.policy.as_str().is_empty() && slo.policy != row.policy),
    ];
    all.iter().filter(|(_, differs)| *differs).map(|(what, _)| *what).collect()
}

impl Perform for SlosImport {
    const NAME: &'static str = "import SLOs";

    /// Whether they may for each service is asked where it is known.
    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let viewer = work.viewer;
        let standings = standings(&mut work.db, viewer, &self.rows).await?;
        let mut fresh = Vec::new();
        for (row, standing) in self.rows.iter().zip(&standings) {
            match standing {
                Standing::New { .. } => fresh.push(row),
                Standing::There { .. } => {}
                Standing::Forbidden => {
                    let who = format!(
                        "Only administrators, and those of the owning team who respond, may define \
                         an SLO of {}. Nothing was imported.",
                        row.service
                    );
                    return Err(Refusal::Forbidden(who).into());
                }
            }
        }
        let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
        let (created, existing) = (count(fresh.len()), count(self.rows.len() - fresh.len()));
        let name = match self.file_name.trim() {
            "" => "OpenSLO".to_owned(),
            given => base_name(given),
        };
        let id = work.begin_batch(&name, created, existing).await?;
        for service in &self.services {
            catalog::service_named(work, service).await?;
        }
        for row in fresh {
            add(work, row).await?;
        }
        // One event for all of them: an import is announced once.
        work.event("batch.imported", Subject::Batch, id, 1, None).await?;
        Ok(Outcome { id, address: format!("/reports/budgets?imported={id}"), version: 1 })
    }
}

async fn add(work: &mut Work<'_>, row: &SloRow) -> Result<(), Failure> {
    let service = catalog::service_named(work, &row.service).await?;
    let (name, slo, policy) = (row.name.clone(), row.slo.clone(), row.policy.clone());
    let id = new_id();
    let promises = Promises::named(name.as_str());
    Content { name, promises, slo, policy }.write(work, id, service, true).await?;
    change!(&mut work.db, SET_OBJECT, id, row.key.as_str())?;
    Ok(())
}
