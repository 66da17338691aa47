//! What is counted, what is left out, and where the same is found again.

use leptos::prelude::*;
use nofault_domain::report::counts::{Answer, CountsAsked, CountsReport};
use nofault_domain::word::Word;

use crate::pages::reports::address;
use crate::report::counts::CountsFound;
use crate::ui::Time;

pub fn provenance(asked: &CountsAsked, found: &CountsFound, answer: &Answer) -> AnyView {
    let report = &found.report;
    let pairs = CountsAsked {
        period: Some(answer.period.period.first()),
        before: Some(answer.before.period.first()),
        ..asked.clone()
    }
    .pairs();
    let file = |kind: &str, rows: Option<&str>| {
        let mut pairs = pairs.clone();
        pairs.extend(rows.map(|rows| ("rows", rows.to_owned())));
        address(&format!("/reports/counts.{kind}"), &pairs)
    };
    let since = report.on_record_since.map(|since| {
        view! { <div><dt>"On record since"</dt><dd><Time at=since /></dd></div> }
    });
    view! {
        <section id="counted">
            <h2>"What this stands on"</h2>
            <dl class="pairs provenance">
                {pair("Counted", placed(report))}
                {pair("Left out", left_out(report))}
                {pair("Filters", report.filters.in_words())}
                {pair("Zone", format!("Periods and weeks are cut in the zone {}.", report.zone.name()))}
                {since}
                <div><dt>"State of the data"</dt><dd><Time at=report.as_of /></dd></div>
            </dl>
            <p class="links">
                <a href=address("/reports/counts", &pairs)>"Permanent link"</a>" "
                <a href=file("csv", None)>"CSV"</a>" "
                <a href=file("csv", Some("weeks"))>"Weeks as CSV"</a>" "
                <a href=file("csv", Some("incidents"))>"Incidents as CSV"</a>" "
                <a href=file("json", None)>"JSON"</a>
            </p>
        </section>
    }
    .into_any()
}

fn pair(name: &'static str, value: String) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// How many, and by what each has its period.
fn placed(report: &CountsReport) -> String {
    let count: usize = report.periods.iter().map(|one| one.count).sum();
    let declared: usize = report.periods.iter().map(|one| one.by_declared).sum();
    let declared = match declared {
        0 => String::new(),
        some => format!(", {some} of them placed by when they were declared"),
    };
    format!(
        "{count} in these periods, each in the {} in which its impact started (was declared, \
         where that is unknown){declared}",
        report.by.key()
    )
}

fn left_out(report: &CountsReport) -> String {
    let reasons: Vec<String> = [
        (report.undated.len(), "without a date"),
        (report.to_come.len(), "that begin after the state of the data"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    if reasons.is_empty() { "none".to_owned() } else { reasons.join("; ") }
}
