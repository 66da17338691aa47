//! The frame of a page: the way around, its title, its content.

use leptos::prelude::*;
use leptos_meta::Title;
use nofault_domain::access::Role;

use crate::here::Here;
use crate::islands::local_times::LocalTimes;
use crate::islands::text::escaped;

/// A page of somebody who is signed in.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    /// Stands over the title, such as an incident's number.
    #[prop(optional, into)]
    over: Option<AnyView>,
    /// Stands beside the title: what one does here most.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    children: Children,
) -> AnyView {
    let here = Here::now();
    let shown = title.clone();
    view! {
        <Title text=format!("{} · Nofault", escaped(&title)) />
        <a class="skip" href="#content">"Skip to the content"</a>
        <Header here=here.clone() />
        <main id="content">
            <div class="head" id="head">
                <div>
                    {over.map(|over| view! { <p class="over">{over}</p> })}
                    <h1>{shown}</h1>
                </div>
                {aside.map(|aside| view! { <div class="aside">{aside}</div> })}
            </div>
            {here.notice.clone().map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            {children()}
        </main>
        <footer class="foot">
            <LocalTimes zone=here.zone.name().to_owned() />
            <a href="/profile">"Your time zone"</a>
        </footer>
    }
    .into_any()
}

/// A page before signing in: no way around.
#[component]
pub fn Plain(#[prop(into)] title: String, children: Children) -> AnyView {
    let here = Here::now();
    let shown = title.clone();
    view! {
        <Title text=format!("{} · Nofault", escaped(&title)) />
        <main id="content" class="plain">
            <p class="brand"><Mark />"Nofault"</p>
            <h1>{shown}</h1>
            {here.notice.clone().map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            {children()}
        </main>
    }
    .into_any()
}

/// Pages that stand below the settings.
const OF_SETTINGS: [&str; 5] = ["/people", "/teams", "/services", "/profile", "/imports"];

#[component]
fn Header(here: Here) -> AnyView {
    let at = here.path.clone();
    let place = move |address: &'static str, name: &'static str| {
        let under = |address: &str| {
            let rest = at.strip_prefix(address);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        let current =
            under(address) || address == "/settings" && OF_SETTINGS.iter().any(|one| under(one));
        view! { <li><a href=address aria-current=current.then_some("page")>{name}</a></li> }
    };
    let responder = here.may(Role::Responder);
    let person = here.session.as_ref().map(|session| session.name.clone());
    view! {
        <header class="bar">
            <a class="brand" href="/incidents"><Mark /><span>"Nofault"</span></a>
            {person.map(|name| view! {
                <nav aria-label="Main">
                    <ul>
                        {place("/incidents", "Incidents")}
                        {place("/actions", "Actions")}
                        {place("/reports", "Reports")}
                        {place("/settings", "Settings")}
                    </ul>
                </nav>
                <div class="me">
                    {responder.then(|| view! { <a class="button primary" href="/incidents/new">"Declare"</a> })}
                    <a class="name" href="/profile">{name}</a>
                    <form method="post" action="/sign-out"><button class="quiet">"Sign out"</button></form>
                </div>
            })}
        </header>
    }
    .into_any()
}

/// The mark: a line that dips and recovers.
#[component]
fn Mark() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M2 9h6l3 9 4-13 2 4h5" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
    .into_any()
}

/// Nothing is there yet: what this is, and what to do.
#[component]
pub fn Empty(#[prop(into)] title: String, children: Children) -> AnyView {
    view! {
        <div class="empty">
            <p class="title">{title}</p>
            {children()}
        </div>
    }
    .into_any()
}
