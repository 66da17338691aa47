//! Several slices or metrics compared at once: one table, and why its intervals are wider.

use leptos::prelude::*;
use nofault_domain::report::durations::{AtOnce, DurationsAsked, Row, SliceBy};
use nofault_domain::severity::Severity;
use nofault_domain::statistics::Verdict;
use nofault_domain::statistics::change::{
    Change, MOST_UNEQUAL, Method, Smallest, sureness, unknown,
};
use nofault_domain::word::Word;

use crate::pages::reports::address;

pub fn at_once(asked: &DurationsAsked, found: &AtOnce) -> AnyView {
    let mut pairs = asked.pairs();
    pairs.push(("rows", "compared".to_owned()));
    let csv = address("/reports/durations.csv", &pairs);
    let (before, after, least) = (found.before, found.after, found.least);
    let told = (!found.rows.is_empty()).then(|| table(asked, found));
    let more = match found.more_slices {
        0 => None,
        1 => Some("1 more with fewer incidents is not in it. ".to_owned()),
        more => Some(format!("{more} more with fewer incidents are not in it. ")),
    };
    let overlap = matches!(found.slice_by, Some(SliceBy::Service | SliceBy::Team))
        .then_some("An incident of several counts in each. ");
    view! {
        <p><strong>{format!("From {before} to {after}, one by one.")}</strong></p>
        <p>{found.sentence()}</p>
        {told}
        <p class="hint">
            {more}{overlap}
            {format!("n is how many durations could be compared: of a severity that both periods have. A row with fewer than {least} in a period, or of several with more than {MOST_UNEQUAL} times as many in one as in the other, is not compared and does not count among those at once, which is known before any length is looked at. The more are compared at once, the more each takes: too few for so many say falsely that something changed. “Would have shown” is the smallest change, as such times, that would be told in 4 of 5 cases, and in brackets between what it lies, as how much lengths differ is not known exactly; “by 24 months”: how much lengths differ is taken from these. The ratio is of geometric means among incidents of the same severity. “Cannot tell” does not say that nothing changed.")}
            {unstratified(found)}
        </p>
        <p class="links"><a href=csv>"These as CSV"</a></p>
    }
    .into_any()
}

/// Where severities are not compared each with itself; of one severity nothing is mixed.
fn unstratified(found: &AtOnce) -> Option<&'static str> {
    let censored = |row: &Row| row.change.as_ref().is_some_and(|c| c.method == Method::Censored);
    let mixed = found.slice_by != Some(SliceBy::Severity);
    (mixed && found.rows.iter().any(censored)).then_some(
        " Where some are open it is of all together, whatever their severity: there a changed mix \
         of severities can cause a change.",
    )
}

fn table(asked: &DurationsAsked, found: &AtOnce) -> AnyView {
    let (before, after) = (found.before, found.after);
    let several = !asked.with.is_empty();
    let rows: Vec<_> = found.rows.iter().map(|row| shown(row, found, several)).collect();
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

fn shown(row: &Row, found: &AtOnce, several: bool) -> AnyView {
    let mut names = Vec::new();
    names.extend(found.slice_by.map(|_| row.label.clone()));
    names.extend(several.then(|| row.metric.label()));
    let names: Vec<_> =
        names.into_iter().map(|name| view! { <th scope="row">{name}</th> }).collect();
    let change = row.change.as_ref();
    let n = [0, 1].map(|side: usize| match change {
        Some(change) => counted(change.n[side], change.open[side]),
        None => row.durations[side].to_string(),
    });
    let [before, after] = n;
    let none = || "–".to_owned();
    let ratio = change.and_then(|change| change.ratio.ok());
    let verdict = match change.map(|change| change.verdict) {
        None => found.too_few(row).into_any(),
        Some(verdict @ Verdict::CannotTell(_)) => verdict.to_string().into_any(),
        Some(told) => view! { <strong>{told.to_string()}</strong> }.into_any(),
    };
    view! {
        <tr>
            {names}
            <td class="number">{before}</td>
            <td class="number">{after}</td>
            <td class="number">{ratio.map_or_else(none, |ratio| format!("{:.2}", ratio.point))}</td>
            <td class="number">{ratio.map_or_else(none, |ratio| format!("{:.2} to {:.2}", ratio.low, ratio.high))}</td>
            <td class="says">{verdict}</td>
            <td class="says">{smallest(change)}</td>
        </tr>
    }
    .into_any()
}

fn counted(n: usize, open: usize) -> String {
    if open == 0 { n.to_string() } else { format!("{n} ({open} open)") }
}

fn smallest(change: Option<&Change<Option<Severity>>>) -> String {
    match change.map(|change| change.smallest) {
        None => "–".to_owned(),
        Some(Err(missing)) => format!("Not known: {}", unknown(missing)),
        Some(Ok(smallest)) => {
            let from = if smallest.from_history { " (by 24 months)" } else { "" };
            let Smallest { shorter, longer, shorter_range, longer_range, .. } = smallest;
            let ([most, least], [from_times, to_times]) = (shorter_range, longer_range);
            format!(
                "≤ {shorter:.2} ({least:.2} to {most:.2}) or ≥ {longer:.2} ({from_times:.2} to {to_times:.2}){from}"
            )
        }
    }
}
