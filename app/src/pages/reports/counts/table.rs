//! The figures of each period.

use leptos::prelude::*;
use nofault_domain::report::counts::{CountsAsked, CountsReport, PeriodCount};
use nofault_domain::severity::Severity;
use nofault_domain::statistics::{Clustering, Count, count};
use nofault_domain::word::Word;

use super::picture::short;
use crate::pages::reports::{Method, address};
use crate::ui::{Heads, Table};

pub fn table(asked: &CountsAsked, report: &CountsReport) -> AnyView {
    let severities: Vec<Option<Severity>> = Severity::ALL
        .iter()
        .copied()
        .map(Some)
        .chain([None])
        .filter(|severity| report.periods.iter().any(|one| one.of(*severity) > 0))
        .collect();
    let heads = Heads::of([report.by.label()])
        .numbers(["Began", "Days", "A week", "95 % interval", "φ"])
        .numbers(severities.iter().map(|severity| severity.map_or("No severity", Word::label)));
    let rows: Vec<_> = report.periods.iter().map(|one| row(asked, one, &severities)).collect();
    let earlier = (report.earlier_periods > 0).then(|| {
        let text = format!(
            "{} earlier periods are not shown: ask for them by the first and the last period.",
            report.earlier_periods
        );
        view! { <p class="hint">{text}</p> }
    });
    view! {
        <section id="periods">
            <h2>{format!("By {}", report.by.key())}</h2>
            <Table
                label="Counts by period"
                caption=format!("How many began, by {}", report.by.key())
                class="figures each"
                heads=heads
            >
                {rows}
            </Table>
            {earlier}
            <p class="hint prose">
                "“A week” is how many began by the exact time that was watched, and the interval says between which rates the true one lies in 19 of 20 cases, if nothing changes (Garwood). φ says how many times as much the counts of whole weeks differ as those of independent incidents would: where they come in clusters, the interval is wider. Below 8 whole weeks it is taken as 1, which assumes independent incidents. Each severity is the highest that the incident held. "
                {Method::Counts.link()}
            </p>
        </section>
    }
    .into_any()
}

fn row(asked: &CountsAsked, one: &PeriodCount, severities: &[Option<Severity>]) -> AnyView {
    let name = one.period.to_string();
    let behind = format!(
        "{}#incidents",
        address("/reports/counts", &asked.told_of(one.period.first()).pairs())
    );
    let label = format!("{} in {name}: which they are", one.count);
    let so_far = (!one.finished).then(|| view! { <span class="about">" so far"</span> });
    let cells: Vec<_> = severities
        .iter()
        .map(|severity| view! { <td class="number">{one.of(*severity).to_string()}</td> })
        .collect();
    view! {
        <tr>
            <th scope="row">{name}{so_far}</th>
            <td class="number"><a href=behind aria-label=label>{one.count.to_string()}</a></td>
            <td class="number">{short(one.days)}</td>
            {rate(one.rate.as_ref())}
            {cells}
        </tr>
    }
    .into_any()
}

fn rate(rate: Option<&Count>) -> AnyView {
    let cells = match rate {
        None => ["–", "–", "–"].map(str::to_owned),
        Some(Count { per_week, low, high, clustering, .. }) => {
            let low = count::short_beside(*low, *per_week);
            let [rate, high] = [*per_week, *high].map(count::short);
            [rate, format!("{low} to {high}"), phi(clustering)]
        }
    };
    cells.map(|cell| view! { <td class="number">{cell}</td> }).into_iter().collect_view().into_any()
}

fn phi(clustering: &Clustering) -> String {
    if clustering.assumed { "1, assumed".to_owned() } else { format!("{:.1}", clustering.phi) }
}
