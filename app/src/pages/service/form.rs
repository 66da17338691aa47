//! What is said of a service, to be changed.

use leptos::prelude::*;
use nofault_domain::service::Tier;
use nofault_domain::word::Word;
use nofault_store::catalog::{Service, Team};

use crate::here::Form;
use crate::ui::{
    Check, Choice, Conflicted, Field, Hidden, PostForm, Select, Submit, TextArea, Was,
};

/// What the fields begin with.
#[derive(Clone, Default)]
pub struct Begins {
    name: String,
    team: String,
    tier: String,
    provider: bool,
    needs: String,
    about: String,
}

pub fn fields(form: &Form, begins: Begins, teams: &[Team]) -> AnyView {
    let Begins { name, team, tier, provider, needs, about } = begins;
    let provider =
        if form.is_rejected() { !form.value("provider", "").is_empty() } else { provider };
    let team_choice =
        |team: &Team| Choice { value: team.id.to_string(), label: team.name.clone(), group: None };
    let teams: Vec<_> = teams.iter().map(team_choice).collect();
    let tier_choice = |tier: &Tier| Choice {
        value: tier.key().to_owned(),
        label: format!("{} – {}", tier.label(), tier.meaning()),
        group: None,
    };
    let tiers: Vec<_> = Tier::ALL.iter().map(tier_choice).collect();
    view! {
        <Field form=form.clone() name="name" label="Name" value=name required=true placeholder="Checkout" />
        <Select form=form.clone() name="team" label="Owned by" none="No team" value=team choices=teams />
        <Select form=form.clone() name="tier" label="How much hangs on it" none="Not set" value=tier choices=tiers />
        <Check name="provider" label="Somebody else runs it, such as a provider" checked=provider />
        <Field form=form.clone() name="needs" label="Needs these services" value=needs list="services" hint="Separated by commas. A new name makes a new service." />
        <TextArea form=form.clone() name="about" label="About" value=about rows=3 hint="What it does, where its runbook is. Markdown works." />
    }
    .into_any()
}

pub(super) fn edit(given: &Form, service: &Service, needs: &[&Service], teams: &[Team]) -> AnyView {
    let needs = needs.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    let begins = Begins {
        name: service.name.clone(),
        team: service.team.map(|team| team.to_string()).unwrap_or_default(),
        tier: service.tier.map(|tier| tier.key().to_owned()).unwrap_or_default(),
        provider: service.provider,
        needs,
        about: service.about.clone(),
    };
    let (action, form) = (service.address(), given.clone());
    let (version, open) = (form.version(service.version), form.is_rejected());
    let (was, fields) = (were(given, begins.clone()), fields(given, begins, teams));
    view! {
        <details class="edit" id="edit" open=open>
            <summary>{format!("Edit {}", service.name)}</summary>
            <PostForm form=form.clone() action=action.clone() class="narrow" draft=true>
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

/// What each field was opened with.
fn were(form: &Form, begins: Begins) -> AnyView {
    let Begins { name, team, tier, provider, needs, about } = begins;
    let provider = if provider { "on" } else { "" };
    view! {
        <Was form=form.clone() field="name" value=name />
        <Was form=form.clone() field="team" value=team />
        <Was form=form.clone() field="tier" value=tier />
        <Was form=form.clone() field="provider" value=provider />
        <Was form=form.clone() field="needs" value=needs />
        <Was form=form.clone() field="about" value=about />
    }
    .into_any()
}
