//! How long actions stay open: a picture, a sentence, and the table behind it.

use leptos::prelude::*;
use nofault_domain::duration::Duration;
use nofault_domain::report::actions::ActionsReport;
use nofault_domain::report::stay::{Stay, in_days};
use nofault_domain::statistics::survival::LEAST;
use nofault_domain::word::Word;

use crate::pages::reports::Method;
use crate::ui::{CurveChart, CurveLine, Heads, Table};

/// Days at which the table says what is still open.
pub(super) const AT: [i64; 5] = [7, 14, 28, 56, 91];

pub fn stays(report: &ActionsReport) -> AnyView {
    let Some(all) = report.stays.first() else {
        return ().into_any();
    };
    let sentence = all.sentence();
    let lines: Vec<_> = report.stays.iter().filter_map(line).collect();
    let picture = (!lines.is_empty()).then(|| picture(lines));
    let rows: Vec<_> = report.stays.iter().map(row).collect();
    let heads = Heads::of(["Priority"])
        .numbers(["Actions", "Still open"])
        .texts(["Half ended within"])
        .numbers(AT.iter().map(|days| format!("Open after {days} days")));
    view! {
        <section id="stays">
            <h2>"How long they stay open"</h2>
            <p>{sentence}</p>
            {picture}
            <Table
                label="How long they stay open"
                caption="Share still open, and in brackets how many had lasted so long"
                class="figures each"
                heads=heads
            >
                {rows}
            </Table>
            <p class="hint">
                {format!("From when an action was written down, or an idea was made one, to when it was done or declined; ideas are left out, those that were declined, too. After Kaplan and Meier: what is still open counts for as long as it has been. Nothing is told where fewer than {LEAST} had lasted so long. Behind half, its interval at 95 %. ")}
                {Method::Durations.link()}
            </p>
        </section>
    }
    .into_any()
}

fn line(stay: &Stay) -> Option<CurveLine> {
    let until = stay.curve.until?.days();
    let steps = stay.curve.steps.iter().map(|step| (step.at.days(), step.share)).collect();
    Some(CurveLine { name: short(stay), from: 1.0, steps, until })
}

/// There is little room at the end of a line.
fn short(stay: &Stay) -> String {
    use nofault_domain::report::stay::StayOf;
    match stay.of {
        StayOf::All => "All".to_owned(),
        StayOf::Unset => "None".to_owned(),
        other => other.label().to_owned(),
    }
}

fn picture(lines: Vec<CurveLine>) -> AnyView {
    let desc = "Each line, of all actions or of a priority, falls from 100 per cent as actions are done or \
        declined; it crosses the middle where half of them had ended. The table below holds the figures.";
    view! {
        <figure class="picture">
            <CurveChart id="stays-chart" title="Share of actions still open, by days" desc=desc lines=lines />
            <figcaption class="hint">"The lower a line, the more have ended. It stops where too few are left to tell."</figcaption>
        </figure>
    }
    .into_any()
}

fn row(stay: &Stay) -> AnyView {
    let curve = &stay.curve;
    let half = curve.median.map(|median| {
        let end = |end: Option<Duration>| end.map_or_else(|| "?".to_owned(), in_days);
        format!("{} ({} to {})", in_days(median), end(curve.median_low), end(curve.median_high))
    });
    let cells: Vec<_> = AT
        .iter()
        .map(|days| {
            let text = at(stay, Duration::from_minutes(days * 24 * 60));
            view! { <td class="number">{text}</td> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row">{stay.of.label()}</th>
            <td class="number">{curve.n.to_string()}</td>
            <td class="number">{stay.open().to_string()}</td>
            <td>{half.unwrap_or_else(|| "–".to_owned())}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn at(stay: &Stay, length: Duration) -> String {
    match stay.curve.share(length) {
        Some(share) => format!("{:.0} % ({})", share * 100.0, stay.curve.at_risk(length)),
        None => "–".to_owned(),
    }
}
