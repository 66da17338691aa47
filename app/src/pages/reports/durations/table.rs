//! The figures of each period, with what they stand on.

use leptos::prelude::*;
use nofault_domain::report::durations::{DurationsAsked, Figures};
use nofault_domain::report::figure::Figure;
use nofault_domain::word::Word;

use crate::pages::reports::address;
use crate::report::durations::Durations;

pub fn table(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let (report, undated) = (&found.report, found.undated.len());
    let mut rows: Vec<_> = report
        .periods
        .iter()
        .map(|period| {
            let name = period.period.to_string();
            let mut pairs = asked.pairs();
            pairs.push(("period", name.clone()));
            let behind = format!("{}#incidents", address("/reports/durations", &pairs));
            row(name, Some(behind), &period.figures, 0)
        })
        .collect();
    if report.periods.len() > 1 || undated > 0 {
        rows.push(row("All".to_owned(), None, &report.total, undated));
    }
    let caption = format!("{} by {}", report.metric.label(), report.by.key());
    view! {
        <div class="table" role="region" aria-label="Figures" tabindex="0">
            <table class="figures">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{report.by.label()}</th>
                        <th scope="col">"n"</th>
                        <th scope="col">"Mean"</th>
                        <th scope="col">"Median"</th>
                        <th scope="col">"90th percentile"</th>
                        <th scope="col">"Stated"</th>
                        <th scope="col">"From moments"</th>
                        <th scope="col">"Left out"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="hint">
            "n is how many durations a figure stands on; follow it to the incidents. Means are shown rounded down to the minute, and exact in the files."
            {differing(&report.total)}
        </p>
    }
    .into_any()
}

fn row(name: String, behind: Option<String>, figures: &Figures, undated: usize) -> AnyView {
    let n = figures.n.to_string();
    let n = match behind {
        Some(href) => {
            let label = format!("{n}, the incidents of {name}");
            view! { <a href=href aria-label=label>{n}</a> }.into_any()
        }
        None => n.into_any(),
    };
    let cells: Vec<_> = [figures.mean, figures.median, figures.p90]
        .into_iter()
        .map(|figure| view! { <td class="number">{shown(figure)}</td> })
        .collect();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{n}</td>
            {cells}
            <td class="number">{figures.n_stated.to_string()}</td>
            <td class="number">{figures.n_moments.to_string()}</td>
            <td>{left_out(figures, undated)}</td>
        </tr>
    }
    .into_any()
}

fn shown(figure: Option<Figure>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string())
}

/// Why and how many, in words.
fn left_out(figures: &Figures, undated: usize) -> String {
    let mut reasons: Vec<String> = figures
        .left_out
        .iter()
        .map(|(reason, count)| format!("{count}: {}", reason.label().to_lowercase()))
        .collect();
    if undated > 0 {
        reasons.push(format!("{undated} without a date"));
    }
    if reasons.is_empty() { "none".to_owned() } else { reasons.join("; ") }
}

fn differing(total: &Figures) -> Option<String> {
    let text = match total.differing {
        0 => return None,
        1 => " Of 1 incident the stated duration and its moments differ by a minute or more."
            .to_owned(),
        many => format!(
            " Of {many} incidents the stated durations and their moments differ by a minute or more."
        ),
    };
    Some(text)
}
