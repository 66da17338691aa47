//! Several slices or metrics compared at once: one table, and why its intervals are wider.

use leptos::prelude::*;
use nofault_domain::report::durations::{AtOnce, DurationsAsked, Row};
use nofault_domain::statistics::change::sureness;
use nofault_domain::word::Word;

use crate::pages::reports::address;

pub fn at_once(asked: &DurationsAsked, found: &AtOnce) -> AnyView {
    let mut pairs = asked.pairs();
    pairs.push(("rows", "compared".to_owned()));
    let csv = address("/reports/durations.csv", &pairs);
    let told = (!found.rows.is_empty()).then(|| table(asked, found));
    view! {
        <p><strong>{found.heading()}</strong></p>
        <p>{found.sentence()}</p>
        {told}
        <p class="hint">{found.notes()}</p>
        <p class="links"><a href=csv>"These as CSV"</a></p>
    }
    .into_any()
}

fn table(asked: &DurationsAsked, found: &AtOnce) -> AnyView {
    let (before, after) = (found.before, found.after);
    let several = !asked.with.is_empty();
    let rows: Vec<_> = found.rows.iter().map(|row| shown(row, asked, found, several)).collect();
    let head = [found.slice_by.map_or("", Word::label), if several { "Metric" } else { "" }];
    let head: Vec<_> = head
        .into_iter()
        .filter(|name| !name.is_empty())
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect();
    let caption = format!("From {before} to {after} ({})", sureness(found.comparisons));
    view! {
        <div class="table" role="region" aria-label="Compared one by one" tabindex="0">
            <table class="figures each">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        {head}
                        <th scope="col" class="number">{format!("n in {before}")}</th>
                        <th scope="col" class="number">{format!("n in {after}")}</th>
                        <th scope="col" class="number">"Times as long"</th>
                        <th scope="col" class="number">"Between"</th>
                        <th scope="col">"Verdict"</th>
                        <th scope="col">"Would have shown"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn shown(row: &Row, asked: &DurationsAsked, found: &AtOnce, several: bool) -> AnyView {
    let mut names = Vec::new();
    names.extend(found.slice_by.map(|_| row.label.clone()));
    names.extend(several.then(|| asked.held(&row.metric).label()));
    let names: Vec<_> =
        names.into_iter().map(|name| view! { <th scope="row">{name}</th> }).collect();
    let [before, after] = row.counted();
    let [ratio, between] = row.ratio().unwrap_or_else(|| [none(), none()]);
    let verdict = found.verdict(row);
    let verdict = if row.is_told() {
        view! { <strong>{verdict}</strong> }.into_any()
    } else {
        verdict.into_any()
    };
    view! {
        <tr>
            {names}
            <td class="number">{before}</td>
            <td class="number">{after}</td>
            <td class="number">{ratio}</td>
            <td class="number">{between}</td>
            <td class="says">{verdict}</td>
            <td class="says">{row.smallest().unwrap_or_else(none)}</td>
        </tr>
    }
    .into_any()
}

fn none() -> String {
    "–".to_owned()
}
