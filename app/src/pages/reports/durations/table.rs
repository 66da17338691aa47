//! The figures of each period, with what they stand on.

use leptos::prelude::*;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{Counts, DurationsAsked, Figures};
use nofault_domain::report::figure::Figure;
use nofault_domain::statistics::Quantile;
use nofault_domain::word::Word;

use crate::pages::reports::address;
use crate::report::durations::Durations;
use crate::ui::Table;

pub fn table(asked: &DurationsAsked, found: &Durations) -> AnyView {
    let (report, undated) = (&found.report, found.undated.len());
    let behind = |period: Option<Period>| {
        let mut pairs = asked.pairs();
        pairs.extend(period.map(|period| ("period", period.to_string())));
        let part = if period.is_some() { "incidents" } else { "total" };
        format!("{}#{part}", address("/reports/durations", &pairs))
    };
    let mut rows: Vec<_> = report
        .periods
        .iter()
        .map(|one| row(one.period.to_string(), &behind(Some(one.period)), &one.figures, 0))
        .collect();
    if report.periods.len() > 1 || undated > 0 {
        rows.push(row("All".to_owned(), &behind(None), &report.total, undated));
    }
    let caption = format!("{} by {}", report.metric.label(), report.by.key());
    let heads = [
        report.by.label(),
        "n",
        "Open",
        "Median",
        "90th percentile",
        "Mean",
        "Stated",
        "From moments",
        "Left out",
    ];
    view! {
        <Table
            label="Figures"
            caption=caption
            class="figures"
            heads=heads
        >
            {rows}
        </Table>
        <p class="hint">
            "n is how many durations are known to their end; what is open still lasts longer than it is old. In brackets is where the true figure lies, if nothing changes: between two ends in 19 of 20 cases, beyond the only one in 39 of 40. An end that is missing is not told, as there are too few incidents, or so many still go on that it is not reached yet. Follow a figure to what it stands on. Means are shown rounded down to the minute, from two days on to the hour, and exact in the files."
            {open(&report.total.counts)}{differing(&report.total.counts)}
        </p>
    }
    .into_any()
}

fn row(name: String, behind: &str, figures: &Figures, undated: usize) -> AnyView {
    let (counts, told) = (&figures.counts, &figures.told);
    let link = |text: String, exactly: Option<String>, of: &str| {
        let label = format!("{text}, {of} of {name}: what it stands on");
        view! { <a href=behind.to_owned() aria-label=label title=exactly>{text}</a> }
    };
    let exactly = |figure: Option<Figure>| figure.and_then(Figure::exactly);
    let mean = told.mean.shown().unwrap_or_else(nothing);
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td class="number">{link(counts.n.to_string(), None, "the durations")}</td>
            <td class="number">{counts.n_open.to_string()}</td>
            <td class="number">{link(shown(&told.median), exactly(figures.median), "the median")}{between(&told.median)}</td>
            <td class="number">{link(shown(&told.p90), exactly(figures.p90), "the 90th percentile")}{between(&told.p90)}</td>
            <td class="number">{link(mean, exactly(figures.mean), "the mean")}</td>
            <td class="number">{counts.n_stated.to_string()}</td>
            <td class="number">{counts.n_moments.to_string()}</td>
            <td>{left_out(counts, undated)}</td>
        </tr>
    }
    .into_any()
}

fn nothing() -> String {
    "–".to_owned()
}

fn shown(quantile: &Quantile) -> String {
    quantile.shown().unwrap_or_else(nothing)
}

/// Where the true figure lies.
fn between(quantile: &Quantile) -> Option<AnyView> {
    let range = range(quantile)?;
    Some(view! { <span class="about">{range}</span> }.into_any())
}

fn range(quantile: &Quantile) -> Option<String> {
    let shown = |end| quantile.end(end);
    match (quantile.low, quantile.high) {
        (Ok(low), Ok(high)) => Some(format!(" ({} to {})", shown(low), shown(high))),
        (Ok(low), Err(_)) => Some(format!(" ({} or more)", shown(low))),
        (Err(_), Ok(high)) => Some(format!(" ({} or less)", shown(high))),
        (Err(_), Err(_)) => None,
    }
}

/// Why and how many, in words.
pub(super) fn left_out(figures: &Counts, undated: usize) -> String {
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

/// Why a mean may stand below a median beside it.
fn open(total: &Counts) -> Option<&'static str> {
    (total.n_open > 0).then_some(
        " Of what is still open a mean (≥) takes its age so far, a median that it lasts longer than that: so a mean may be below its median.",
    )
}

fn differing(total: &Counts) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use nofault_domain::duration::Duration;
    use nofault_domain::statistics::Missing;

    #[test]
    fn each_end_that_is_known_is_shown() {
        let (low, high) = (Ok(Duration::from_minutes(10)), Ok(Duration::from_minutes(50)));
        let few = Err(Missing::TooFew { least: 36 });
        for (low, high, shown) in [
            (low, high, Some(" (10m to 50m)")),
            (low, few, Some(" (10m or more)")),
            (Err(Missing::NotReached), high, Some(" (50m or less)")),
            (few, few, None),
        ] {
            let point = Err(Missing::NotReached);
            let floor = Duration::ZERO;
            let quantile = Quantile { per_cent: 50, n: 9, open: 0, floor, point, low, high };
            assert_eq!(range(&quantile).as_deref(), shown);
        }
    }
}
