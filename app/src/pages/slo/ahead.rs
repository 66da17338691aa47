//! What may come. No day is forecast: a line drawn on from what was is wrong half of the time.

use leptos::prelude::*;
use nofault_domain::budget::{Again, Cost, Recovery, Replay, share, would_spend};
use nofault_domain::duration::Duration;
use nofault_store::incident;

use super::figures::in_its_zone;
use super::shares::of;
use crate::pages::reports::Method;
use crate::report::budget::BudgetRead;
use crate::ui::{Fall, FallChart, Time, length};

pub fn ahead(read: &BudgetRead) -> AnyView {
    view! {
        <section id="ahead">
            <h2>"What comes"</h2>
            {counted(read)}
            {read.recovery.as_ref().map(|curve| recovers(read, curve))}
            {ends(read)}
            {replayed(read)}
            {read.again.map(|again| one_more(read, again))}
        </section>
    }
    .into_any()
}

/// What counts leave out of what comes.
fn counted(read: &BudgetRead) -> Option<AnyView> {
    read.coverage.counted?;
    let rolls = read.slo.promise.window.rolling().map(|_| {
        " When what was counted leaves the window is not told either: counts do not say when in their time something failed."
    });
    Some(
        view! { <p class="hint">"Counts do not tell one incident from another: what one spends is told from its impacts."{rolls}</p> }
            .into_any(),
    )
}

/// A rolling window gets back what leaves it.
fn recovers(read: &BudgetRead, curve: &Recovery) -> AnyView {
    let budget = &read.budget;
    let back = match curve.within_from {
        Some(at) => view! { <p>"If nothing more happens, it is within its budget again from "<Time at=at />" on."</p> }.into_any(),
        None if budget.spent == Cost::NONE => {
            return view! { <p>"Nothing is spent: all of the budget is there."</p> }.into_any();
        }
        None => view! { <p>"If nothing more happens, it gets back what was spent as it leaves the window."</p> }.into_any(),
    };
    let days = |at: &nofault_domain::instant::Instant| Duration::between(budget.now, *at).days();
    let points =
        curve.points.iter().map(|(at, spent)| (days(at), of(*spent, budget.allowed))).collect();
    let desc = format!(
        "{} of the budget is spent now. The line falls as what was spent leaves the window, and \
         ends at nothing; the dashed line is the whole budget. The table has every point.",
        share(budget.spent_parts())
    );
    let row = |(at, spent): &(nofault_domain::instant::Instant, Cost)| {
        view! {
            <tr>
                <th scope="row"><Time at=*at /></th>
                <td class="number">{length(spent.to_string(), spent.exactly())}</td>
                <td class="number">{share(spent.parts_of(budget.allowed))}</td>
            </tr>
        }
    };
    let rows: Vec<_> = curve.points.iter().map(row).collect();
    view! {
        {back}
        <div class="picture">
            <FallChart id="recovery" title="What is spent in the days to come, if nothing more happens" desc=desc fall=Fall { points } />
        </div>
        <details>
            <summary>"The points of this line"</summary>
            <p class="hint">"Between two of them it is straight. What goes on now is taken as ended now. "{Method::Ahead.link()}</p>
            <div class="table" role="region" aria-label="The points of the line" tabindex="0">
                <table class="figures each">
                    <thead><tr><th scope="col">"When"</th><th scope="col" class="number">"Spent"</th><th scope="col" class="number">"Of the budget"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// A calendar window gets all of it back when it ends.
fn ends(read: &BudgetRead) -> Option<AnyView> {
    let to = read.budget.frame.to;
    read.slo.promise.window.rolling().is_none().then(|| {
        let to = in_its_zone(read, to);
        let words = format!("The next window begins at {to}, with all of its budget.");
        view! { <p>{words}</p> }.into_any()
    })
}

fn replayed(read: &BudgetRead) -> AnyView {
    let rolls = read.slo.promise.window.rolling().is_some();
    let words = match read.replay {
        Replay::Over => {
            "How often what usually follows would be too much is not said: the budget is over already."
                .to_owned()
        }
        Replay::Counted => return ().into_any(),
        Replay::Few => {
            "How often what usually follows would be too much is not said: it takes 6 whole windows on record, and there are fewer of this service."
                .to_owned()
        }
        Replay::Of { windows, exceeded } if rolls => format!(
            "In {exceeded} of the last {windows} windows what happened, happening again from now on, would have exceeded the budget at some time."
        ),
        Replay::Of { windows, exceeded } => format!(
            "In {exceeded} of the last {windows} windows what followed this point would have exceeded what remains."
        ),
    };
    view! { <p>{words}</p> }.into_any()
}

fn one_more(read: &BudgetRead, again: Again) -> AnyView {
    let Again { last: (number, cost), median, n } = again;
    let would = |cost: Cost| would_spend(cost, &read.spending);
    let median = (n > 1).then(
        || view! { <li>{format!("The median of its last {n} incidents ")}{would(median)}</li> },
    );
    view! {
        <p>"One more now, like"</p>
        <ul class="short">
            <li>"The last one, "<a href=incident::address(number)>{number.to_string()}</a>", "{would(cost)}</li>
            {median}
        </ul>
    }
    .into_any()
}
