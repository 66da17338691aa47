//! The frame of a page: the way around, its title, its content.

use leptos::prelude::*;
use leptos_meta::{Html, Title};
use nofault_domain::access::Role;

use crate::here::Here;
use crate::islands::keeper::Keeper;
use crate::islands::local_times::LocalTimes;
use crate::islands::text::escaped;
use crate::ui::Time;

/// A page of somebody who is signed in.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    /// The title of the browser's tab, where it is another one.
    #[prop(optional, into)]
    tab: Option<String>,
    /// Stands at the foot of each printed page; the title unless said.
    #[prop(optional, into)]
    running: Option<String>,
    /// Stands over the title, such as an incident's number.
    #[prop(optional, into)]
    over: Option<AnyView>,
    /// Stands beside the title: what one does here most.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    children: Children,
) -> AnyView {
    let here = Here::now();
    let (shown, tab) = (title.clone(), tab.unwrap_or_else(|| title.clone()));
    let running = running.unwrap_or(title);
    view! {
        <Title text=format!("{} · Nofault", escaped(&tab)) />
        <Html {..} data-running=running />
        <a class="skip" href="#content">"Skip to the content"</a>
        <Header here=here.clone() />
        <main id="content">
            <Head title=shown over=over aside=aside />
            {here.notice.clone().map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            {children()}
        </main>
        <footer class="foot">
            {times(&here)}
            <p class="on-paper">"Printed as of "<Time at=here.now /></p>
            <a href="/profile">"Your time zone"</a>
            {here.keys().then(keys)}
            {here.session.as_ref().map(|session| view! {
                <span hidden data-person=session.person.to_string()></span>
                <Keeper />
            })}
        </footer>
    }
    .into_any()
}

/// In which zone times are shown; with JavaScript another one is a key away.
fn times(here: &Here) -> AnyView {
    let (zone, keys) = (here.zone.name().to_owned(), here.keys());
    let shown = zone.clone();
    view! {
        <p class="times" data-zone=zone data-keys=keys>
            "Times are in "
            <strong>{shown}</strong>
            <button type="button" class="quiet js" title=keys.then_some("Key: u")>"Change"</button>
        </p>
        <LocalTimes />
    }
    .into_any()
}

/// What stands over a page.
#[component]
pub fn Head(#[prop(into)] title: String, over: Option<AnyView>, aside: Option<AnyView>) -> AnyView {
    view! {
        <div class="head" id="head" data-live>
            <div>
                {over.map(|over| view! { <p class="over">{over}</p> })}
                <h1>{title}</h1>
            </div>
            {aside.map(|aside| view! { <div class="aside">{aside}</div> })}
        </div>
    }
    .into_any()
}

/// What single keys do: `?` shows it.
fn keys() -> AnyView {
    const KEYS: [(&str, &str); 5] = [
        ("c", "Write an entry, on the page of an incident"),
        ("/", "Begin a command there; in a list, search"),
        ("n", "Declare an incident"),
        ("u", "Show times in UTC, in your browser’s zone, and back"),
        ("?", "Show these keys"),
    ];
    let one = |(key, does): (&'static str, &'static str)| {
        view! { <div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div> }
    };
    view! {
        <button type="button" class="quiet js" data-opens="keys">"Keys"</button>
        <dialog id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">"Keys"</h2>
            <dl class="pairs">{KEYS.map(one).collect_view()}</dl>
            <p class="hint">
                "They do nothing while you type. "
                <a href="/profile#profile">"Switch them off"</a>
                " in your profile."
            </p>
            <form method="dialog"><button class="button" autofocus>"Close"</button></form>
        </dialog>
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
const OF_SETTINGS: [&str; 7] =
    ["/people", "/teams", "/services", "/templates", "/review-policy", "/profile", "/imports"];

/// Pages that stand below the reports.
const OF_REPORTS: [&str; 3] = ["/digest", "/slos", "/factors"];

#[component]
fn Header(here: Here) -> AnyView {
    let at = here.path.clone();
    let place = move |address: &'static str, name: &'static str| {
        let under = |address: &str| {
            let rest = at.strip_prefix(address);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        };
        let availability = at.split('?').next().is_some_and(|at| at.ends_with("/availability"));
        let current = match address {
            "/settings" => {
                !availability && (under(address) || OF_SETTINGS.iter().any(|one| under(one)))
            }
            "/reports" => availability || under(address) || OF_REPORTS.iter().any(|one| under(one)),
            _ => under(address),
        };
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
                        {place("/postmortems", "Postmortems")}
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
