//! Whether this is the draft or what was published, and publishing it.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::postmortem::PostmortemState;
use nofault_domain::word::Word;
use nofault_store::postmortem::Postmortem;

use super::way::missing;
use super::{Whole, names};
use crate::here::Here;
use crate::ui::{Hidden, PostForm, Submit};

/// Says which text this is, and where the other one is.
pub fn state(here: &Here, whole: &Whole, postmortem: &Postmortem) -> AnyView {
    let address = format!("{}/postmortem", whole.incident.address());
    let responder = here.may(Role::Responder);
    // Who may not publish sees no form that could say so.
    let refused = here.form("publication").summary().filter(|_| !responder);
    let word = match (&whole.published, postmortem.publications.is_empty()) {
        (Some(_), _) if responder => view! {
            <p class="state">"This is the published text. "<a href=address>"Go to the draft"</a></p>
        }
        .into_any(),
        (Some(_), _) => ().into_any(),
        (None, true) => view! {
            <p class="state"><span class="draft">{stands(postmortem)}</span>" Not published yet."</p>
        }
        .into_any(),
        (None, false) if postmortem.is_ahead() => view! {
            <p class="state">
                <span class="draft">{stands(postmortem)}</span>
                " Changed since publication. "
                <a href=format!("{address}?published")>"Read the published text"</a>
            </p>
        }
        .into_any(),
        (None, false) => view! {
            <p class="state">"Published, and not changed since. "<a href=format!("{address}?published")>"Read it as others do"</a></p>
        }
        .into_any(),
    };
    view! {
        {refused.map(|refused| view! { <p class="error summary" role="alert">{refused}</p> })}
        {word}
    }
    .into_any()
}

/// What was not published stands as a draft, or is in review.
pub fn stands(postmortem: &Postmortem) -> &'static str {
    let state =
        if postmortem.is_in_review() { PostmortemState::InReview } else { PostmortemState::Draft };
    state.label()
}

/// Where there is something to publish, or a try that failed.
pub fn form(here: &Here, incident: &str, postmortem: &Postmortem) -> AnyView {
    let form = here.form("publication");
    let first = postmortem.publications.is_empty();
    if !first && !postmortem.is_ahead() && !form.is_rejected() {
        return ().into_any();
    }
    let (label, version) =
        (if first { "Publish" } else { "Publish the changes" }, postmortem.version.to_string());
    let names = names::link(incident);
    let missing = missing(postmortem)
        .map(|missing| view! { <p class="hint">{missing}" You may publish it all the same."</p> });
    view! {
        <PostForm form=form action=format!("{incident}/postmortem/publication") id="publication".to_owned()>
            <Hidden name="version" value=version />
            <p class="hint">"Everybody who may see the incident then reads this text. It can be changed and published again."</p>
            {names}
            {missing}
            <Submit label=label class="primary" />
        </PostForm>
    }
    .into_any()
}
