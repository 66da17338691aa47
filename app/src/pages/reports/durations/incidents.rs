//! The incidents behind a period's figures, and those in no period.

use leptos::prelude::*;
use nofault_domain::duration::Duration;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::{
    DurationsAsked, Excluded, Included, PeriodFigures, StillOpen, unstarted as unstarted_in,
};
use nofault_domain::word::Word;
use nofault_store::incident;

use super::provenance;
use crate::report::durations::{Durations, LISTED};
use crate::ui::{Heads, Table, length};

/// Where a period was asked for.
pub fn behind(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let Some(period) = asked.period else { return ().into_any() };
    let shown = found.period(asked).map(|period| of(asked, found, period));
    let none = shown.is_none().then(|| {
        let by = asked.by.key();
        view! { <p class="hint">{format!("No incident is in {period}, where a period is a {by}.")}</p> }
    });
    view! {
        <section id="incidents">
            <h2>{format!("Behind the figures of {period}")}</h2>
            {none}
            {shown}
        </section>
    }
    .into_any()
}

fn of(asked: &DurationsAsked, found: &Durations, period: &PeriodFigures) -> AnyView {
    let (n, open, left_out) = (period.included.len(), period.open.len(), period.excluded.len());
    let most = n.max(open).max(left_out);
    let longest = period.included.iter().rev().take(LISTED);
    let oldest = period.open.iter().rev().take(LISTED);
    let excluded = period.excluded.iter().take(LISTED);
    view! {
        {provenance::provenance(asked, found, Some(period.period), &period.figures, &period.sample())}
        {(most > LISTED).then(|| view! { <p class="hint">{format!("At most {LISTED} of each are listed.")}</p> })}
        <h3>{format!("Counted: {n}")}</h3>
        {table("Counted incidents", "The longest first", &["Duration", "Source", "Remarks"], longest.map(|one| included(found, one)).collect())}
        {(open > 0).then(|| view! { <h3>{format!("Still open: {open}")}</h3> })}
        {table("Incidents that are still open", "The oldest first", &["So far", "Remarks"], oldest.map(|one| still_open(found, one)).collect())}
        <h3>{format!("Left out: {left_out}")}</h3>
        {table("Incidents left out", "By number", &["Why"], excluded.map(|one| self::excluded(found, one)).collect())}
    }
    .into_any()
}

/// Number, incident, and what else is said of each; nothing where there are no rows.
fn table(
    label: &'static str,
    caption: &'static str,
    more: &[&'static str],
    rows: Vec<AnyView>,
) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let heads = Heads::from(["Number", "Incident"]).texts(more.iter().copied());
    view! {
        <Table label=label caption=caption heads=heads>{rows}</Table>
    }
    .into_any()
}

const BY_DECLARED: &str = "placed by when it was declared";

fn named(found: &Durations, incident: IncidentNumber) -> AnyView {
    view! {
        <td class="number">{incident.to_string()}</td>
        <th scope="row"><a href=format!("/incidents/{incident}")>{found.title(incident)}</a></th>
    }
    .into_any()
}

fn included(found: &Durations, one: &Included) -> AnyView {
    let mut remarks = Vec::new();
    if let (true, Some(stated), Some(computed)) = (one.differs(), one.stated, one.computed) {
        let [stated, computed] = [stated, computed].map(Duration::to_the_minute);
        remarks.push(format!("{stated} stated, {computed} by the moments"));
    }
    if one.measured().floored() {
        remarks.push("counted as zero: its moments are not known better".to_owned());
    }
    if one.by_declared {
        remarks.push(BY_DECLARED.to_owned());
    }
    view! {
        <tr>
            {named(found, one.incident)}
            <td class="number">{length(one.shown(), one.duration.exactly())}</td>
            <td>{one.source.label()}</td>
            <td>{remarks.join("; ")}</td>
        </tr>
    }
    .into_any()
}

fn still_open(found: &Durations, one: &StillOpen) -> AnyView {
    view! {
        <tr>
            {named(found, one.incident)}
            <td class="number">{length(format!("> {}", one.age), one.age.exactly())}</td>
            <td>{if one.by_declared { BY_DECLARED } else { "" }}</td>
        </tr>
    }
    .into_any()
}

fn excluded(found: &Durations, one: &Excluded) -> AnyView {
    view! {
        <tr>
            {named(found, one.incident)}
            <td>{one.reason.label()}</td>
        </tr>
    }
    .into_any()
}

/// Which are open and lack the moment since when: what to say, and where.
pub fn unstarted(found: &Durations) -> Option<AnyView> {
    let open = unstarted_in(&found.report.periods);
    let words = found.report.unstarted_in_words(open.len(), false)?;
    let link = |number: &IncidentNumber| {
        let href = format!("{}/milestones", incident::address(*number));
        view! { <li><a href=href>{number.to_string()}</a></li> }
    };
    let links: Vec<_> = open.iter().take(LISTED).map(link).collect();
    Some(view! { <p><strong>{words}</strong></p><ul class="inline">{links}</ul> }.into_any())
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
        .take(LISTED)
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
