//! One SLO: where its budget stands, what spent it, what may come, and its policy.

mod ahead;
mod counts;
mod figures;
mod form;
mod import;
mod policy;
mod rules;
mod shares;

pub use form::NewSloPage;
pub use import::ImportPage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::budget::Rule;
use nofault_domain::id::SloId;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::kept::Address;
use nofault_domain::word::capital;
use nofault_store::Failure;
use nofault_store::slo;

use super::reports::{budgets_filter, keep};
use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::pages::put_away::{PutAway, Way};
use crate::report::budget::{self, BudgetRead, Stands};
use crate::ui::{Page, Time};

struct Found {
    read: BudgetRead,
    /// The viewer may change it.
    editor: bool,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let id = uuid::Uuid::try_parse(&given).map_err(|_| Refusal::NotFound("SLO"))?;
    let private = budget::private(here.query("private"))?;
    let read = budget::read(&here.store, here.viewer(), here.now, SloId(id), private).await?;
    let mut reader = here.store.read().await?;
    let editor = slo::may_change(&mut reader.db(), here.viewer(), read.slo.team).await?;
    Ok(Found { read, editor })
}

#[component]
pub fn SloPage() -> AnyView {
    let given = use_params_map().read_untracked().get("slo").unwrap_or_default();
    load(found(Here::now(), given), |here, Found { read, editor }| {
        let slo = read.slo.clone();
        let service = format!("/services/{}", slo.service);
        let over = view! {
            <a href="/reports/budgets">"Error budgets"</a>
            " "
            <a href=service>{slo.service_name.clone()}</a>
        }
        .into_any();
        let json = address(&read, "/budget.json");
        let openslo = format!("{}/openslo.yaml", slo.address());
        let writes = editor || here.form("slo").is_rejected();
        view! {
            <Page title=slo.full_name() over=over>
                {retired(&read)}
                {budgets_filter(slo.address(), read.private)}
                {figures::figures(&read)}
                {counts::counts(&here, &read, editor)}
                {shares::shares(&read)}
                {figures::loose_ends(&read)}
                {ahead::ahead(&read)}
                {policy::policy(&here, &read, editor)}
                <p class="links"><a href=json>"JSON"</a>" "<a href=openslo>"OpenSLO"</a></p>
                {keep(&here, Address::of_budget(slo.id, read.private), &format!("Error budget: {}", slo.full_name()))}
                {writes.then(|| form::edit(&here, &slo))}
                {moved(&here, &read, editor)}
            </Page>
        }
    })
    .into_any()
}

/// An address of the SLO that asks the same question.
fn address(read: &BudgetRead, rest: &str) -> String {
    let private = if read.private { "?private=1" } else { "" };
    format!("{}{rest}{private}", read.slo.address())
}

fn retired(read: &BudgetRead) -> Option<AnyView> {
    let at = read.slo.retired_at?;
    Some(
        view! { <p class="hint">"Retired "<Time at=at />". It is in no list of budgets, and asks for no review any more. What follows is what it would be now."</p> }
            .into_any(),
    )
}

/// Retiring it, or taking it back.
fn moved(here: &Here, read: &BudgetRead, editor: bool) -> AnyView {
    let slo = &read.slo;
    let away = Way {
        form: "retirement",
        noun: "retirement",
        label: "Retire",
        hint: "It is then counted no more. What it says stays readable here.",
    };
    let back = Way {
        form: "return",
        noun: "return",
        label: "Count it again",
        hint: "It is then in the list of budgets again.",
    };
    let (is_away, address) = (slo.retired_at.is_some(), slo.address());
    PutAway { id: "retire", address, version: slo.version, is_away, may: editor }
        .form(here, away, back)
}

/// What the rule that holds means, in the words of the policy.
pub(in crate::pages) fn means(stands: &Stands) -> Option<AnyView> {
    stands.rule.as_ref().map(means_of)
}

/// What a rule means.
pub(in crate::pages) fn means_of(rule: &Rule) -> AnyView {
    // After its colon it may begin with a small letter; here it stands alone.
    let html = markdown::render(&capital(&rule.means));
    view! { <div class="markdown means" inner_html=html></div> }.into_any()
}
