//! The report within a text that quotes it: the picture, its table, and what it stands on.

use leptos::prelude::*;
use nofault_domain::report::durations::DurationsAsked;
use nofault_domain::word::Word;

use super::{picture, table};
use crate::pages::reports::address;
use crate::report::durations::{Durations, counted};

/// `id` is that of the figure on its page.
pub fn quoted(id: &str, asked: &DurationsAsked, found: &Durations) -> AnyView {
    let (report, href) = (&found.report, address("/reports/durations", &asked.pairs()));
    let shown = if report.periods.is_empty() {
        view! { <p class="hint">"Nothing to count yet."</p> }.into_any()
    } else {
        view! { {picture::picture(report, id)}{table::table(asked, found)} }.into_any()
    };
    let cut = format!(
        "{} It is cut by {} in the zone {}, and counted when this page is read.",
        counted(asked),
        report.by.key(),
        report.zone.name()
    );
    view! {
        <div class="report">
            <p><a href=href>{report.metric.label()}</a>": "{report.definition.clone()}"."</p>
            {shown}
            <p class="hint">{cut}</p>
        </div>
    }
    .into_any()
}
