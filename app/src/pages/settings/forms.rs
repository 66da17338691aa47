//! What administrators set for everybody.

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_store::catalog::{Installation, SeverityName};

use crate::here::Here;
use crate::ui::{Conflicted, Field, Hidden, PostForm, SeverityBadge, Submit, Was, ZoneList};

pub fn installation(here: &Here, installation: &Installation) -> AnyView {
    let form = here.form("installation");
    let (name, zone) = (installation.name.clone(), installation.zone.name().to_owned());
    let version = form.version(installation.version);
    let both = view! { <Conflicted form=form.clone() action="/settings" back="/settings" /> };
    view! {
        <section id="installation">
            <h2>"Installation"</h2>
            <PostForm form=form.clone() action="/settings" class="narrow">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="name" value=name.clone() />
                <Was form=form.clone() field="zone" value=zone.clone() />
                <Field form=form.clone() name="name" label="Name" value=name required=true />
                <Field
                    form=form.clone()
                    name="zone"
                    label="Time zone"
                    value=zone
                    required=true
                    list="zones"
                    hint="Reports cut their periods in it. People who chose no zone of their own, and imports, read times in it."
                />
                <ZoneList />
                <Submit label="Save" class="primary" />
            </PostForm>
            {both}
        </section>
    }
    .into_any()
}

/// A severity keeps its rank; what it is called and means here is the installation's.
pub fn severity(here: &Here, one: &SeverityName) -> AnyView {
    let key = one.severity.key();
    let form = here.form_of("severity", "severity", key);
    let (severity, name, meaning) = (one.severity, one.name.clone(), one.meaning.clone());
    let (version, open) = (form.version(one.version), form.is_rejected());
    let action = format!("/settings/severities/{key}");
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=format!("/settings#{key}") /> };
    view! {
        <details class="edit" open=open id=key>
            <summary>
                <SeverityBadge severity=Some(severity) />" "
                <strong>{name.clone()}</strong>" "
                <span class="about">{meaning.clone()}</span>
            </summary>
            <PostForm form=form.clone() action=action.clone() class="narrow">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="name" value=name.clone() />
                <Was form=form.clone() field="meaning" value=meaning.clone() />
                <Field form=form.clone() name="name" label=format!("Name of {}", severity.label()) value=name required=true />
                <Field form=form.clone() name="meaning" label="Meaning" value=meaning hint="When is an incident of this severity? One sentence." />
                <Submit label="Save" />
            </PostForm>
            {both}
        </details>
    }
    .into_any()
}
