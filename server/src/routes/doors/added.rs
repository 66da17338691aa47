//! Adding an action: where there is something to say of it afterwards (a due day that follows
//! from its priority, a hint on its wording), the address of the next page asks for it.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::action::wording;
use nofault_domain::command::action::AddAction;
use nofault_store::Outcome;

use crate::door::{Form, Sent};
use crate::render;
use crate::site::Site;

pub async fn of_incident(State(site): State<Site>, request: Request) -> Response {
    add(site, request, "/incidents/{incident}/actions/new").await
}

pub async fn alone(State(site): State<Site>, request: Request) -> Response {
    add(site, request, "/actions/new").await
}

async fn add(site: Site, request: Request, page: &'static str) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let mut done = sent.run::<AddAction>(&site).await;
    if let Ok(outcome) = &mut done
        && has_more_to_say(&sent)
        && !render::wants_json(&sent.parts.headers)
    {
        outcome.address = asking(outcome);
    }
    sent.answer(&site, Form { name: "action", page }, done).await
}

fn has_more_to_say(sent: &Sent) -> bool {
    let is_blank = |name: &str| sent.fields.get(name).trim().is_empty();
    let by_policy = is_blank("idea") && is_blank("due") && !is_blank("priority");
    by_policy || wording::hint(sent.fields.get("title")).is_some()
}

/// `/incidents/INC-1#A-1` becomes `/incidents/INC-1?added=A-1#A-1`.
fn asking(outcome: &Outcome) -> String {
    let (page, number) = match outcome.address.split_once('#') {
        Some((page, number)) => (page, number),
        None => {
            let page = outcome.address.as_str();
            (page, page.rsplit('/').next().unwrap_or_default())
        }
    };
    format!("{page}?added={number}#{number}")
}
