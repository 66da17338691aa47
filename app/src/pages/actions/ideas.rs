//! Ideas: not yet actions, by how many incidents each came up in.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::action::seen;
use nofault_store::Failure;
use nofault_store::action::{self, Idea, Stood};
use nofault_store::incident;

use crate::here::Here;
use crate::load::load;
use crate::ui::{Check, Empty, KindBadge, Page, StatusBadge};

/// More are found when these were decided on.
const MOST: usize = 200;
/// Of one idea; all are on its page.
const PLACES: usize = 12;

struct Found {
    ideas: Vec<Idea>,
    private: bool,
}

async fn found(here: Here) -> Result<Found, Failure> {
    let private = here.query("private") == "1";
    let mut reader = here.store.read().await?;
    let ideas = action::ideas(&mut reader.db(), here.viewer(), private).await?;
    Ok(Found { ideas, private })
}

#[component]
pub fn IdeasPage() -> AnyView {
    load(found(Here::now()), |here, found| {
        let responder = here.may(Role::Responder);
        let over = view! { <a href="/actions">"Actions"</a> }.into_any();
        let add = responder.then(|| {
            view! { <a class="button" href="/actions/new?idea=1">"Write down an idea"</a> }
                .into_any()
        });
        view! {
            <Page title="Ideas" over=over nostrip:aside=add>
                {shown(&found, responder)}
            </Page>
        }
    })
    .into_any()
}

fn shown(found: &Found, responder: bool) -> AnyView {
    if found.ideas.is_empty() {
        let how = responder.then_some(
            " Write one down here or at an incident, by the tick box of the form that adds an action.",
        );
        return view! {
            <Empty title="No ideas">
                <p>"An idea is not yet an action: nobody does it, and it is due on no day. It is kept with the incidents in which it would have helped."{how}</p>
            </Empty>
        }
        .into_any();
    }
    let all = found.ideas.len();
    let fewer = (all > MOST).then(|| format!(" These are the first {MOST} of {all}."));
    let hidden = found.ideas.iter().flat_map(|idea| &idea.stood).any(|one| one.private);
    let filter = (hidden || found.private).then(|| filter(found.private));
    let list: Vec<_> =
        found.ideas.iter().take(MOST).map(|idea| one(idea, found.private, responder)).collect();
    view! {
        {filter}
        <p class="hint">
            "What would have helped in most incidents stands first. Drills, and incidents that came to nothing, are not counted."
            {fewer}
        </p>
        <ol class="factor-list ideas">{list}</ol>
    }
    .into_any()
}

/// Only where there is something to add.
fn filter(private: bool) -> AnyView {
    view! {
        <form method="get" action="/actions/ideas" class="filters" aria-label="What is counted">
            <Check name="private" value="1" label="With private incidents that you may see" checked=private />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}

fn one(idea: &Idea, private: bool, responder: bool) -> AnyView {
    let (action, number) = (&idea.action, idea.action.number.to_string());
    let address = action.address();
    let places: Vec<_> =
        idea.stood.iter().take(PLACES).map(|one| view! { <li>{stood(one)}</li> }).collect();
    let more = idea.stood.len().saturating_sub(PLACES);
    let more = (more > 0).then(|| {
        let all = format!("{address}#seen");
        view! { <li><a href=all>{format!("and {more} more")}</a></li> }
    });
    let decide = responder.then(|| {
        let (to, label) = (format!("{address}#adoption"), format!("Make {number} an action"));
        view! { <p class="links"><a class="button" href=to>{label}</a></p> }
    });
    view! {
        <li id=number.clone()>
            <h2><a href=address>{action.title.clone()}</a></h2>
            <p class="about">{number.clone()}" · "{seen(idea.seen(private))}</p>
            <ul class="short">{places}{more}</ul>
            {decide}
        </li>
    }
    .into_any()
}

/// An incident in which an idea came up.
pub fn stood(one: &Stood) -> AnyView {
    let (href, text) = (incident::address(one.incident), format!("{} {}", one.incident, one.title));
    let status = (!one.counts(true)).then(|| view! { " "<StatusBadge status=one.status /> });
    view! {
        <a href=href>{text}</a>
        {status}
        " "<KindBadge kind=one.kind />
        {one.private.then(|| view! { " "<span class="private">"Private"</span> })}
    }
    .into_any()
}
