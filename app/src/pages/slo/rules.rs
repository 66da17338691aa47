//! What the program reads from the policy: each rule, and whether it holds now.

use leptos::prelude::*;
use nofault_domain::budget::{Asks, Rule, When, share};
use nofault_domain::review::percent;
use nofault_store::incident;

use crate::report::budget::{BudgetRead, LargeOne};

pub fn rules(read: &BudgetRead) -> AnyView {
    let policy = &read.slo.policy;
    let rules: Vec<_> = policy.rules().iter().map(|rule| line(read, rule)).collect();
    let whole = policy.rules().iter().any(|rule| !matches!(rule.when, When::One(..)));
    let whole = (!whole).then(|| {
        view! { <li>"It has no rule on the budget as a whole: Nofault says where the budget stands, and not what follows."</li> }
    });
    let unread = |one: &nofault_domain::budget::Unread| {
        view! { <li><strong class="error">"Not understood"</strong><span class="about">{one.to_string()}</span></li> }
    };
    let unread: Vec<_> = policy.unread().iter().map(unread).collect();
    view! {
        <ul class="short rules">
            {whole}
            {rules}
            {installation(read)}
            {unread}
        </ul>
    }
    .into_any()
}

fn line(read: &BudgetRead, rule: &Rule) -> AnyView {
    if let When::One(_, asks) = rule.when {
        let large = read.large.iter().filter(|one| rule.when.holds_of(&one.weight)).collect();
        return on_one(read, rule.when.to_string(), asks, large, None);
    }
    let held = read.against();
    let holds = read.stands().rule.is_some_and(|holding| holding.when == rule.when);
    let says = if holds {
        "Holds now"
    } else if rule.when.holds(held.cost, held.allowed) {
        "A graver rule holds"
    } else {
        "Does not hold"
    };
    view! {
        <li>
            <strong>{rule.when.to_string()}</strong>
            <span class="about">{format!("{says}: {}.", held.in_words())}</span>
        </li>
    }
    .into_any()
}

/// What applies where the policy says nothing of one incident.
fn installation(read: &BudgetRead) -> AnyView {
    if read.slo.policy.is_on_one() {
        return ().into_any();
    }
    let link = view! { <a href="/review-policy">"review policy"</a> };
    match read.installation {
        None => {
            view! { <li>"Neither it nor the "{link}" has a rule on one incident."</li> }.into_any()
        }
        Some(share) => {
            let name = format!("One incident of {} of the budget or more", percent(share));
            let from = view! { "It has no rule on one incident: that of the "{link}" applies. " };
            on_one(
                read,
                name,
                Asks::INSTALLATION,
                read.large.iter().collect(),
                Some(from.into_any()),
            )
        }
    }
}

fn on_one(
    read: &BudgetRead,
    name: String,
    asks: Asks,
    large: Vec<&LargeOne>,
    from: Option<AnyView>,
) -> AnyView {
    let says = if large.is_empty() { none(read) } else { "Holds now:".to_owned() };
    let due: Vec<_> = large.into_iter().map(|one| due(one, asks)).collect();
    let due = (!due.is_empty()).then(|| view! { <ul class="short">{due}</ul> });
    view! {
        <li>
            <strong>{name}</strong>
            <span class="about">{from}{format!("Due is {asks}. {says}")}</span>
            {due}
        </li>
    }
    .into_any()
}

/// That no incident did, and which came nearest.
fn none(read: &BudgetRead) -> String {
    let counts = read.budget.shares.iter().filter(|one| !read.is_exempt(one.incident));
    match counts.max_by_key(|one| one.alone.parts()) {
        Some(one) => {
            let spent = share(one.alone.parts());
            format!("Does not hold: the most in this window is {spent}, by {}.", one.incident)
        }
        None => "Does not hold: no incident in this window.".to_owned(),
    }
}

fn due(one: &LargeOne, asks: Asks) -> AnyView {
    let number = one.incident;
    let parts = share(one.weight.parts());
    view! {
        <li>
            <a href=incident::address(number)>{number.to_string()}</a>
            {format!(" spent {parts} by itself: {}.", one.in_words(asks))}
        </li>
    }
    .into_any()
}
