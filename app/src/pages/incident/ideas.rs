//! Ideas of other incidents that came up here again, and naming one.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::action::seen;
use nofault_domain::status::Status;
use nofault_store::action::{self, Action, OtherIdea};
use nofault_store::incident::Incident;
use nofault_store::{Db, Failure};

use crate::here::Here;
use crate::ui::{ActionBadge, Choice, PostForm, Select, Submit};

/// To choose from; all are on their own page.
const MOST: i64 = 50;
/// Characters of a title in the list to choose from.
const SHORT: usize = 80;

/// Those that came up here, and those of which one may say so.
#[derive(Debug, Clone, Default)]
pub struct Ideas {
    seen: Vec<Action>,
    others: Vec<Choice>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Ideas, Failure> {
    let seen = action::seen_in(&mut *db, here.viewer(), incident.id).await?;
    if !here.may(Role::Responder) || incident.status == Status::Merged {
        return Ok(Ideas { seen, others: Vec::new() });
    }
    let others = action::other_ideas(db, here.viewer(), incident.id, MOST).await?;
    Ok(Ideas { seen, others: others.into_iter().map(choice).collect() })
}

fn choice(idea: OtherIdea) -> Choice {
    let mut title: String = idea.title.chars().take(SHORT).collect();
    if title.len() < idea.title.len() {
        title.push('…');
    }
    let label = format!("{} {title} ({})", idea.action, seen(idea.seen).to_lowercase());
    Choice { value: idea.action.to_string(), label, group: None }
}

/// Beneath the actions; nothing where there are no ideas.
pub fn section(here: &Here, incident: &Incident, ideas: &Ideas) -> AnyView {
    let form = here.form("sighting");
    let choosing = !ideas.others.is_empty() || form.is_rejected();
    if ideas.seen.is_empty() && !choosing {
        return ().into_any();
    }
    let one = |action: &Action| {
        let of = action.incident.as_ref().map(|(_, number, title)| {
            let (href, text) = (format!("/incidents/{number}"), number.to_string());
            view! { " · from "<a href=href title=title.clone()>{text}</a> }
        });
        view! {
            <li id=action.number.to_string()>
                <a href=action.address()>{action.title.clone()}</a>
                <span class="about"><ActionBadge state=action.state />{of}</span>
            </li>
        }
    };
    let list: Vec<_> = ideas.seen.iter().map(one).collect();
    let none = list.is_empty().then(|| view! { <p class="hint">"None named yet."</p> });
    let (rejected, address) = (form.is_rejected(), format!("{}/sightings", incident.address()));
    let others = ideas.others.clone();
    let naming = choosing.then(|| {
        view! {
            <details open=rejected>
                <summary>"An idea would have helped here, too"</summary>
                <PostForm form=form.clone() action=address class="compact">
                    <Select form=form name="action" label="Idea" none="Choose" choices=others />
                    <Submit label="Name the idea" />
                </PostForm>
                <p><a href="/actions/ideas">"All ideas"</a></p>
            </details>
        }
    });
    view! {
        <section id="ideas">
            <h2>"Ideas seen before"</h2>
            {none}
            <ul class="short factors">{list}</ul>
            {naming}
        </section>
    }
    .into_any()
}
