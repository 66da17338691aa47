//! All error budgets: where each stands.

mod providers;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::budget::{Source, overspent, share};
use nofault_domain::id::BatchId;
use nofault_domain::report::kept::{Address, Report};
use nofault_store::import::{self, Batch};
use nofault_store::slo::Slo;
use nofault_store::{Db, Failure};

use providers::of_providers;

use super::asking::{Wrong, asking};
use super::filters::{service, team};
use super::{Method, keep};
use crate::here::Here;
use crate::pages::slo::means;
use crate::report::Choices;
use crate::report::budget::BudgetLine;
use crate::report::budgets::{BudgetsAsked, BudgetsRead, read};
use crate::ui::{Check, Empty, Page, Time, length};

#[component]
pub fn BudgetsPage() -> AnyView {
    let here = Here::now();
    let parsed = BudgetsAsked::parse(|name| here.query(name));
    let offers = {
        let here = here.clone();
        async move {
            let choices = Choices::all(&here.store).await?;
            let mut reader = here.store.read().await?;
            Ok((choices, imported(&here, &mut reader.db()).await?))
        }
    };
    let found = async move {
        let mut reader = here.store.read().await?;
        read(&mut reader.db(), here.viewer(), here.now, parsed?).await
    };
    asking(offers, found, |here, asking| {
        let over = view! { <a href="/reports">"Reports"</a> }.into_any();
        let add = here
            .may(Role::Responder)
            .then(|| view! { <a class="button" href="/slos/new">"Define an SLO"</a> }.into_any());
        let (choices, imported) = &asking.offers;
        let imported = imported.as_ref().map(notice);
        let form = asked(&here, choices, &asking.wrong);
        let shown = asking.shown(|found| whole(&here, found));
        view! {
            <Page title="Error budgets" over=over nostrip:aside=add>
                {imported}
                {form}
                {shown}
            </Page>
        }
    })
}

fn whole(here: &Here, found: &BudgetsRead) -> AnyView {
    let openslo = here
        .may(Role::Responder)
        .then(|| view! { <a href="/slos/import">"Import from OpenSLO"</a>" " }.into_any());
    let export = (!found.lines.is_empty())
        .then(|| view! { <a href="/slos/openslo.yaml">"All as OpenSLO"</a> }.into_any());
    view! {
        {shown(found)}
        {of_providers(&found.providers)}
        {put_away(&found.retired)}
        <p class="links">{openslo}{export}</p>
        {keep(here, Address::of(Report::Budgets, &found.asked.pairs()), "Error budgets")}
    }
    .into_any()
}

fn asked(here: &Here, choices: &Choices, wrong: &Wrong) -> AnyView {
    view! {
        <form method="get" action="/reports/budgets" class="filters" aria-label="What is counted">
            {service(here.query("service"), choices, wrong)}
            {team(here.query("team"), choices, wrong)}
            <Check name="private" value="1" label="With private incidents that you may see" checked=here.query("private") == "1" />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
        {wrong.beside(&["service", "team"])}
    }
    .into_any()
}

/// The import that somebody comes from.
async fn imported(here: &Here, db: &mut Db<'_>) -> Result<Option<Batch>, Failure> {
    let batch = uuid::Uuid::try_parse(here.query("imported")).ok().map(BatchId);
    match batch.filter(|_| here.may(Role::Responder)) {
        Some(batch) => import::batch(db, here.viewer(), batch).await.map(Some),
        None => Ok(None),
    }
}

fn notice(batch: &Batch) -> AnyView {
    let slos = |many: i64| if many == 1 { "1 SLO".to_owned() } else { format!("{many} SLOs") };
    let words = format!("{} imported from {}.", slos(batch.created), batch.file_name);
    let there = (batch.existing > 0)
        .then(|| format!(" {} there already, and left as it was.", slos(batch.existing)));
    view! { <p class="notice" role="status">{words}{there}</p> }.into_any()
}

/// Whether private incidents are among it: named, and off until somebody asks.
pub(in crate::pages) fn filter(action: impl Into<String>, private: bool) -> AnyView {
    let action = action.into();
    view! {
        <form method="get" action=action class="filters" aria-label="What is counted">
            <Check name="private" value="1" label="With private incidents that you may see" checked=private />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}

fn shown(found: &BudgetsRead) -> AnyView {
    let lines = &found.lines;
    if lines.is_empty() && found.asked.is_set() {
        return view! {
            <Empty title="Nothing matches">
                <p>"No SLO of these services is in force. "<a href="/reports/budgets">"Show all budgets"</a></p>
            </Empty>
        }
        .into_any();
    }
    if lines.is_empty() {
        return view! {
            <Empty title="No error budgets yet">
                <p>"An SLO says how much of a service may fail: 99.9 % over 30 days leaves 43 minutes. What the impacts of incidents spent of it stands here."</p>
            </Empty>
        }
        .into_any();
    }
    let words = overspent(found.over(), lines.len());
    let private = if found.asked.private {
        "Those private incidents that you may see are counted."
    } else {
        "Private incidents are left out."
    };
    view! {
        <p>{words}</p>
        <p class="hint">
            "Spent is what the impacts of incidents say, each by the share of the service that it hit: an estimate, no measurement; where good and total are pushed and cover the window, it is counted until the last of them. Drills, and what was declined or canceled, are not counted; what was merged is charged to the incident in which it goes on. "
            {private}" "{Method::Budgets.link()}
        </p>
        {table(lines, true)}
    }
    .into_any()
}

/// A row for each, its figures first: a phone shows what stands beside the name.
/// With its service where there are several.
pub(in crate::pages) fn table(lines: &[BudgetLine], service: bool) -> AnyView {
    let rows: Vec<_> = lines.iter().map(|line| row(line, service)).collect();
    view! {
        <div class="table" role="region" aria-label="Budgets" tabindex="0">
            <table class="figures each">
                <thead>
                    <tr>
                        <th scope="col">"SLO"</th>
                        <th scope="col" class="number">"Spent"</th>
                        <th scope="col" class="number">"Left"</th>
                        <th scope="col">"State"</th>
                        <th scope="col" class="number">"Target"</th>
                        <th scope="col">"Window"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(line: &BudgetLine, service: bool) -> AnyView {
    let (slo, budget, spending) = (&line.slo, &line.budget, &line.spending);
    let counted = if spending.source == Source::Counts { " (counted)" } else { "" };
    let spent = format!("{}{counted}", share(spending.parts()));
    let name = if service { slo.full_name() } else { slo.name.clone() };
    let zone = &slo.promise.zone;
    let window = match slo.promise.window.period(budget.now, zone) {
        Some(period) => format!("{period}, so far"),
        None => slo.promise.window.to_string(),
    };
    let until = spending.counted_until;
    let until = until.map(|at| view! { ", counted until "<Time at=at />", estimated since" });
    let provider = slo.provider.then_some(" (a provider’s promise)");
    view! {
        <tr>
            <th scope="row"><a href=slo.address()>{name}</a>{provider}</th>
            <td class="number">{spent}</td>
            <td class="number">{length(spending.remaining().to_string(), spending.remaining().exactly())}</td>
            <td>{state(line)}</td>
            <td class="number">{slo.promise.target.to_string()}</td>
            <td>{window}{until}</td>
        </tr>
    }
    .into_any()
}

/// With what it means, in the words of its policy.
fn state(line: &BudgetLine) -> AnyView {
    let stands = line.stands();
    view! { {stands.label()}{means(&stands)} }.into_any()
}

fn put_away(retired: &[Slo]) -> AnyView {
    if retired.is_empty() {
        return ().into_any();
    }
    let one = |slo: &Slo| view! { <li><a href=slo.address()>{slo.full_name()}</a></li> };
    let list: Vec<_> = retired.iter().map(one).collect();
    view! { <section id="retired"><h2>"Retired"</h2><ul class="short">{list}</ul></section> }
        .into_any()
}
