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
        let none = match read.spending.of_no_incident(&read.budget) {
            Some(counted) if counted > Cost::NONE => {
                let parts = share(counted.parts_of(read.budget.allowed));
                format!(
                    "No impact on it in this window: what was counted, {counted} ({parts}), belongs to no incident."
                )
            }
            _ => "No impact on it in this window.".to_owned(),
        };
        return view! {
            <section id="shares">
                <h2>"What spent it"</h2>
                <p class="hint">{none}</p>
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
                    <tfoot>{sums(read)}</tfoot>
                </table>
            </div>
            <p class="hint">
                "Each moment is charged to one incident: to the one that hit most of the service, so that all together are exactly what was spent, as impacts say it. “By itself” is what an incident costs if nothing else had happened, whole, even where some of it lies outside this window; rules on one incident look at that. Shares are rounded to a tenth of a percent."
            </p>
        </section>
    }
    .into_any()
}

/// What was counted is no sum of what incidents spent: what lies between has a row of its own.
fn sums(read: &BudgetRead) -> AnyView {
    let (budget, spending) = (&read.budget, &read.spending);
    let Some(between) = spending.of_no_incident(budget) else {
        return sum("Spent", budget.spent, budget.allowed);
    };
    let name = if between < Cost::NONE {
        "Estimated, but not counted"
    } else {
        "Counted, belongs to no incident"
    };
    view! {
        {sum("All incidents, estimated", budget.spent, budget.allowed)}
        {sum(name, between, budget.allowed)}
        {sum("Spent", spending.spent, budget.allowed)}
    }
    .into_any()
}

fn sum(name: &'static str, cost: Cost, budget: Cost) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{length(cost.to_string(), cost.exactly())}</td>
            <td class="number">{share(cost.parts_of(budget))}</td>
            <td></td>
            <td></td>
        </tr>
    }
    .into_any()
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
    let between = read.spending.of_no_incident(budget).unwrap_or_default();
    if between > Cost::NONE {
        parts.push(Part {
            name: "No incident".to_owned(),
            amount: share(between.parts_of(budget.allowed)),
            share: of(between, budget.allowed),
            hollow: false,
        });
    }
    let exempt = if parts.iter().any(|part| part.hollow) {
        " What is exempt is drawn as an outline."
    } else {
        ""
    };
    let told: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.name, part.amount)).collect();
    let spent = if between < Cost::NONE {
        format!(
            "By the estimate {} of the budget is spent, though less was counted",
            share(budget.spent_parts())
        )
    } else {
        format!("{} of the budget is spent", share(read.spending.parts()))
    };
    let desc = format!(
        "{spent}: {}. Each bar begins where the one above it ends; the dashed line is the whole \
         budget.{exempt}",
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
