//! What the incident cost of the error budgets of the services that it hit, and where these
//! budgets stand now.

use leptos::prelude::*;
use nofault_domain::budget::share;
use nofault_domain::incident::Kind;
use nofault_store::incident::Incident;
use nofault_store::slo::{self, Weighed};
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::report::budget::{BudgetLine, Stands, lines};

pub type Costs = Vec<Cost>;

#[derive(Debug, Clone)]
pub struct Cost {
    weighed: Weighed,
    /// Of the budget as everybody sees it.
    stands: Option<Stands>,
}

/// None of a drill, or of what came to nothing: it counts nowhere.
pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Costs, Failure> {
    if incident.status.came_to_nothing() || incident.kind == Kind::Drill {
        return Ok(Vec::new());
    }
    let weighed = slo::of_incident(&mut *db, incident.id, here.now).await?;
    if weighed.is_empty() {
        return Ok(Vec::new());
    }
    let mut slos = slo::all(&mut *db).await?;
    slos.retain(|slo| weighed.iter().any(|one| one.slo == slo.id));
    let lines = lines(db, here.viewer(), here.now, slos, false).await?;
    let cost = |weighed: Weighed| {
        let line = lines.iter().find(|line| line.slo.id == weighed.slo);
        Cost { stands: line.map(BudgetLine::stands), weighed }
    };
    Ok(weighed.into_iter().map(cost).collect())
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

fn line(Cost { weighed: one, stands }: &Cost) -> AnyView {
    let weight = &one.weight;
    let parts = share(weight.parts());
    let so_far = if one.open { " so far" } else { "" };
    let unknown = if one.unknown {
        " How much it hit is not known for some of it: that counts as all."
    } else {
        ""
    };
    let exempt = if one.exempt { " It is exempt from the policy." } else { "" };
    let now = stands.map_or_else(String::new, |stands| format!(" Now: {}.", stands.label()));
    let says = format!(
        " {parts} of the error budget{so_far}: {} of {}.{unknown}{exempt}{now}",
        weight.cost, weight.allowed
    );
    view! { <li><a href=slo::address(one.slo)>{one.name.clone()}</a><span class="about">{says}</span></li> }
        .into_any()
}
