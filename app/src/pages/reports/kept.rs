//! Kept reports: all of them, and each with what differs today.

mod differences;
mod form;
mod one;
mod table;

pub use form::keep;
pub use one::KeptReportPage;

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_store::report::kept::{self, Kept, LISTED};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Empty, Page, Time};

#[component]
pub fn KeptReportsPage() -> AnyView {
    let here = Here::now();
    let data = async move { kept::all(&mut here.store.read().await?.db()).await };
    load(data, |_, all| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        view! {
            <Page title="Kept reports" over=over>
                {if all.is_empty() { none() } else { list(&all) }}
            </Page>
        }
    })
    .into_any()
}

fn none() -> AnyView {
    view! {
        <Empty title="Nothing is kept yet">
            <p>"“Keep this report”, at the end of each report, stores what it says that day. Later one sees here what differs: what was found out since, and what was corrected."</p>
            <p><a href="/reports">"Go to the reports"</a></p>
        </Empty>
    }
    .into_any()
}

fn list(all: &[Kept]) -> AnyView {
    let rows: Vec<_> = all.iter().map(row).collect();
    let most = i64::try_from(all.len()).is_ok_and(|many| many == LISTED);
    view! {
        <p class="hint">"What each said on its day, and what differs today."</p>
        <ul class="short">{rows}</ul>
        {most.then(|| view! { <p class="hint">{format!("The newest {LISTED}.")}</p> })}
    }
    .into_any()
}

fn row(one: &Kept) -> AnyView {
    view! {
        <li>
            <a href=one.place()>{one.title.clone()}</a>
            <span class="about">
                {one.number.to_string()}" · "{one.address.report.label()}" · kept "<Time at=one.at />{by(one)}
            </span>
        </li>
    }
    .into_any()
}

fn by(one: &Kept) -> Option<String> {
    one.by.as_ref().map(|(_, name)| format!(" by {name}"))
}
