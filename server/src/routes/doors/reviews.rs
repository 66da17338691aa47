//! How much of a review an incident gets, templates, and a postmortem's way to publication.

use axum::Router;
use nofault_domain::command::{review, reviewing, template};

use crate::door::door;
use crate::site::Site;

const PAPER: &str = "/incidents/{incident}/postmortem";
const TEMPLATE: &str = "/templates/{template}";

pub fn routes() -> Router<Site> {
    way()
        .route(
            "/incidents/{incident}/review",
            door::<review::ChangeReviewLevel>("review-level", "/incidents/{incident}/review"),
        )
        .route(
            "/review-policy",
            door::<review::ChangeReviewPolicy>("review-policy", "/review-policy"),
        )
        .route("/templates", door::<template::SaveTemplate>("new-template", "/templates/new"))
        .route(TEMPLATE, door::<template::SaveTemplate>("template", TEMPLATE))
        .route(
            "/templates/{template}/archive",
            door::<template::ArchiveTemplate>("archive", TEMPLATE),
        )
        .route(
            "/templates/{template}/restoration",
            door::<template::RestoreTemplate>("restoration", TEMPLATE),
        )
}

fn way() -> Router<Site> {
    Router::new()
        .route(
            "/incidents/{incident}/postmortem/review",
            door::<reviewing::AskForReview>("review", PAPER),
        )
        .route(
            "/incidents/{incident}/postmortem/draft",
            door::<reviewing::BackToDraft>("draft", PAPER),
        )
        .route(
            "/incidents/{incident}/postmortem/approval",
            door::<reviewing::ApprovePostmortem>("approval", PAPER),
        )
        .route(
            "/incidents/{incident}/postmortem/care",
            door::<reviewing::CareForPostmortem>("care", PAPER),
        )
        .route(
            "/incidents/{incident}/postmortem/reviewers",
            door::<reviewing::NameReviewers>("reviewers", PAPER),
        )
        .route(
            "/incidents/{incident}/postmortem/reviewers/{person}/removal",
            door::<reviewing::RemoveReviewer>("reviewer", PAPER),
        )
}
