//! Which incidents spent the budget: a picture, and the table behind it.

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::budget::{Cost, Share, share};
use nofault_domain::number::IncidentNumber;
use nofault_store::incident;

use crate::report::budget::BudgetRead;
use crate::ui::{Part, PartsChart, length};

/// The rest are one part of the picture; the table has them all.
const DRAWN: usize = 8;

pub fn shares(read: &BudgetRead) -> AnyView {
    let shares = &read.budget.shares;
    if shares.is_empty() {
        return view! {
            <section id="shares">
                <h2>"What spent it"</h2>
                <p class="hint">"No impact on it in this window."</p>
            </section>
        }
        .into_any();
    }
    let titles = read.titles();
    let rows: Vec<_> = shares.iter().map(|one| row(read, &titles, one)).collect();
    view! {
        <section id="shares">
            <h2>"What spent it"</h2>
            <div class="picture">{picture(read)}</div>
            <div class="table" role="region" aria-label="What each incident spent" tabindex="0">
                <table class="figures each">
                    <thead>
                        <tr>
                            <th scope="col">"Incident"</th>
                            <th scope="col" class="number">"Charged"</th>
                            <th scope="col" class="number">"Of the budget"</th>
                            <th scope="col" class="number">"By itself"</th>
                            <th scope="col" class="number">"Of a budget"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{spent_name(read)}</th>
                            <td class="number">{length(read.budget.spent.to_string(), read.budget.spent.exactly())}</td>
                            <td class="number">{share(read.budget.spent_parts())}</td>
                            <td></td>
                            <td></td>
                        </tr>
                    </tfoot>
                </table>
            </div>
            <p class="hint">
                "Each moment is charged to one incident: to the one that hit most of the service, so that all together are exactly what was spent. “By itself” is what an incident costs if nothing else had happened, whole, even where some of it lies outside this window; rules on one incident look at that. Shares are rounded to a tenth of a percent."
            </p>
        </section>
    }
    .into_any()
}

/// What was counted is no sum of what incidents spent.
fn spent_name(read: &BudgetRead) -> &'static str {
    if read.coverage.counted.is_some() { "Estimated" } else { "Spent" }
}

fn row(read: &BudgetRead, titles: &HashMap<IncidentNumber, &str>, one: &Share) -> AnyView {
    let title = titles.get(&one.incident).copied().unwrap_or_default();
    let (number, budget) = (one.incident, read.budget.allowed);
    let exempt = read.is_exempt(number).then_some(" (exempt)");
    view! {
        <tr>
            <th scope="row"><a href=incident::address(number)>{format!("{number} {title}")}</a>{exempt}</th>
            <td class="number">{one.charged.to_string()}</td>
            <td class="number">{share(one.charged.parts_of(budget))}</td>
            <td class="number">{one.alone.cost.to_string()}</td>
            <td class="number">{share(one.alone.parts())}</td>
        </tr>
    }
    .into_any()
}

fn picture(read: &BudgetRead) -> AnyView {
    let budget = &read.budget;
    let part = |one: &Share| Part {
        name: one.incident.to_string(),
        amount: share(one.charged.parts_of(budget.allowed)),
        share: of(one.charged, budget.allowed),
        hollow: read.is_exempt(one.incident),
    };
    let charged = budget.shares.iter().filter(|one| one.charged > Cost::NONE);
    let mut parts: Vec<Part> = charged.clone().take(DRAWN).map(part).collect();
    let rest: Vec<&Share> = charged.skip(DRAWN).collect();
    if !rest.is_empty() {
        let cost: Cost = rest.iter().map(|one| one.charged).sum();
        parts.push(Part {
            name: format!("{} others", rest.len()),
            amount: share(cost.parts_of(budget.allowed)),
            share: of(cost, budget.allowed),
            hollow: false,
        });
    }
    if parts.is_empty() {
        return ().into_any();
    }
    let exempt = if parts.iter().any(|part| part.hollow) {
        " What is exempt is drawn as an outline."
    } else {
        ""
    };
    let told: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.name, part.amount)).collect();
    let desc = format!(
        "{} of the budget is spent: {}. Each bar begins where the one above it ends; the dashed \
         line is the whole budget.{exempt}",
        share(budget.spent_parts()),
        told.join(", ")
    );
    view! { <PartsChart id="shares-picture" title="What each incident spent of the budget" desc=desc line="the whole budget" parts=parts /> }
        .into_any()
}

/// To draw it.
#[expect(clippy::cast_precision_loss, reason = "a place in a picture")]
pub fn of(cost: Cost, budget: Cost) -> f64 {
    cost.parts_of(budget) as f64 / 1e6
}
