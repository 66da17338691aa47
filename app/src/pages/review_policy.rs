//! The policy: which incidents get a review, when it is due, and how long actions may take.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::review::{DataLost, Said};
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::catalog::{self, SeverityName};
use nofault_store::review::{self, Policy};

use crate::here::{Form, Here};
use crate::load::load;
use crate::pages::incidents::named;
use crate::ui::{Conflicted, Field, Hidden, Page, PostForm, Select, Submit, Was, words};

type Found = (Policy, Vec<SeverityName>);

async fn found(here: Here) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    Ok((review::policy(&mut db).await?, catalog::severities(&mut db).await?))
}

#[component]
pub fn ReviewPolicyPage() -> AnyView {
    load(found(Here::now()), |here, (policy, severities)| {
        let form = here.form("review-policy");
        let over = view! { <a href="/settings">"Settings"</a> }.into_any();
        let shown = if here.may(Role::Administrator) || form.is_rejected() {
            edit(&form, &policy, &severities)
        } else {
            facts(&policy)
        };
        view! {
            <Page title="Review policy" over=over>
                <p class="hint">
                    "The graver of all rules that hold decides; each is named as the reason. Drills, and what was declined, merged or canceled, need no review. Whoever responds can choose another level, with a reason."
                </p>
                {shown}
            </Page>
        }
    })
    .into_any()
}

fn facts(policy: &Policy) -> AnyView {
    let pair = |(_, label, text): Said| {
        let text = if text.is_empty() { "no rule".to_owned() } else { text };
        view! { <div><dt>{label}</dt><dd>{text}</dd></div> }
    };
    let pairs: Vec<_> = policy.rules.texts().into_iter().map(pair).collect();
    view! { <dl class="pairs">{pairs}</dl> }.into_any()
}

fn edit(given: &Form, policy: &Policy, severities: &[SeverityName]) -> AnyView {
    let form = given.clone();
    let fields = Fields { form: given, texts: policy.rules.texts(), severities };
    let was: Vec<_> = fields.texts.iter().map(|(name, _, text)| was(given, name, text)).collect();
    let version = form.version(policy.version);
    let (full, light, actions) = (full(&fields), light(&fields), actions(&fields));
    view! {
        <PostForm form=form.clone() action="/review-policy" class="narrow">
            <Hidden name="version" value=version />
            {was}
            {full}
            {light}
            {actions}
            <Submit label="Save" class="primary" />
        </PostForm>
        <Conflicted form=form action="/review-policy" back="/review-policy" />
    }
    .into_any()
}

fn was(form: &Form, field: &'static str, text: &str) -> AnyView {
    view! { <Was form=form.clone() field=field value=text.to_owned() /> }.into_any()
}

/// The fields of the form, by their names.
struct Fields<'a> {
    form: &'a Form,
    texts: Vec<Said>,
    severities: &'a [SeverityName],
}

impl Fields<'_> {
    fn text(&self, name: &str) -> String {
        let said = self.texts.iter().find(|(one, ..)| *one == name);
        said.map(|(.., text)| text.clone()).unwrap_or_default()
    }

    fn severity(&self, name: &'static str) -> AnyView {
        let (form, choices, value) = (self.form.clone(), named(self.severities), self.text(name));
        view! { <Select form=form name=name label="Severity" none="No rule" value=value choices=choices hint="Of this severity or a graver one." /> }
            .into_any()
    }

    fn length(&self, name: &'static str) -> AnyView {
        let (form, value) = (self.form.clone(), self.text(name));
        view! { <Field form=form name=name label="Impact lasted at least" value=value placeholder="4h" hint="Blank is no rule." /> }
            .into_any()
    }

    fn days(&self, name: &'static str, label: &'static str, required: bool) -> AnyView {
        let (form, value) = (self.form.clone(), self.text(name));
        view! { <Field form=form name=name label=label kind="number" value=value required=required /> }
            .into_any()
    }
}

const DUE: &str = "Due so many working days after the resolution";

fn full(fields: &Fields<'_>) -> AnyView {
    let form = fields.form.clone();
    let (budget, loss) = (fields.text("full_budget"), fields.text("full_data_loss"));
    view! {
        <fieldset>
            <legend>"A full review"</legend>
            {fields.severity("full_severity")}
            {fields.length("full_lasting")}
            <Field form=form.clone() name="full_budget" label="Spent so much of an error budget" value=budget placeholder="20 %" hint="Of a service that it hit, counted by itself; where the service has no SLO it is not known. Where the policy of an SLO has a rule on one incident, that rule counts in its place." />
            <Select form=form name="full_data_loss" label="Where data was lost" value=loss choices=words(DataLost::ALL) />
            {fields.days("full_days", DUE, true)}
        </fieldset>
    }
    .into_any()
}

fn light(fields: &Fields<'_>) -> AnyView {
    view! {
        <fieldset>
            <legend>"A light review"</legend>
            {fields.severity("light_severity")}
            {fields.length("light_lasting")}
            {fields.days("light_days", DUE, true)}
        </fieldset>
    }
    .into_any()
}

fn actions(fields: &Fields<'_>) -> AnyView {
    let priorities =
        [("due_p0", "P0"), ("due_p1", "P1"), ("due_p2", "P2"), ("due_p3", "P3"), ("due_p4", "P4")];
    let due: Vec<_> =
        priorities.into_iter().map(|(name, label)| fields.days(name, label, false)).collect();
    view! {
        <fieldset>
            <legend>"Actions"</legend>
            <p class="hint">"Due so many days after they are added; blank is no date."</p>
            {due}
            {fields.days("verify_days", "Days from completion to “Did it work?”", false)}
        </fieldset>
    }
    .into_any()
}
