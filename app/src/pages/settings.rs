//! Settings: the way to everything that is set, and what holds for the installation.

mod forms;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::catalog::{self, Installation, SeverityName};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Page, SeverityBadge};

#[component]
pub fn SettingsPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        Ok((catalog::installation(&mut db).await?, catalog::severities(&mut db).await?))
    };
    load(data, |here, (installation, severities)| {
        let administrator = here.may(Role::Administrator);
        view! {
            <Page title="Settings">
                {places(here.may(Role::Responder))}
                {if administrator {
                    forms::installation(&here, &installation)
                } else {
                    facts(&installation)
                }}
                <section id="severities">
                    <h2>"Severities"</h2>
                    {if administrator {
                        severities.iter().map(|one| forms::severity(&here, one)).collect_view().into_any()
                    } else {
                        meanings(&severities)
                    }}
                </section>
            </Page>
        }
    })
    .into_any()
}

/// Where the rest is set.
fn places(responder: bool) -> AnyView {
    let mut places = vec![
        ("/profile", "Profile", "your name, time zone and password"),
        ("/people", "People", "who there is, and who may do what"),
        ("/teams", "Teams", "who works together, and owns services and actions"),
        ("/services", "Services", "what incidents hurt, and which team owns it"),
        ("/templates", "Templates", "from which postmortems are begun"),
        (
            "/settings/metrics",
            "Duration metrics",
            "how long what takes: which milestones are compared",
        ),
        ("/review-policy", "Review policy", "which incidents get a review, and when it is due"),
    ];
    if responder {
        places.push(("/imports/new", "Import", "past incidents from a spreadsheet"));
    }
    let place = |(href, name, what)| view! { <li><a href=href>{name}</a><span class="about">{what}</span></li> };
    view! { <ul class="short places">{places.into_iter().map(place).collect_view()}</ul> }
        .into_any()
}

fn facts(installation: &Installation) -> AnyView {
    view! {
        <section id="installation">
            <h2>"Installation"</h2>
            <dl class="pairs">
                <div><dt>"Name"</dt><dd>{installation.name.clone()}</dd></div>
                <div><dt>"Time zone of reports"</dt><dd>{installation.zone.name().to_owned()}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

fn meanings(severities: &[SeverityName]) -> AnyView {
    let one = |one: &SeverityName| {
        view! {
            <div>
                <dt><SeverityBadge severity=Some(one.severity) /></dt>
                <dd><strong>{one.name.clone()}</strong>" "{one.meaning.clone()}</dd>
            </div>
        }
    };
    view! { <dl class="pairs">{severities.iter().map(one).collect_view()}</dl> }.into_any()
}
