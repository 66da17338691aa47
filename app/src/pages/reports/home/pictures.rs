//! Small pictures of both spans, each with its table.

use leptos::prelude::*;
use nofault_domain::report::counts::{PeriodCount, WeekCount};
use nofault_domain::report::durations::Figures;
use nofault_domain::report::span::Span;

use crate::report::home::Home;
use crate::ui::{Strip, StripChart, WeekBar, WeekChart};

/// How long each took, both spans on one axis.
pub fn strips(found: &Home) -> AnyView {
    let strip = |span: Span, figures: &Figures| {
        let inside: Vec<_> = found.durations.within(span).collect();
        let included = inside.iter().flat_map(|one| &one.included);
        let open = inside.iter().flat_map(|one| &one.open).map(|one| one.age).collect();
        Strip { open, ..Strip::of(span.to_string(), included, &figures.told.median) }
    };
    let both = [&found.lasting.before, &found.lasting.after];
    let strips = vec![
        strip(found.span.before(), &found.lasting.before),
        strip(found.span, &found.lasting.after),
    ];
    if both.iter().all(|one| one.counts.n + one.counts.n_open == 0) {
        return ().into_any();
    }
    let row = |(one, figures): (&Strip, &Figures)| {
        let median = figures.told.median.shown().unwrap_or_else(|| "none".to_owned());
        let counts = &figures.counts;
        vec![one.name.clone(), counts.n.to_string(), counts.n_open.to_string(), median]
    };
    let rows = strips.iter().zip(both).map(row).collect();
    let chart = view! {
        <StripChart
            id="durations"
            title="How long each incident took, before and now"
            desc="A point for each incident on a logarithmic axis of time, a ring for one that is still open; what is not told from zero stands apart at the left; an upright line marks the median. The table below holds the figures."
            strips=strips
        />
    };
    figure(chart.into_any(), "The same as a table", &["Time", "Ended", "Open", "Median"], rows)
}

/// How many began in each week of both spans that is on record.
pub fn weeks(found: &Home) -> AnyView {
    let both = [&found.counts.before, &found.counts.period];
    if both.iter().all(|one| one.count == 0) {
        return ().into_any();
    }
    let since = found.counts.on_record_since;
    let watched = |week: &&WeekCount| week.is_on_record(&found.zone, since);
    let of = |one: &PeriodCount| {
        let name = one.period.to_string();
        let bar = |(place, week): (usize, &WeekCount)| bar(place, week, &name);
        one.weeks.iter().filter(watched).enumerate().map(bar).collect::<Vec<_>>()
    };
    let bars = both.into_iter().flat_map(of).collect();
    let week = |week: &WeekCount| vec![week.from.to_string(), week.count.to_string()];
    let rows = both.into_iter().flat_map(|one| &one.weeks).filter(watched).map(week).collect();
    let chart = view! {
        <WeekChart
            id="weeks"
            title="How many incidents began in each week, before and now"
            desc="A bar is a week, of both times, the latest last; what is left of the last week is an outline. The table below holds the counts."
            weeks=bars
        />
    };
    figure(chart.into_any(), "A bar is a week: the same as a table", &["Week from", "Began"], rows)
}

fn bar(place: usize, week: &WeekCount, name: &str) -> WeekBar {
    WeekBar { count: week.count, whole: week.whole, begins: (place == 0).then(|| name.to_owned()) }
}

/// The picture, and its table folded beneath: the first cell of each row is its head.
fn figure(
    chart: AnyView,
    summary: &'static str,
    heads: &[&'static str],
    rows: Vec<Vec<String>>,
) -> AnyView {
    let heads: Vec<_> = heads.iter().map(|head| view! { <th scope="col">{*head}</th> }).collect();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        let rest: Vec<_> = cells.map(|cell| view! { <td class="number">{cell}</td> }).collect();
        view! { <tr><th scope="row">{first}</th>{rest}</tr> }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        <figure>
            {chart}
            <details>
                <summary>{summary}</summary>
                <table class="figures">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}
