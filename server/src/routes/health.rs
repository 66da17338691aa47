//! For whoever watches over the program.

use axum::extract::State;
use http::StatusCode;
use nofault_store::catalog;

use crate::site::Site;

/// It runs.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// It runs and its database answers.
pub async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    let answered = async { catalog::installation(&mut site.store.read().await?.db()).await };
    match answered.await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(failure) => {
            tracing::error!(%failure, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
