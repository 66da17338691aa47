//! The error budgets of a service.

use leptos::prelude::*;
use nofault_store::slo::{self, Slo};
use nofault_store::{Db, Failure, catalog::Service};

use crate::here::Here;
use crate::pages::reports::budgets_table;
use crate::report::budget::{BudgetLine, lines};

/// What the section shows.
pub struct Budgets {
    lines: Vec<BudgetLine>,
    retired: Vec<Slo>,
    /// The viewer may define one.
    editor: bool,
}

pub async fn read(db: &mut Db<'_>, here: &Here, service: &Service) -> Result<Budgets, Failure> {
    let slos = slo::of_service(&mut *db, service.id).await?;
    let retired = slos.iter().filter(|slo| slo.retired_at.is_some()).cloned().collect();
    let lines = lines(&mut *db, here.viewer(), here.now, slos, false).await?;
    let editor = slo::may_change(db, here.viewer(), service.team).await?;
    Ok(Budgets { lines, retired, editor })
}

pub fn section(budgets: &Budgets, service: &Service) -> AnyView {
    let Budgets { lines, retired, editor } = budgets;
    let hint = if lines.is_empty() {
        "Nobody said yet how much of it may fail."
    } else {
        "Private incidents are left out."
    };
    let link = |slo: &Slo| view! { <li><a href=slo.address()>{slo.name.clone()}</a><span class="about">" retired"</span></li> };
    let retired: Vec<_> = retired.iter().map(link).collect();
    let availability = format!("{}/availability", service.address());
    let new = format!("/slos/new?service={}", service.id);
    view! {
        <section id="budgets">
            <h2>"Error budgets"</h2>
            {(!lines.is_empty()).then(|| budgets_table(lines, false))}
            <p class="hint">{hint}</p>
            <ul class="short">{retired}</ul>
            <p><a href=availability>"Its availability, day by day"</a></p>
            {editor.then(|| view! { <p><a href=new>"Define an SLO"</a></p> })}
        </section>
    }
    .into_any()
}
