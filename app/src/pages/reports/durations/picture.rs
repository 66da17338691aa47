//! The picture: each incident a point, so that nothing hides behind a mean.

use leptos::prelude::*;
use nofault_domain::report::durations::{DurationsReport, PeriodFigures};
use nofault_domain::word::Word;

use crate::ui::{Strip, StripChart};

/// More periods than these are not drawn.
const MOST: usize = 24;

/// `id` is that of the figure on its page.
pub fn picture(report: &DurationsReport, id: &str) -> AnyView {
    if report.total.counts.n + report.total.counts.n_open == 0 {
        return ().into_any();
    }
    let all = report.periods.len();
    let last = report.periods.iter().skip(all.saturating_sub(MOST));
    let strips: Vec<_> = last.map(strip).collect();
    let title = format!("{} of each incident, by {}", report.metric.label(), report.by.key());
    let desc = "A point for each incident on a logarithmic axis of time, a row for each period, \
        the latest last; what is still open is a ring at its age; what is not told from zero stands apart at the left; an upright line marks a period’s median. The table below holds the figures.";
    let zero = (report.total.counts.n_zero > 0).then_some(
        " What is not told from zero, as its moments are not known better, stands at the left, apart from the axis.",
    );
    let fewer = (all > MOST).then(|| format!(" The latest {MOST} of {all} periods are drawn."));
    view! {
        <figure class="picture">
            <StripChart id=id title=title desc=desc strips=strips />
            <figcaption class="hint">
                "A point is an incident, a ring one that is still open at its age so far, the upright line the median. The axis is logarithmic: each step of the same width is so many times as long."
                {zero}{fewer}
            </figcaption>
        </figure>
    }
    .into_any()
}

fn strip(period: &PeriodFigures) -> Strip {
    let open = period.open.iter().map(|one| one.age).collect();
    let (name, median) = (period.period.to_string(), &period.figures.told.median);
    Strip { open, ..Strip::of(name, &period.included, median) }
}
