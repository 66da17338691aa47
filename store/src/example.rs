//! Example data for a first look: a web shop's last nine months, told without blame.
//! It goes through the same commands as everything else, at the times that it tells of.

mod clock;
mod review;
mod shop;
mod slos;
mod stories;
mod tasks;
mod tell;

use nofault_domain::access::Role;
use nofault_domain::event::Subject;
use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure};

statements! {
    ANY = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM incident LIMIT 1) AS any_incident";
}

/// The label that every example carries.
pub const LABEL: &str = "example";

/// Fills an installation that has no incidents.
#[derive(Debug, Clone, Copy)]
pub struct ExampleData;

/// Whether there is no incident yet, so that [`ExampleData`] can be offered.
///
/// # Errors
/// [`Failure::Database`].
pub async fn is_empty(db: &mut Db<'_>) -> Result<bool, Failure> {
    let (incidents,): (i64,) = one!(db, ANY)?;
    Ok(incidents == 0)
}

impl Perform for ExampleData {
    const NAME: &'static str = "fill with examples";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Administrator)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        if !is_empty(&mut work.db).await? {
            let filled =
                "There are incidents already: examples are only for an empty installation.";
            return Err(Refusal::Conflict(filled.to_owned()).into());
        }
        let now = work.now;
        let shop = shop::open(work).await?;
        for story in stories::ALL {
            tell::tell(work, story, &shop, now).await?;
        }
        stories::ideas::note(work, now).await?;
        stories::releases::record(work, &shop, now).await?;
        work.now = now;
        slos::promise(work, &shop).await?;
        let id = Uuid::nil();
        work.event("installation.filled", Subject::Installation, id, 1, None).await?;
        Ok(Outcome { id, address: "/incidents".to_owned(), version: 1 })
    }
}
