//! The incidents behind a period's figures, and those in no period.

use leptos::prelude::*;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::{DurationsAsked, Excluded, Included, PeriodFigures};
use nofault_domain::word::Word;

use crate::report::durations::Durations;

/// More rows than these are not listed.
const MOST: usize = 500;

/// Where a period was asked for.
pub fn behind(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let Some(period) = asked.period else { return ().into_any() };
    let shown = found.period(asked).map(of);
    let none = shown.is_none().then(|| {
        let by = asked.by.key();
        view! { <p class="hint">{format!("No incident is in {period}, where a period is a {by}.")}</p> }
    });
    view! {
        <section id="incidents">
            <h2>{format!("The incidents of {period}")}</h2>
            {none}
            {shown}
        </section>
    }
    .into_any()
}

fn of(period: &PeriodFigures) -> AnyView {
    let (n, left_out) = (period.included.len(), period.excluded.len());
    let included: Vec<_> = period.included.iter().rev().take(MOST).map(included).collect();
    let excluded: Vec<_> = period.excluded.iter().take(MOST).map(excluded).collect();
    let most = n.max(left_out);
    view! {
        {(most > MOST).then(|| view! { <p class="hint">{format!("At most {MOST} of each are listed.")}</p> })}
        <h3>{format!("Counted: {n}")}</h3>
        {(n > 0).then(|| view! {
            <div class="table" role="region" aria-label="Counted incidents" tabindex="0">
                <table>
                    <caption>"The longest first"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Number"</th>
                            <th scope="col">"Incident"</th>
                            <th scope="col">"Duration"</th>
                            <th scope="col">"Source"</th>
                            <th scope="col">"Remarks"</th>
                        </tr>
                    </thead>
                    <tbody>{included}</tbody>
                </table>
            </div>
        })}
        <h3>{format!("Left out: {left_out}")}</h3>
        {(left_out > 0).then(|| view! {
            <div class="table" role="region" aria-label="Incidents left out" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Number"</th>
                            <th scope="col">"Incident"</th>
                            <th scope="col">"Why"</th>
                        </tr>
                    </thead>
                    <tbody>{excluded}</tbody>
                </table>
            </div>
        })}
    }
    .into_any()
}

fn included(one: &Included) -> AnyView {
    let mut remarks = Vec::new();
    if let (true, Some(stated), Some(computed)) = (one.differs(), one.stated, one.computed) {
        remarks.push(format!("{stated} stated, {computed} by the moments"));
    }
    if one.by_declared {
        remarks.push("placed by when it was declared".to_owned());
    }
    view! {
        <tr>
            <td class="number">{one.incident.to_string()}</td>
            <th scope="row"><a href=format!("/incidents/{}", one.incident)>{one.title.clone()}</a></th>
            <td class="number">{one.duration.to_string()}</td>
            <td>{one.source.label()}</td>
            <td>{remarks.join("; ")}</td>
        </tr>
    }
    .into_any()
}

fn excluded(one: &Excluded) -> AnyView {
    view! {
        <tr>
            <td class="number">{one.incident.to_string()}</td>
            <th scope="row"><a href=format!("/incidents/{}", one.incident)>{one.title.clone()}</a></th>
            <td>{one.reason.label()}</td>
        </tr>
    }
    .into_any()
}

/// Neither impact started nor declared is known: in no period.
pub fn undated(numbers: &[IncidentNumber]) -> AnyView {
    if numbers.is_empty() {
        return ().into_any();
    }
    let all = numbers.len();
    let count = if all == 1 { "1 incident is".to_owned() } else { format!("{all} incidents are") };
    let links: Vec<_> = numbers
        .iter()
        .take(MOST)
        .map(|number| view! { <li><a href=format!("/incidents/{number}")>{number.to_string()}</a></li> })
        .collect();
    view! {
        <section id="undated">
            <h2>"In no period"</h2>
            <p>{format!("{count} in no period: neither when the impact started nor when it was declared is known.")}</p>
            <ul class="inline">{links}</ul>
        </section>
    }
    .into_any()
}
