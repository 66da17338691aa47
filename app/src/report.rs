//! Reading a report, for its page, its file and the command line alike.

pub mod actions;
pub mod availability;
pub mod budget;
pub mod budgets;
pub mod changes;
pub mod counts;
pub mod durations;
pub mod factors;
pub mod home;
pub mod kept;
pub mod providers;
pub mod reviews;
pub mod toil;

use nofault_domain::refusal::Refusal;
use nofault_store::{Db, Failure, Store, catalog};

use durations::unknown;

/// What reports can be asked for: the names of all services, and of all teams.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub services: Vec<String>,
    pub teams: Vec<String>,
}

impl Choices {
    /// # Errors
    /// [`Failure::Database`].
    pub async fn all(store: &Store) -> Result<Self, Failure> {
        Self::with(&mut store.read().await?.db(), None, None).await
    }

    /// All of them, where those that are asked for are among them.
    async fn with(
        db: &mut Db<'_>,
        service: Option<&str>,
        team: Option<&str>,
    ) -> Result<Self, Failure> {
        let services = catalog::services(db).await?;
        let services: Vec<String> = services.into_iter().map(|service| service.name).collect();
        let teams: Vec<String> =
            catalog::teams(db).await?.into_iter().map(|team| team.name).collect();
        known("service", service, &services)?;
        known("team", team, &teams)?;
        Ok(Self { services, teams })
    }
}

fn known(what: &'static str, asked: Option<&str>, all: &[String]) -> Result<(), Refusal> {
    match asked {
        Some(name) if !all.iter().any(|one| one.to_lowercase() == name.to_lowercase()) => {
            Err(unknown(what, name, all))
        }
        _ => Ok(()),
    }
}
