//! What a figure stands on: formula, version, how many, what was left out, how sure it is.

use leptos::prelude::*;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{DurationsAsked, Figures};
use nofault_domain::report::figure::Figure;
use nofault_domain::statistics::Sample;

use super::table::left_out;
use crate::pages::reports::address;
use crate::report::durations::{Durations, counted};
use crate::ui::Time;

/// Of one period, or of all together; `sample` is what the figures are made of.
pub fn provenance(
    asked: &DurationsAsked,
    found: &Durations,
    period: Option<Period>,
    figures: &Figures,
    sample: &Sample,
) -> AnyView {
    let counts = &figures.counts;
    let undated = if period.is_none() { found.undated.len() } else { 0 };
    let version = found.definition.version();
    let formula = match version {
        Some(version) => format!("{} (version {version})", found.definition.formula()),
        None => found.definition.formula(),
    };
    let n = format!(
        "{} known to their end, of these {} stated and {} from moments; {} still open",
        counts.n, counts.n_stated, counts.n_moments, counts.n_open
    );
    let mut pairs = asked.held_to(&found.definitions).pairs();
    pairs.extend(period.map(|period| ("period", period.to_string())));
    let permanent = address("/reports/durations", &pairs);
    let json = address("/reports/durations.json", &pairs);
    let csv = period.map(|_| {
        let mut pairs = pairs.clone();
        pairs.push(("rows", "incidents".to_owned()));
        let csv = address("/reports/durations.csv", &pairs);
        view! { " "<a href=csv>"Its incidents as CSV"</a> }
    });
    let zero = (counts.n_zero > 0).then(|| pair("Not told from zero", counts.n_zero.to_string()));
    let declared = (counts.by_declared > 0)
        .then(|| pair("Placed by when they were declared", counts.by_declared.to_string()));
    let sentences: Vec<_> =
        figures.told.sentences().into_iter().map(|one| view! { <li>{one}</li> }).collect();
    view! {
        <div class="prose"><ul>{sentences}</ul></div>
        <dl class="pairs provenance">
            {pair("Formula", formula)}
            {pair("Durations", n)}
            {to_the_minute(figures).map(|text| pair("To the minute", text))}
            {zero}
            {declared}
            {pair("Left out", left_out(counts, undated))}
            {pair("Filters", counted(asked))}
            <div><dt>"State of the data"</dt><dd><Time at=found.report.as_of /></dd></div>
        </dl>
        {worst_case(sample)}
        <p class="links"><a href=permanent>"Permanent link"</a>" "<a href=json>"JSON"</a>{csv}</p>
    }
    .into_any()
}

/// Figures that are shown to the hour.
fn to_the_minute(figures: &Figures) -> Option<String> {
    let all =
        [("median", figures.median), ("90th percentile", figures.p90), ("mean", figures.mean)];
    let long =
        |(name, figure): (&str, Option<Figure>)| Some(format!("{name} {}", figure?.exactly()?));
    let long: Vec<String> = all.into_iter().filter_map(long).collect();
    (!long.is_empty()).then(|| long.join(", "))
}

fn pair(name: &'static str, value: String) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// Shown apart: it is no interval.
fn worst_case(sample: &Sample) -> Option<AnyView> {
    let text = format!("{} That is the worst case, and no interval.", sample.worst_case()?);
    Some(view! { <p class="hint">{text}</p> }.into_any())
}
