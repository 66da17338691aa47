//! Files on their way in: each is kept for its sender, and imported by a confirmation.

mod changes;
mod confirmed;
mod file;
mod incidents;
mod postmortem;
mod slos;

use axum::Router;
use nofault_domain::import::Plan;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;

use crate::site::Site;

pub fn routes() -> Router<Site> {
    Router::new().merge(incidents::routes()).merge(changes::routes()).merge(slos::routes())
}

/// The rows of a plan of which nothing is bad.
fn clean<R>(plan: Plan<R>) -> Result<Vec<R>, Refusal> {
    let bad = "Nothing was imported: there are bad cells, which are listed below.";
    plan.into_rows().ok_or_else(|| Refusal::field("file", bad))
}

/// Reading a large file takes its time: off the async threads.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Failure::Setup("an import could not be read".to_owned()))
}
