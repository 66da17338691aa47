//! The picture: a bar for each week, and the weeks as a table.

use leptos::prelude::*;
use nofault_domain::report::counts::{CountsReport, PeriodCount, WeekCount};
use nofault_domain::word::Word;

use crate::ui::{Heads, Table, WeekBar, WeekChart};

/// Earlier weeks than these are not drawn: two years.
const MOST: usize = 106;

pub fn picture(report: &CountsReport) -> AnyView {
    let all: Vec<(&PeriodCount, usize, &WeekCount)> = report
        .periods
        .iter()
        .flat_map(|one| one.weeks.iter().enumerate().map(move |(place, week)| (one, place, week)))
        .collect();
    let drawn = all.get(all.len().saturating_sub(MOST)..).unwrap_or_default();
    let Some(highest) = drawn.iter().map(|(.., week)| week).max_by_key(|week| week.count) else {
        return ().into_any();
    };
    let bar = |(one, place, week): &(&PeriodCount, usize, &WeekCount)| WeekBar {
        count: week.count,
        whole: week.whole,
        begins: (*place == 0).then(|| one.period.to_string()),
    };
    let bars: Vec<_> = drawn.iter().map(bar).collect();
    let desc = format!(
        "A bar for each of {} weeks, the latest last; the most are {} in the week from {}. What \
         is left of a period’s last week, or goes on, is an outline. The table below holds the counts.",
        drawn.len(),
        highest.count,
        highest.from
    );
    let fewer = (all.len() > drawn.len())
        .then(|| format!(" The latest {MOST} of {} weeks are shown.", all.len()));
    let row = |(one, _, week): &(&PeriodCount, usize, &WeekCount)| {
        view! {
            <tr>
                <th scope="row">{week.from.to_string()}</th>
                <td>{one.period.to_string()}</td>
                <td class="number">{short(week.days)}</td>
                <td class="number">{week.count.to_string()}</td>
            </tr>
        }
    };
    let rows: Vec<_> = drawn.iter().rev().map(row).collect();
    view! {
        <figure class="picture">
            <WeekChart id="weeks" title="How many began in each week" desc=desc weeks=bars />
            <figcaption class="hint">
                "A bar is a week, from the first day of each period on; an outline is one that is not whole."
                {fewer}
            </figcaption>
        </figure>
        <details id="by-week">
            <summary>"The same as a table"</summary>
            <Table
                label="By week"
                caption="How many began in each week, the latest first"
                class="figures each"
                heads=Heads::of(["From", report.by.label()]).numbers(["Days", "Began"])
            >
                {rows}
            </Table>
        </details>
    }
    .into_any()
}

/// Days to the hundredth, in which an hour is 0.04; from ten on to the tenth, from a hundred on
/// whole.
pub(super) fn short(days: f64) -> String {
    let decimals = match days {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => return format!("{days:.0}"),
    };
    let text = format!("{days:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_are_as_short_as_they_are_true() {
        for (days, shown) in [
            (7.0, "7"),
            (6.958_333, "6.96"),
            (0.5, "0.5"),
            (30.0, "30"),
            (26.29, "26.3"),
            (330.26, "330"),
        ] {
            assert_eq!(super::short(days), shown);
        }
    }
}
