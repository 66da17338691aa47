//! How long incidents take.

mod at_once;
mod compared;
mod filters;
mod incidents;
mod picture;
mod provenance;
mod quoted;
mod table;

pub(super) use incidents::undated;
pub use quoted::quoted;

use leptos::prelude::*;
use nofault_domain::report::durations::{DurationsAsked, DurationsForm};
use nofault_domain::report::kept::{Address, Report};
use nofault_domain::word::Word;

use super::asking::asking;
use super::{Method, address, keep};
use crate::here::Here;
use crate::report::Choices;
use crate::report::durations::{Durations, counted, meaning, metrics, read};
use crate::ui::{Empty, Page};

#[component]
pub fn DurationsPage() -> AnyView {
    let here = Here::now();
    let form = DurationsForm::of(&here.query);
    let parsed = form.parse();
    let store = here.store.clone();
    let offers = async move { Ok((metrics(&store).await?, Choices::all(&store).await?)) };
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), &asked, here.now).await?;
        Ok((asked, found))
    };
    asking(offers, found, move |here, asking| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        let metric = asking.found.as_ref().map(|(asked, _)| asked.metric.label());
        let title = metric.as_ref().map(|metric| format!("Durations: {}", metric.to_lowercase()));
        let title = title.unwrap_or_else(|| "Durations".to_owned());
        let means = asking.found.as_ref().map(|(_, found)| {
            view! { <p class="definition"><strong>{metric}</strong>": "{meaning(&found.definition)}"."{version(found)}</p> }
        });
        view! {
            <Page title=title.clone() over=over>
                {means}
                {filters::filters(&form, &asking.offers, &asking.wrong)}
                {asking.shown(|(asked, found)| answered(&here, &form, asked, found, &title))}
            </Page>
        }
    })
}

fn answered(
    here: &Here,
    form: &DurationsForm,
    asked: &DurationsAsked,
    found: &Durations,
    title: &str,
) -> AnyView {
    let mut pairs = asked.pairs();
    pairs.extend(asked.period.map(|period| ("period", period.to_string())));
    view! {
        {if found.is_empty() { nothing() } else { shown(form, asked, found) }}
        {keep(here, Address::of(Report::Durations, &pairs), title)}
    }
    .into_any()
}

/// Which version of the definition the figures stand on, and where it is written.
fn version(found: &Durations) -> AnyView {
    let Some(version) = found.definition.version() else { return ().into_any() };
    let address = format!("/settings/metrics/{}", found.definition.metric);
    view! { " "<a href=address>{format!("Version {version} of the definition")}</a>"." }.into_any()
}

fn nothing() -> AnyView {
    view! {
        <Empty title="Nothing to count">
            <p>"No incident matches. Durations come from an incident’s milestones, or from what its source stated."</p>
            <p><a href="/reports/durations">"Show all durations"</a>", or "<a href="/imports/new">"import past incidents"</a>"."</p>
        </Empty>
    }
    .into_any()
}

fn shown(form: &DurationsForm, asked: &DurationsAsked, found: &Durations) -> AnyView {
    let pairs = asked.pairs();
    let (csv, json) =
        (address("/reports/durations.csv", &pairs), address("/reports/durations.json", &pairs));
    let zone = format!(
        "{} An incident belongs to the {} in which its impact started (was declared, where that \
         is unknown); these are cut in the zone {}.",
        counted(asked),
        found.report.by.key(),
        found.report.zone.name()
    );
    view! {
        {incidents::unstarted(found)}
        <p class="hint">{zone}" "{Method::Durations.link()}</p>
        {picture::picture(&found.report, "durations")}
        {(!found.report.periods.is_empty()).then(|| table::table(asked, found))}
        <p class="links"><a href=csv>"CSV"</a>" "<a href=json>"JSON"</a></p>
        {compared::compared(form, asked, found)}
        <section id="total">
            <h2>"All periods together"</h2>
            {provenance::provenance(asked, found, None, &found.report.total, &found.report.sample())}
        </section>
        {incidents::undated(&found.undated)}
        {incidents::behind(asked, found)}
    }
    .into_any()
}
