//! What the incident cost of the error budgets of the services that it hit, and where these
//! budgets stand now.

use leptos::prelude::*;
use nofault_domain::budget::share;
use nofault_domain::incident::Kind;
use nofault_domain::review::percent;
use nofault_store::incident::Incident;
use nofault_store::slo::{self, Weighed};
use nofault_store::{Db, Failure, review};

use super::Whole;
use crate::here::Here;
use crate::pages::slo::means;
use crate::report::budget::{BudgetLine, LargeOne, Stands, lines, of_incident};

pub type Costs = Vec<Cost>;

#[derive(Debug, Clone)]
pub struct Cost {
    weighed: Weighed,
    /// Of the budget as everybody sees it.
    stands: Option<Stands>,
    /// What its policy, or the installation's, asks for after this incident alone.
    due: Option<LargeOne>,
    /// The policy says so itself.
    own: bool,
}

/// None of a drill, or of what came to nothing: it counts nowhere.
pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Costs, Failure> {
    if incident.status.came_to_nothing() || incident.kind == Kind::Drill {
        return Ok(Vec::new());
    }
    let all = slo::of_incident(&mut *db, incident.id, here.now).await?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let mut slos = slo::all(&mut *db).await?;
    slos.retain(|slo| all.iter().any(|one| one.slo == slo.id));
    let installation = review::policy(&mut *db).await?.rules.full_budget;
    let lines = lines(&mut *db, here.viewer(), here.now, slos, false).await?;
    let mut costs = Vec::new();
    for weighed in all {
        let line = lines.iter().find(|line| line.slo.id == weighed.slo);
        let (number, weight) = (incident.number, weighed.weight);
        let due = match line.filter(|_| !weighed.exempt) {
            None => None,
            Some(BudgetLine { slo, .. }) => {
                of_incident(&mut *db, here.viewer(), slo, installation, number, weight).await?
            }
        };
        let own = line.is_some_and(|line| line.slo.policy.is_on_one());
        costs.push(Cost { stands: line.map(BudgetLine::stands), weighed, due, own });
    }
    Ok(costs)
}

pub fn section(whole: &Whole) -> AnyView {
    if whole.costs.is_empty() {
        return view! { <div id="cost" data-live></div> }.into_any();
    }
    let lines: Vec<_> = whole.costs.iter().map(line).collect();
    let private = whole.incident.private.then(|| {
        view! { <p class="hint">"It is private: the budgets that everybody sees leave it out."</p> }
    });
    view! {
        <section id="cost" data-live>
            <h2>"Cost"</h2>
            <ul class="short">{lines}</ul>
            {private}
        </section>
    }
    .into_any()
}

fn line(Cost { weighed: one, stands, due, own }: &Cost) -> AnyView {
    let weight = &one.weight;
    let parts = share(weight.parts());
    let so_far = if one.open { " so far" } else { "" };
    let unknown = if one.unknown {
        " How much it hit is not known for some of it: that counts as all."
    } else {
        ""
    };
    let exempt = if one.exempt { " It is exempt from the policy." } else { "" };
    let says = format!(
        " {parts} of the error budget{so_far}: {} of {}.{unknown}{exempt}",
        weight.cost, weight.allowed
    );
    let due = due.as_ref().map(|due| view! { <span class="about">{asked(due, *own)}</span> });
    view! {
        <li>
            <a href=slo::address(one.slo)>{one.name.clone()}</a>
            <span class="about">{says}</span>
            {due}
            {stands.as_ref().map(now)}
        </li>
    }
    .into_any()
}

/// "Its policy asks for a full review above 20 %: a full review is due."
fn asked(due: &LargeOne, own: bool) -> String {
    let (asks, above) = (due.asked.asks, percent(due.asked.above));
    let (who, above) = if own {
        ("Its policy", format!("above {above}"))
    } else {
        ("The review policy", format!("from {above} on"))
    };
    format!("{who} asks for {asks}, {above}: {}.", due.in_words(asks))
}

/// Where the budget stands, and what that means in the words of its policy.
fn now(stands: &Stands) -> AnyView {
    let label = format!("Now: {}.", stands.label());
    view! { <span class="about">{label}</span>{means(stands)} }.into_any()
}
