//! Reading a report, for its page, its file and the command line alike.

pub mod actions;
pub mod availability;
pub mod budget;
pub mod changes;
pub mod counts;
pub mod durations;
pub mod factors;
pub mod kept;
pub mod providers;
pub mod reviews;
pub mod toil;

use nofault_domain::refusal::Refusal;
use nofault_store::{Db, Failure, catalog};

/// The names of all services, where the one that is asked for is among them.
async fn known_service(db: &mut Db<'_>, asked: Option<&str>) -> Result<Vec<String>, Failure> {
    let services = catalog::services(db).await?;
    let services: Vec<String> = services.into_iter().map(|service| service.name).collect();
    if let Some(asked) = asked
        && !services.iter().any(|name| name.to_lowercase() == asked.to_lowercase())
    {
        let unknown = format!("No service is called “{asked}”.");
        return Err(Refusal::field("service", unknown).into());
    }
    Ok(services)
}
