//! The incidents behind the count that is told of.

use leptos::prelude::*;
use nofault_domain::report::counts::{Answer, Begun, CountsAsked};
use nofault_store::incident;

use crate::report::counts::{CountsFound, LISTED};
use crate::ui::{SeverityBadge, Table, Time};

pub fn incidents(asked: &CountsAsked, found: &CountsFound, answer: &Answer) -> AnyView {
    let all = answer.period.incidents.len();
    if all == 0 {
        return ().into_any();
    }
    let rows: Vec<_> =
        answer.period.incidents.iter().rev().take(LISTED).map(|one| row(found, one)).collect();
    let more = (all > LISTED).then(|| {
        view! { <p class="hint">{format!("The latest {LISTED} of {all}; all are in the file.")}</p> }
    });
    let name = answer.period.period;
    let what = asked.counted.said(all);
    view! {
        <section id="incidents">
            <h2>{format!("Which began in {name}")}</h2>
            {more}
            <Table
                label="Counted incidents"
                caption=format!("{what}, the latest first")
                heads=["Number", "Incident", "Began", "Highest severity", "Remarks"]
            >
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn row(found: &CountsFound, one: &Begun) -> AnyView {
    let remark = if one.by_declared { "placed by when it was declared" } else { "" };
    view! {
        <tr>
            <td class="number">{one.incident.to_string()}</td>
            <th scope="row"><a href=incident::address(one.incident)>{found.title(one.incident)}</a></th>
            <td><Time at=one.at /></td>
            <td><SeverityBadge severity=one.severity /></td>
            <td>{remark}</td>
        </tr>
    }
    .into_any()
}
