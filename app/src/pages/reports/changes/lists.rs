//! What is missing for a rate, and every failed change.

use leptos::prelude::*;
use nofault_domain::report::changes::{ChangesReport, Failed, LeftOut, Record, Recovery};
use nofault_store::{change, incident};

use crate::ui::{Table, Time};

const HEADS: [&str; 7] =
    ["Number", "Change", "Service", "When", "Incidents", "Recovered from after", "In the rate"];

/// More rows than these are in the file alone.
const MOST: usize = 200;

/// Of which services the list is complete, and what the rate leaves out for want of that.
pub fn missing(report: &ChangesReport) -> AnyView {
    let one = |record: &Record| {
        let since = record.since.map(|day| day.to_string()).unwrap_or_default();
        format!("{} since {since}", record.service)
    };
    let complete: Vec<_> = report.records.iter().map(one).collect();
    let complete = if complete.is_empty() {
        "No service says that all of its changes are recorded: there is no rate. A list of those \
         alone that went wrong would make any rate 100 %. On its page, a service says since when \
         all are recorded."
            .to_owned()
    } else {
        format!("All changes are recorded of: {}.", complete.join(", "))
    };
    let out = |one: &LeftOut| {
        let count = nofault_domain::change::changes(one.changes);
        match one.before {
            Some(day) => format!("{}: {count} before {day}", one.service),
            None => format!("{}: {count}, nobody said that these are all", one.service),
        }
    };
    let left: Vec<_> = report.left_out.iter().map(|one| view! { <li>{out(one)}</li> }).collect();
    view! {
        <section id="missing" class="prose">
            <p class="hint">{complete}" "<a href="/services">"Services"</a></p>
            {(!left.is_empty()).then(|| view! {
                <p class="hint">"Not in the rate:"</p>
                <ul class="hint">{left}</ul>
            })}
        </section>
    }
    .into_any()
}

pub fn failed(report: &ChangesReport) -> AnyView {
    if report.failed.is_empty() {
        return ().into_any();
    }
    let all = report.failed.len();
    let more = (all > MOST).then(|| {
        view! { <p class="hint">{format!("The latest {MOST} of {all}; all are in the file.")}</p> }
    });
    let rows: Vec<_> = report.failed.iter().take(MOST).map(row).collect();
    view! {
        <section id="failed">
            <h2>"Every failed change"</h2>
            {more}
            <Table
                label="Every failed change"
                heads=HEADS
            >
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn row(one: &Failed) -> AnyView {
    let incidents = one.incidents.iter().enumerate().map(|(place, number)| {
        let number = *number;
        view! { {(place > 0).then_some(", ")}<a href=incident::address(number)>{number.to_string()}</a> }
    });
    let incidents: Vec<_> = incidents.collect();
    let recovery = match one.recovery {
        Recovery::Done { seconds } => seconds.to_string(),
        Recovery::Open { so_far_seconds } => format!("still open, {so_far_seconds} so far"),
        Recovery::Unknown => "not known".to_owned(),
    };
    view! {
        <tr>
            <td class="number">{one.change.to_string()}</td>
            <th scope="row"><a href=change::address(one.change)>{one.title.clone()}</a></th>
            <td>{one.service.clone()}</td>
            <td><Time at=one.at /></td>
            <td>{incidents}</td>
            <td class="number">{recovery}</td>
            <td>{if one.counted { "Yes" } else { "No" }}</td>
        </tr>
    }
    .into_any()
}
