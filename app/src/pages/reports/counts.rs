//! How many incidents there were, and whether that is more or fewer than before.

mod answer;
mod filters;
mod impact;
mod incidents;
mod picture;
mod provenance;
mod table;

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use nofault_domain::refusal::FieldError;
use nofault_domain::report::counts::{CountsAsked, CountsForm};
use nofault_domain::report::kept::{Address, Report};
use nofault_store::Failure;

use super::filters::answered;
use super::keep;
use crate::here::Here;
use crate::load::load;
use crate::report::Choices;
use crate::report::counts::{CountsFound, read};
use crate::ui::{Empty, Page};

/// What was asked and found, or what could not be read of it.
type Found = Result<(CountsAsked, CountsFound), Vec<FieldError>>;

async fn find(here: Here) -> Result<(CountsForm, Choices, Found), Failure> {
    let form = CountsForm::of(&here.query);
    let choices = Choices::all(&here.store).await?;
    let found = async {
        let asked = form.parse()?;
        let found = read(&here.store, here.viewer(), here.now, &asked).await?;
        Ok((asked, found))
    };
    let found = answered(found.await)?;
    Ok((form, choices, found))
}

#[component]
pub fn CountsReportPage() -> AnyView {
    let response = use_context::<ResponseOptions>();
    load(find(Here::now()), move |here, (form, choices, found)| {
        if let (Err(_), Some(response)) = (&found, response) {
            response.set_status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let wrong = found.as_ref().err().cloned().unwrap_or_default();
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Counts" over=over>
                <p class="definition">"How many incidents began, by week, month, quarter, half-year or year; whether that is more or fewer than before; and how long their impacts lasted."</p>
                {filters::filters(&form, &choices, &wrong)}
                {match &found {
                    Ok((asked, found)) => shown(&here, asked, found),
                    Err(_) => view! {
                        <p class="error summary" role="alert">"This address cannot be read: what is wrong stands at each field above."</p>
                    }
                    .into_any(),
                }}
            </Page>
        }
    })
    .into_any()
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
