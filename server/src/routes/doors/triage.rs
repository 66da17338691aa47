//! Merging, privacy, offered milestones, people who leave.

use axum::Router;
use nofault_domain::command::{person, privacy, triage};

use crate::door::door;
use crate::site::Site;

pub fn routes() -> Router<Site> {
    Router::new()
        .route(
            "/incidents/{incident}/merge",
            door::<triage::MergeIncident>("merge", "/incidents/{incident}/merge"),
        )
        .route(
            "/incidents/{incident}/privacy",
            door::<privacy::ChangePrivacy>("privacy", "/incidents/{incident}/privacy"),
        )
        .route(
            "/incidents/{incident}/milestones/{milestone}",
            door::<triage::SetMilestone>("offer", "/incidents/{incident}"),
        )
        .route(
            "/people/{person}/departure",
            door::<person::DeactivatePerson>("departure", "/people/{person}"),
        )
        .route(
            "/people/{person}/return",
            door::<person::BringBackPerson>("return", "/people/{person}"),
        )
        .route(
            "/people/{person}/anonymisation",
            door::<person::AnonymisePerson>("anonymisation", "/people/{person}"),
        )
        .route("/people/{person}/merge", door::<person::MergePerson>("merge", "/people/{person}"))
}
