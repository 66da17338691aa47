//! The doors of the commands, by noun: the command, the name of its form, and the
//! page that shows the form.

mod added;
mod changes;
mod factors;
mod files;
mod ideas;
mod impacts;
mod responders;
mod reviews;
mod slos;
mod triage;

use axum::Router;
use axum::routing::post;
use nofault_domain::command::{action, comment, entry, incident, postmortem};

use crate::door::door;
use crate::site::Site;

/// All of them that need nothing of their own.
pub fn routes() -> Router<Site> {
    incidents()
        .merge(timeline())
        .merge(postmortems())
        .merge(actions())
        .merge(changes::routes())
        .merge(factors::routes())
        .merge(files::routes())
        .merge(ideas::routes())
        .merge(impacts::routes())
        .merge(responders::routes())
        .merge(reviews::routes())
        .merge(slos::routes())
        .merge(triage::routes())
}

fn incidents() -> Router<Site> {
    Router::new()
        .route("/incidents", door::<incident::DeclareIncident>("declare", "/incidents/new"))
        .route(
            "/incidents/{incident}",
            door::<incident::ChangeDetails>("details", "/incidents/{incident}/details"),
        )
        .route(
            "/incidents/{incident}/status",
            door::<incident::ChangeStatus>("status", "/incidents/{incident}"),
        )
        .route(
            "/incidents/{incident}/severity",
            door::<incident::ChangeSeverity>("severity", "/incidents/{incident}"),
        )
        .route(
            "/incidents/{incident}/milestones",
            door::<incident::SetMilestones>("milestones", "/incidents/{incident}/milestones"),
        )
}

fn timeline() -> Router<Site> {
    Router::new()
        .route(
            "/incidents/{incident}/entries/{entry}",
            door::<entry::EditEntry>("entry", "/incidents/{incident}/entries/{entry}"),
        )
        .route(
            "/incidents/{incident}/entries/{entry}/deletion",
            door::<entry::DeleteEntry>("deletion", "/incidents/{incident}/entries/{entry}"),
        )
        .route(
            "/incidents/{incident}/redactions",
            door::<entry::Redact>("redaction", "/incidents/{incident}/redactions/new"),
        )
}

fn postmortems() -> Router<Site> {
    Router::new()
        .route(
            "/incidents/{incident}/postmortem",
            door::<postmortem::BeginPostmortem>("postmortem", "/incidents/{incident}/postmortem"),
        )
        .route(
            "/incidents/{incident}/postmortem/sections/{section}",
            door::<postmortem::EditSection>(
                "section",
                "/incidents/{incident}/postmortem/sections/{section}",
            ),
        )
        .route(
            "/incidents/{incident}/postmortem/sections/{section}/comments",
            door::<comment::AddComment>(
                "comment",
                "/incidents/{incident}/postmortem/sections/{section}",
            ),
        )
        .route(
            "/incidents/{incident}/postmortem/sections/{section}/restoration",
            door::<comment::RestoreSection>(
                "restoration",
                "/incidents/{incident}/postmortem/sections/{section}/history",
            ),
        )
        .route(
            "/incidents/{incident}/postmortem/comments/{comment}/resolution",
            door::<comment::ResolveComment>("resolution", "/incidents/{incident}/postmortem"),
        )
        .route(
            "/incidents/{incident}/postmortem/publication",
            door::<postmortem::PublishPostmortem>(
                "publication",
                "/incidents/{incident}/postmortem",
            ),
        )
}

fn actions() -> Router<Site> {
    Router::new()
        .route("/incidents/{incident}/actions", post(added::of_incident))
        .route("/actions", post(added::alone))
        .route("/actions/{action}", door::<action::EditAction>("action", "/actions/{action}"))
        .route(
            "/actions/{action}/completion",
            door::<action::CompleteAction>("completion", "/actions/{action}"),
        )
        .route(
            "/actions/{action}/refusal",
            door::<action::DeclineAction>("refusal", "/actions/{action}"),
        )
        .route(
            "/actions/{action}/reopening",
            door::<action::ReopenAction>("reopening", "/actions/{action}"),
        )
        .route(
            "/actions/{action}/verifications",
            door::<action::VerifyAction>("verification", "/actions/{action}"),
        )
}
