//! The doors of the commands, by noun: the command, the name of its form, and the
//! page that shows the form.

use axum::Router;
use nofault_domain::command::{action, entry, incident, postmortem};

use crate::door::door;
use crate::site::Site;

/// All of them that need nothing of their own.
pub fn routes() -> Router<Site> {
    incidents().merge(timeline()).merge(postmortems()).merge(actions())
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
            "/incidents/{incident}/entries",
            door::<entry::LogEntry>("entry", "/incidents/{incident}"),
        )
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
            "/incidents/{incident}/postmortem/publication",
            door::<postmortem::PublishPostmortem>(
                "publication",
                "/incidents/{incident}/postmortem",
            ),
        )
}

fn actions() -> Router<Site> {
    Router::new()
        .route(
            "/incidents/{incident}/actions",
            door::<action::AddAction>("action", "/incidents/{incident}/actions/new"),
        )
        .route("/actions", door::<action::AddAction>("action", "/actions/new"))
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
}
