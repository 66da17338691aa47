//! Defining an SLO, and changing it.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::budget::{DEFAULT_POLICY, HOW_RULES_ARE_WRITTEN, Kind, Promises};
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, Service};
use nofault_store::slo::Slo;

use crate::here::{Form, Here};
use crate::load::load;
use crate::pages::incident::only;
use crate::ui::{
    Choice, Conflicted, Empty, Field, Hidden, Page, PostForm, Select, Submit, TextArea, Was,
    ZoneList, words,
};

/// The services, and the installation's zone.
async fn found(here: Here) -> Result<(Vec<Service>, String), Failure> {
    only(&here, Role::Responder, "new-slo")?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let services = catalog::services(&mut db).await?;
    Ok((services, catalog::installation(&mut db).await?.zone.name().to_owned()))
}

#[component]
pub fn NewSloPage() -> AnyView {
    load(found(Here::now()), |here, (services, zone)| {
        let form = here.form("new-slo");
        let over = view! { <a href="/reports/budgets">"Error budgets"</a> }.into_any();
        let choice = |service: &Service| Choice {
            value: service.id.to_string(),
            label: service.name.clone(),
            group: None,
        };
        let choices: Vec<_> = services.iter().map(choice).collect();
        let begins = Begins {
            name: "Availability".to_owned(),
            promises: None,
            target: String::new(),
            kind: Kind::Rolling,
            days: "30".to_owned(),
            zone,
            policy: DEFAULT_POLICY.to_owned(),
        };
        let asked = here.query("service").to_owned();
        // What was typed is kept, whatever there is to choose from.
        let shown = (!services.is_empty() || form.is_rejected()).then(|| {
            let fields = fields(&form, begins);
            view! {
                <PostForm form=form.clone() action="/slos" class="wide" draft=true>
                    <Select form=form.clone() name="service" label="Service" none="Choose one" value=asked choices=choices />
                    {fields}
                    <Submit label="Define it" class="primary" />
                </PostForm>
            }
        });
        view! {
            <Page title="Define an SLO" over=over>
                <p class="hint">
                    "How much of a service has to work, and over which time. What the impacts of incidents spend of the rest, its error budget, is then counted. The team that owns the service changes it, and administrators."
                </p>
                {services.is_empty().then(no_service)}
                {shown}
            </Page>
        }
    })
    .into_any()
}

fn no_service() -> AnyView {
    view! {
        <Empty title="No services yet">
            <p>"An SLO is about a service, and there is none. "<a href="/services#new">"Add a service"</a>", or name one in an incident: that creates it."</p>
        </Empty>
    }
    .into_any()
}

/// What the fields begin with.
struct Begins {
    name: String,
    /// None: as the name says.
    promises: Option<Promises>,
    target: String,
    kind: Kind,
    days: String,
    zone: String,
    policy: String,
}

pub fn edit(here: &Here, slo: &Slo) -> AnyView {
    let form = here.form("slo");
    let (action, version) = (slo.address(), form.version(slo.version));
    let promise = &slo.promise;
    let begins = || Begins {
        name: slo.name.clone(),
        promises: Some(slo.promises),
        target: promise.target.to_string(),
        kind: promise.window.kind(),
        days: promise.window.days().map(|days| days.to_string()).unwrap_or_default(),
        zone: promise.zone.name().to_owned(),
        policy: slo.policy.as_str().to_owned(),
    };
    let (was, fields, open) = (were(&form, begins()), fields(&form, begins()), form.is_rejected());
    view! {
        <details class="edit" id="edit" open=open>
            <summary>"Edit"</summary>
            <p class="hint">"A new target or window counts for the past, too: every figure is counted anew."</p>
            <PostForm form=form.clone() action=action.clone() class="wide" draft=true>
                <Hidden name="version" value=version />
                {was}
                {fields}
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=form action=action.clone() back=action />
        </details>
    }
    .into_any()
}

fn were(form: &Form, begins: Begins) -> AnyView {
    let Begins { name, promises, target, kind, days, zone, policy } = begins;
    view! {
        <Was form=form.clone() field="name" value=name />
        <Was form=form.clone() field="promises" value=promises.map_or("", Promises::key) />
        <Was form=form.clone() field="target" value=target />
        <Was form=form.clone() field="window" value=kind.key() />
        <Was form=form.clone() field="days" value=days />
        <Was form=form.clone() field="zone" value=zone />
        <Was form=form.clone() field="policy" value=policy />
    }
    .into_any()
}

fn fields(form: &Form, begins: Begins) -> AnyView {
    let Begins { name, promises, target, kind, days, zone, policy } = begins;
    let unsaid = promises.is_none().then(|| "As its name says".to_owned());
    view! {
        <Field form=form.clone() name="name" label="Name" value=name required=true />
        <Select form=form.clone() name="promises" label="What it promises" nostrip:none=unsaid value=promises.map_or("", Promises::key) choices=words(Promises::ALL) hint="What needs a provider is limited by how much of the time the provider promises to be there." />
        <Field form=form.clone() name="target" label="Target" value=target required=true placeholder="99.9 %" hint="So much of it is to work. 100 % is refused: it leaves no budget." />
        <Select form=form.clone() name="window" label="Counted over" value=kind.key() choices=words(Kind::ALL) />
        <Field form=form.clone() name="days" label="Days" value=days hint="Only for the last days: how many. Each is 24 hours." />
        <Field form=form.clone() name="zone" label="Time zone" value=zone required=true list="zones" hint="In which months and quarters begin." />
        <TextArea form=form.clone() name="policy" label="Policy" value=policy rows=10 hint=HOW_RULES_ARE_WRITTEN />
        <ZoneList />
    }
    .into_any()
}
