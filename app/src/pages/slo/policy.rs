//! The policy of a budget: what the program looks at, what its team wrote, and what is exempt.

use leptos::prelude::*;
use nofault_store::incident;
use nofault_store::slo::Exempt;

use super::rules;
use crate::here::Here;
use crate::markdown;
use crate::pages::reports::Method;
use crate::report::budget::BudgetRead;
use crate::ui::{Field, PostForm, Submit, TextArea, Time};

pub fn policy(here: &Here, read: &BudgetRead, editor: bool) -> AnyView {
    let text = read.slo.policy.as_str();
    let text = if text.is_empty() {
        view! { <p class="hint">"Nobody wrote a policy yet: what happens when the budget is spent, and who decides."</p> }.into_any()
    } else {
        view! { <div class="markdown" inner_html=markdown::render(text)></div> }.into_any()
    };
    view! {
        <section id="policy">
            <h2>"Policy"</h2>
            <div class="beside">
                {text}
                <div>
                    <h3>"What Nofault evaluates in it"</h3>
                    {rules::rules(read)}
                    <p class="hint">"Nothing is blocked; people decide. "{Method::Policies.link()}</p>
                </div>
            </div>
            {exempt(here, read, editor)}
        </section>
        <section id="how">
            <h2>"How it is counted"</h2>
            <p class="hint">
                "f(t) is the highest fraction of the service that any impact hit at the moment t. Spent is the integral of f over the window, each impact from its start until before its end; what goes on is counted until now. The budget is (1 − target) × the length of the whole window by the clock: a month in which clocks change is an hour shorter or longer. All in whole microseconds and parts per million, nothing is rounded before it is shown."
            </p>
            <p class="hint">
                "Where good and total were pushed and cover the window without a gap, spent is (total − good) ÷ total × the time that was counted, and what impacts say of the time since: over a whole window (total − good) ÷ ((1 − target) × total) of the budget. Counts may end before now, and the first may begin before the window, by a tenth of it and two days at most. What exempt incidents spent is known of impacts alone; as much is taken from what was counted before the policy looks at it. Which incident spent what is told from impacts; what is left is always that of the state shown."
            </p>
        </section>
    }
    .into_any()
}

fn exempt(here: &Here, read: &BudgetRead, editor: bool) -> AnyView {
    let form = here.form("exemption");
    let gone = here.form("withdrawal").summary();
    let gone = gone.map(|word| view! { <p class="error summary" role="alert">{word}</p> });
    let all: Vec<_> = read.exempt.iter().map(|one| line(here, read, one, editor)).collect();
    let none = all.is_empty().then(|| view! { <p class="hint">"No incident is exempt."</p> });
    let open = form.is_rejected();
    let action = format!("{}/exemptions", read.slo.address());
    let add = (editor || open).then(|| {
        view! {
            <details class="edit" open=open>
                <summary>"Exempt an incident"</summary>
                <PostForm form=form.clone() action=action class="narrow" draft=true>
                    <p class="hint">"It still counts in every figure; the policy does not look at it."</p>
                    <Field form=form.clone() name="exempt" label="Incident" required=true placeholder="INC-42" />
                    <TextArea form=form name="reason" label="Why" rows=3 required=true hint="Somebody will ask: what could the team not have prevented?" />
                    <Submit label="Exempt it" />
                </PostForm>
            </details>
        }
    });
    view! {
        <h3>"Exempt"</h3>
        {gone}
        {none}
        <ul class="short">{all}</ul>
        {add}
    }
    .into_any()
}

fn line(here: &Here, read: &BudgetRead, one: &Exempt, editor: bool) -> AnyView {
    let number = one.incident;
    let by = one.by.clone().unwrap_or_else(|| "the operator".to_owned());
    let action = format!("{}/exemptions/{number}/withdrawal", read.slo.address());
    let form = here.form_of("withdrawal", "incident", &number.to_string());
    let withdraw = editor.then(|| {
        view! {
            <PostForm form=form action=action class="compact">
                <button type="submit" class="button" aria-label=format!("Withdraw the exemption of {number}")>"Withdraw"</button>
            </PostForm>
        }
    });
    view! {
        <li>
            <a href=incident::address(number)>{format!("{number} {}", one.title)}</a>
            <span class="about">{one.reason.clone()}" ("{by}", "<Time at=one.at />")"</span>
            {withdraw}
        </li>
    }
    .into_any()
}
