//! Templates of reviews: the list, adding one, and the page of each.

mod edit;
mod one;

pub use edit::NewTemplatePage;
pub use one::TemplatePage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::severity::Severity;
use nofault_domain::template::Scope;
use nofault_domain::word::Word;
use nofault_store::template::{self, Template};

use crate::here::Here;
use crate::load::load;
use crate::ui::Page;

#[component]
pub fn TemplatesPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        template::all(&mut reader.db()).await
    };
    load(data, |here, templates| {
        let add = here.may(Role::Administrator).then(|| {
            view! { <a class="button" href="/templates/new">"Add a template"</a> }.into_any()
        });
        let over = view! { <a href="/settings">"Settings"</a> }.into_any();
        let (old, used): (Vec<_>, Vec<_>) =
            templates.into_iter().partition(|template| template.archived_at.is_some());
        let rows = |list: Vec<Template>| list.iter().map(row).collect::<Vec<_>>();
        let old = (!old.is_empty()).then(|| {
            view! {
                <section id="archived">
                    <h2>"Archived"</h2>
                    <ul class="short">{rows(old)}</ul>
                </section>
            }
        });
        view! {
            <Page title="Templates" over=over nostrip:aside=add>
                <p class="hint">
                    "A postmortem is begun from one of these. The one that suits the incident is suggested: made for its kind first, then for the level of its review, then for its severity. Changing a template changes no postmortem that was begun."
                </p>
                <ul class="short">{rows(used)}</ul>
                {old}
            </Page>
        }
    })
    .into_any()
}

fn row(template: &Template) -> AnyView {
    let sections: Vec<_> = template.sections.iter().map(|one| one.title.as_str()).collect();
    let about = format!("{}. {}", suits(&template.scope), sections.join(", "));
    view! { <li><a href=template.address()>{template.name.clone()}</a><span class="about">{about}</span></li> }
        .into_any()
}

/// For which incidents it is, in words.
pub(super) fn suits(scope: &Scope) -> String {
    let kind = scope.kind.map_or_else(
        || "incidents of every kind".to_owned(),
        |kind| format!("kind {}", kind.label().to_lowercase()),
    );
    let severity = scope.severity.map_or_else(String::new, |severity| match severity {
        Severity::Sev1 => ", SEV1".to_owned(),
        other => format!(", {} or graver", other.label()),
    });
    format!("{} reviews, {kind}{severity}", scope.level.label())
}
