//! The page of a metric: what it is, what it was, and what it is to be.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::metric::Metric;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::{Word, capital};
use nofault_store::Failure;
use nofault_store::metric::{self, MetricVersion};

use super::ends;
use crate::here::Here;
use crate::load::load;
use crate::report::durations::meaning;
use crate::ui::{Conflicted, Hidden, Page, PostForm, Submit, Time, Was};

/// Every version, the present one first.
async fn versions(here: Here, given: String) -> Result<Vec<MetricVersion>, Failure> {
    let metric = Metric::parse(&given).map_err(|_| Refusal::NotFound("metric"))?;
    let mut reader = here.store.read().await?;
    metric::versions(&mut reader.db(), &metric).await
}

#[component]
pub fn MetricPage() -> AnyView {
    let given = use_params_map().read_untracked().get("metric").unwrap_or_default();
    load(versions(Here::now(), given), |here, versions| {
        let Some(present) = versions.first().cloned() else { return ().into_any() };
        let edits = here.may(Role::Administrator) || here.form("metric").is_rejected();
        let over = view! { <a href="/settings/metrics">"Duration metrics"</a> }.into_any();
        let report = format!("/reports/durations?metric={}", present.metric);
        let rows: Vec<_> = versions.iter().map(row).collect();
        let meaning = format!("{}.", capital(&meaning(&present.definition())));
        let edit = edits.then(|| edit(&here, &present));
        view! {
            <Page title=present.metric.label() over=over>
                <p>{meaning}</p>
                <p><a href=report>"The report of it"</a></p>
                {edit}
                <section id="versions">
                    <h2>"Versions"</h2>
                    <ul class="short">{rows}</ul>
                </section>
            </Page>
        }
        .into_any()
    })
    .into_any()
}

fn row(one: &MetricVersion) -> AnyView {
    let address = format!("/reports/durations?metric={}&version={}", one.metric, one.version);
    let when = match &one.by {
        Some(by) => view! { {format!(" by {by}, ")}<Time at=one.at /> }.into_any(),
        None if one.at.micros() == 0 => " as Nofault comes with it".into_any(),
        None => view! { " "<Time at=one.at /> }.into_any(),
    };
    view! {
        <li>
            <a href=address>{format!("Version {}", one.version)}</a>
            <span class="about">{one.between.to_string()}","{when}</span>
        </li>
    }
    .into_any()
}

fn edit(here: &Here, present: &MetricVersion) -> AnyView {
    let form = here.form("metric");
    let (action, version) = (present.address(), form.version(present.version));
    let fields = ends(&form, Some(present.between));
    let (from, to) = (present.between.from.key(), present.between.to.key());
    let was = view! {
        <Was form=form.clone() field="from" value=from />
        <Was form=form.clone() field="to" value=to />
    };
    view! {
        <section id="edit">
            <h2>"Change it"</h2>
            <PostForm form=form.clone() action=action.clone() class="compact">
                <Hidden name="version" value=version />
                {was}
                {fields}
                <p class="hint">"This makes a new version. Reports are then made by it, unless their address names another."</p>
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=form action=action.clone() back=action />
        </section>
    }
    .into_any()
}
