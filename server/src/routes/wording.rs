//! Hints on wording: asked for what is typed, which changes nothing, and dismissed. And roles
//! in the place of names: looked at, and put there.

use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Json, Router};
use nofault_domain::command::wording::{CheckWording, DismissHint, ReplaceNames};
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Markdown;
use nofault_store::incident::Incident;
use nofault_store::postmortem::{Section, wording};
use nofault_store::{Failure, Outcome};

use crate::door::{Form, Sent, door};
use crate::render;
use crate::site::Site;

const SECTION: Form =
    Form { name: "section", page: "/incidents/{incident}/postmortem/sections/{section}" };

const NAMES: &str = "/incidents/{incident}/postmortem/names";

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/incidents/{incident}/postmortem/sections/{section}/hints", post(check))
        .route("/incidents/{incident}/postmortem/sections/{section}/dismissals", post(dismiss))
        .route(NAMES, door::<ReplaceNames>("names", NAMES))
        .route("/incidents/{incident}/postmortem/names/preview", post(preview))
}

/// The section’s page with what was typed and its hints; a list of hints for an island.
async fn check(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    match checked(&site, &sent).await {
        Ok((incident, section, hints)) if !render::wants_json(&sent.parts.headers) => {
            drop(hints);
            as_typed(&site, &sent, &incident, &section).await
        }
        Ok((_, _, hints)) => Json(hints).into_response(),
        Err(failure) => refused(&site, &sent, failure).await,
    }
}

async fn checked(
    site: &Site,
    sent: &Sent,
) -> Result<(Incident, Section, Vec<serde_json::Value>), Failure> {
    let (viewer, asked) = (sent.viewer()?, sent.parse::<CheckWording>()?);
    let mut reader = site.store.read().await?;
    let mut db = reader.db();
    let (incident, section) =
        wording::writable(&mut db, viewer, asked.incident, &asked.section).await?;
    let text = asked.body;
    let hints = if render::wants_json(&sent.parts.headers) {
        wording::hints(&mut db, &site.rules, incident.id, section.id, &text).await?
    } else {
        // The page looks for them.
        Vec::new()
    };
    let one = |hint: &nofault_domain::blameless::Hint| {
        let (at, rule) = (hint.characters(&text), &hint.rule);
        serde_json::json!({
            "start": at.start, "end": at.end, "passage": hint.passage, "found": hint.found,
            "rule": rule.key, "finds": rule.finds, "reason": rule.reason, "source": rule.source,
            "rewrite": rule.rewrite, "hint": wording::key(hint),
        })
    };
    let hints = hints.iter().map(one).collect();
    Ok((incident, section, hints))
}

/// Back to the section; where its form held what is not saved, that stays in it.
async fn dismiss(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = async {
        let (viewer, dismissal) = (sent.viewer()?, sent.parse::<DismissHint>()?);
        if !site.rules.knows(&dismissal.rule) {
            return Err(Refusal::field("hint", "There is no such hint any more.").into());
        }
        wording::dismiss(&site.store, viewer, &dismissal).await
    };
    match done.await {
        Ok(_) if render::wants_json(&sent.parts.headers) => {
            Json(serde_json::json!({ "dismissed": true })).into_response()
        }
        Ok((incident, section)) => {
            let typed = sent.fields.kept().into_iter().find(|(name, _)| name == "body");
            let is_saved = typed.is_none_or(|(_, body)| {
                let body = Markdown::parse_optional(&body).ok().flatten();
                body.as_ref().map_or("", Markdown::as_str) == section.body
            });
            if is_saved {
                Redirect::to(&format!("{}#hints", address(&incident, &section))).into_response()
            } else {
                as_typed(&site, &sent, &incident, &section).await
            }
        }
        Err(failure) => refused(&site, &sent, failure).await,
    }
}

fn address(incident: &Incident, section: &Section) -> String {
    format!("{}/postmortem/sections/{}", incident.address(), section.key)
}

async fn as_typed(site: &Site, sent: &Sent, incident: &Incident, section: &Section) -> Response {
    render::asked(site, &sent.parts, &address(incident, section), sent.fields.kept()).await
}

async fn refused(site: &Site, sent: &Sent, failure: Failure) -> Response {
    let refused: Result<Outcome, Failure> = Err(failure);
    sent.answer(site, SECTION, refused).await
}

/// The page of the names, with the words typed for each in its places.
async fn preview(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let incident = nofault_domain::number::IncidentNumber::parse(sent.fields.get("incident"));
    match incident {
        Some(incident) => {
            let page = format!("/incidents/{incident}/postmortem/names");
            render::asked(&site, &sent.parts, &page, sent.fields.kept()).await
        }
        None => {
            let refused: Result<Outcome, Failure> = Err(Refusal::NotFound("incident").into());
            sent.answer(&site, Form { name: "names", page: NAMES }, refused).await
        }
    }
}
