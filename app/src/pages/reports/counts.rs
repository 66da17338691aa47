//! How many incidents there were, and whether that is more or fewer than before.

mod answer;
mod filters;
mod impact;
mod incidents;
mod picture;
mod provenance;
mod table;

use leptos::prelude::*;
use nofault_domain::report::counts::{CountsAsked, CountsForm};
use nofault_domain::report::kept::{Address, Report};

use super::asking::{asking, choices};
use super::keep;
use crate::here::Here;
use crate::report::counts::{CountsFound, read};
use crate::ui::{Empty, Page};

#[component]
pub fn CountsReportPage() -> AnyView {
    let here = Here::now();
    let form = CountsForm::of(&here.query);
    let parsed = form.parse();
    let found = async move {
        let asked = parsed?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    asking(choices(), found, move |here, asking| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Counts" over=over>
                <p class="definition">"How many incidents began, by week, month, quarter, half-year or year; whether that is more or fewer than before; and how long their impacts lasted."</p>
                {filters::filters(&form, &asking.offers, &asking.wrong)}
                {asking.shown(|(asked, found)| shown(&here, asked, found))}
            </Page>
        }
    })
}

fn shown(here: &Here, asked: &CountsAsked, found: &CountsFound) -> AnyView {
    let Some(answer) = &found.report.answer else { return nothing(found) };
    view! {
        {answer::answer(found, answer)}
        {picture::picture(&found.report)}
        {table::table(asked, &found.report)}
        {impact::impact(&found.report)}
        {provenance::provenance(asked, found, answer)}
        {super::durations::undated(&found.report.undated)}
        {incidents::incidents(asked, found, answer)}
        {keep(here, Address::of(Report::Counts, &asked.pairs()), "Counts")}
    }
    .into_any()
}

fn nothing(found: &CountsFound) -> AnyView {
    let since = found.report.on_record_since.is_some();
    let says = if since {
        "Nothing is on record of these periods."
    } else {
        "No incident is on record yet. Each counts in the period in which its impact started."
    };
    view! {
        <Empty title="Nothing to count">
            <p>{says}</p>
            <p><a href="/reports/counts">"Show all counts"</a>", or "<a href="/imports/new">"import past incidents"</a>"."</p>
        </Empty>
        {super::durations::undated(&found.report.undated)}
    }
    .into_any()
}
