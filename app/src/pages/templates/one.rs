//! The page of a template.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::id::TemplateId;
use nofault_domain::refusal::Refusal;
use nofault_domain::template::SectionTemplate;
use nofault_store::Failure;
use nofault_store::catalog::{self, SeverityName};
use nofault_store::template::{self, Template};

use super::{edit, suits};
use crate::here::Here;
use crate::load::load;
use crate::pages::put_away::{PutAway, Way};
use crate::ui::{Page, Time};

type Found = (Template, Vec<SeverityName>);

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let id = uuid::Uuid::try_parse(&given).map_err(|_| Refusal::NotFound("template"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let template = template::template(&mut db, TemplateId(id)).await?;
    Ok((template, catalog::severities(&mut db).await?))
}

#[component]
pub fn TemplatePage() -> AnyView {
    let given = use_params_map().read_untracked().get("template").unwrap_or_default();
    load(found(Here::now(), given), |here, (template, severities)| {
        let administrator = here.may(Role::Administrator);
        let editor = administrator || here.form("template").is_rejected();
        let over = view! { <a href="/templates">"Templates"</a> }.into_any();
        let archived = template.archived_at.map(|at| {
            view! { <p class="hint">"Archived "<Time at=at />". No postmortem is begun from it any more; those that were stay as they are."</p> }
        });
        let sections: Vec<_> = template.sections.iter().map(section).collect();
        view! {
            <Page title=template.name.clone() over=over>
                <p>{format!("{}.", suits(&template.scope))}</p>
                {archived}
                <dl class="template-sections">{sections}</dl>
                {editor.then(|| edit::edit(&here, &template, &severities))}
                {moved(&here, &template, administrator)}
            </Page>
        }
    })
    .into_any()
}

fn section(section: &SectionTemplate) -> AnyView {
    view! { <div><dt>{section.title.clone()}</dt><dd>{section.guidance.clone()}</dd></div> }
        .into_any()
}

/// Putting it away, or taking it back.
fn moved(here: &Here, template: &Template, administrator: bool) -> AnyView {
    let away = Way {
        form: "archive",
        noun: "archive",
        label: "Archive",
        hint: "It is then suggested no more. What was begun from it stays.",
    };
    let back = Way {
        form: "restoration",
        noun: "restoration",
        label: "Use it again",
        hint: "It is then suggested again.",
    };
    let (is_away, address) = (template.archived_at.is_some(), template.address());
    PutAway { id: "archive", address, version: template.version, is_away, may: administrator }
        .form(here, away, back)
}
