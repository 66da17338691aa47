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

use super::{Method, address, keep};
use crate::here::Here;
use crate::load::load;
use crate::report::durations::{Durations, counted, meaning, read};
use crate::ui::{Empty, Page};

#[component]
pub fn DurationsPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let asked = DurationsForm::of(&here.query).parse()?;
        let found = read(&here.store, here.viewer(), &asked, here.now).await?;
        Ok((asked, found))
    };
    load(data, |here, (asked, found)| {
        let metric = found.report.metric.clone();
        let title = format!("Durations: {}", metric.label().to_lowercase());
        let mut pairs = asked.pairs();
        pairs.extend(asked.period.map(|period| ("period", period.to_string())));
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title=title.clone() over=over>
                <p class="definition"><strong>{metric.label()}</strong>": "{meaning(&found.definition)}"."{version(&found)}</p>
                {filters::filters(&asked, &found)}
                {if found.is_empty() { nothing() } else { shown(&asked, &found) }}
                {keep(&here, Address::of(Report::Durations, &pairs), &title)}
            </Page>
        }
    })
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

fn shown(asked: &DurationsAsked, found: &Durations) -> AnyView {
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
        <p class="hint">{zone}" "{Method::Durations.link()}</p>
        {picture::picture(&found.report, "durations")}
        {(!found.report.periods.is_empty()).then(|| table::table(asked, found))}
        <p class="links"><a href=csv>"CSV"</a>" "<a href=json>"JSON"</a></p>
        {compared::compared(asked, found)}
        <section id="total">
            <h2>"All periods together"</h2>
            {provenance::provenance(asked, found, None, &found.report.total, &found.report.sample())}
        </section>
        {incidents::undated(&found.undated)}
        {incidents::behind(asked, found)}
    }
    .into_any()
}
