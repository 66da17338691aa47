//! The answer in words, before any table.

use leptos::prelude::*;
use nofault_domain::report::counts::{Answer, PeriodCount};
use nofault_domain::word::lower;

use crate::pages::reports::Method;
use crate::report::counts::CountsFound;
use crate::ui::unbroken;

pub fn answer(found: &CountsFound, answer: &Answer) -> AnyView {
    let (report, period) = (&found.report, &answer.period);
    let goes_on = report
        .periods
        .last()
        .filter(|last| !last.finished && last.period != period.period)
        .map(|last| view! { <p>{so_far(found, last)}</p> });
    let begins = report
        .on_record_since
        .filter(|since| period.period.start(&report.zone) < *since)
        .map(|_| view! { <li>"The record begins in this period: how many there were before it, nobody knows."</li> });
    view! {
        <section id="answer" class="prose">
            <p><strong>{unbroken(&answer.in_words())}</strong></p>
            {goes_on}
            <ul>
                {begins}
                {(period.days > 0.0).then(|| view! { <li>{period.rate_in_words(report.filters.counted)}</li> })}
                {answer.ratio_in_words().map(|ratio| view! { <li>{ratio}</li> })}
                {(period.days > 0.0).then(|| view! { <li>{period.impact.in_words()}</li> })}
            </ul>
            <p class="hint">
                "Two periods are compared by their rates (Clopper and Pearson on counts divided by φ). “Cannot tell” does not say that nothing changed. "
                {Method::Counts.link()}
            </p>
        </section>
    }
    .into_any()
}

/// Of the period that goes on.
fn so_far(found: &CountsFound, last: &PeriodCount) -> String {
    format!(
        "{} goes on: {} so far.",
        last.period,
        lower(&found.report.filters.counted.said(last.count))
    )
}
