//! How long impacts lasted, beside how many incidents there were.

use leptos::prelude::*;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::counts::{CountsReport, ImpactMinutes, PeriodCount};
use nofault_domain::word::Word;
use nofault_store::incident;

use crate::pages::reports::Method;
use crate::ui::{Heads, Table};

/// More incidents are in the file alone.
const MOST: usize = 50;

pub fn impact(report: &CountsReport) -> AnyView {
    if report.periods.iter().all(|one| one.impact.incidents == 0) {
        return view! {
            <section id="impact">
                <h2>"How long impacts lasted"</h2>
                <p class="hint prose">"No impact of these incidents is written down. One is added on the page of an incident: which service, from when to when, and how much of it was affected."</p>
            </section>
        }
        .into_any();
    }
    let rows: Vec<_> = report.periods.iter().map(row).collect();
    let last = report.periods.last().map(|one| &one.impact);
    let [open, no_end] = last
        .map_or([&[][..], &[][..]], |impact| [impact.open.as_slice(), impact.no_end.as_slice()]);
    let heads = Heads::of([report.by.label()]).numbers([
        "Lasted",
        "Weighted",
        "Incidents",
        "Fractions not known",
        "Going on",
        "End not known",
        "Began without one",
    ]);
    view! {
        <section id="impact">
            <h2>"How long impacts lasted"</h2>
            <Table
                label="Impact by period"
                caption=format!("Time with an impact, by {}", report.by.key())
                class="figures each"
                heads=heads
            >
                {rows}
            </Table>
            {listed("Their impact goes on, and is counted until now:", open)}
            {listed("They are over, but nobody said when an impact ended; it is counted until now. Say so on their pages:", no_end)}
            <p class="hint prose">
                "The time in which any impact of an incident was going on, over all incidents: impacts of one at the same time count once. It counts where it was, also of incidents that began in an earlier period. Weighted by the highest fraction that was affected at each instant, it is the time in which all of a service would have failed; where a fraction is not known, it is between none of it and all of it. "
                {Method::Counts.link()}
            </p>
        </section>
    }
    .into_any()
}

fn row(one: &PeriodCount) -> AnyView {
    let impact = &one.impact;
    let counts = [
        impact.incidents,
        impact.unknown,
        impact.open.len(),
        impact.no_end.len(),
        one.without_impact,
    ];
    let cells = counts.map(|count| view! { <td class="number">{count.to_string()}</td> });
    view! {
        <tr>
            <th scope="row">{one.period.to_string()}</th>
            <td class="number">{lasted(impact)}</td>
            <td class="number">{impact.weighted()}</td>
            {cells.into_iter().collect_view()}
        </tr>
    }
    .into_any()
}

fn lasted(impact: &ImpactMinutes) -> String {
    if impact.incidents == 0 { "–".to_owned() } else { impact.affected.to_string() }
}

fn listed(says: &'static str, numbers: &[IncidentNumber]) -> AnyView {
    if numbers.is_empty() {
        return ().into_any();
    }
    let links: Vec<_> = numbers
        .iter()
        .take(MOST)
        .map(
            |number| view! { <li><a href=incident::address(*number)>{number.to_string()}</a></li> },
        )
        .collect();
    let more = (numbers.len() > MOST).then(|| format!(" The first {MOST} of {}.", numbers.len()));
    view! {
        <p>{says}{more}</p>
        <ul class="inline">{links}</ul>
    }
    .into_any()
}
