//! Duration metrics: the list, adding one, and the page of each.

mod one;

pub use one::MetricPage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::metric::Between;
use nofault_domain::milestone::Milestone;
use nofault_domain::word::Word;
use nofault_store::metric::{self, MetricVersion};

use crate::here::{Form, Here};
use crate::load::load;
use crate::report::durations::also;
use crate::ui::{Field, Page, PostForm, Select, Submit, words};

#[component]
pub fn MetricsPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        metric::all(&mut reader.db()).await
    };
    load(data, |here, metrics| {
        let form = here.form("new-metric");
        let adds = here.may(Role::Administrator) || form.is_rejected();
        let over = view! { <a href="/settings">"Settings"</a> }.into_any();
        let rows: Vec<_> = metrics.iter().map(row).collect();
        view! {
            <Page title="Duration metrics" over=over>
                <p class="hint">
                    "A duration metric is the time from one milestone of an incident to another. "
                    <a href="/reports/durations">"The durations report"</a>
                    " can be asked for each of these. Changing one makes a new version of it; figures name the version that they used, and an address can hold on to an older one."
                </p>
                <ul class="short">{rows}</ul>
                {adds.then(|| add(form))}
            </Page>
        }
    })
    .into_any()
}

fn row(one: &MetricVersion) -> AnyView {
    let about = format!("{}, version {}{}", one.between, one.version, also(&one.metric));
    view! { <li><a href=one.address()>{one.metric.label()}</a><span class="about">{about}</span></li> }
        .into_any()
}

fn add(form: Form) -> AnyView {
    let fields = ends(&form, None);
    view! {
        <section id="new">
            <h2>"Add a metric"</h2>
            <PostForm form=form.clone() action="/settings/metrics" class="compact">
                <Field form=form.clone() name="name" label="Name" required=true hint="It begins with “Time to”, such as Time to inform." />
                {fields}
                <Submit label="Add the metric" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}

/// From which milestone to which.
fn ends(form: &Form, between: Option<Between>) -> AnyView {
    let [from, to] = match between {
        Some(between) => [between.from, between.to].map(Word::key),
        None => ["", ""],
    };
    view! {
        <Select form=form.clone() name="from" label="From" none="Choose a milestone" value=from choices=words(Milestone::ALL) />
        <Select form=form.clone() name="to" label="To" none="Choose a milestone" value=to choices=words(Milestone::ALL) hint="The later one." />
    }
    .into_any()
}
