//! Reading a report, for its page, its file and the command line alike.

/// What two questions answer: asked at once, where a second connection waits for work, else one
/// after the other. Each reads by `$db`.
macro_rules! both {
    ($store:expr, $db:ident, $first:expr, $second:expr) => {
        match $store.spare() {
            Some(mut spare) => {
                let mut beside = spare.db();
                let first = async {
                    let $db = &mut $db;
                    $first
                };
                let second = async {
                    let $db = &mut beside;
                    $second
                };
                tokio::join!(first, second)
            }
            None => {
                let $db = &mut $db;
                ($first, $second)
            }
        }
    };
}

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

use nofault_domain::refusal::{Checker, Refusal};
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
        Self::read(&mut store.read().await?.db()).await
    }

    /// Whether those that are asked for are among them.
    async fn have(
        db: &mut Db<'_>,
        service: Option<&str>,
        team: Option<&str>,
    ) -> Result<(), Failure> {
        if service.is_none() && team.is_none() {
            return Ok(());
        }
        let all = Self::read(db).await?;
        let mut checker = Checker::default();
        checker.all(known("service", service, &all.services));
        checker.all(known("team", team, &all.teams));
        Ok(checker.done(Some(()))?)
    }

    async fn read(db: &mut Db<'_>) -> Result<Self, Failure> {
        let services = catalog::services(db).await?;
        let services: Vec<String> = services.into_iter().map(|service| service.name).collect();
        let teams: Vec<String> =
            catalog::teams(db).await?.into_iter().map(|team| team.name).collect();
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
