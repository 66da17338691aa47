//! What administrators set for everybody.

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_store::catalog::{Installation, SeverityName};

use crate::here::Here;
use crate::ui::{Field, Hidden, Newer, PostForm, SeverityBadge, Submit, ZoneList};

pub fn installation(here: &Here, installation: &Installation) -> AnyView {
    let form = here.form("installation");
    let (name, zone) = (installation.name.clone(), installation.zone.name().to_owned());
    let version = form.version(installation.version);
    let saved = vec![("Name", name.clone()), ("Time zone", zone.clone())];
    view! {
        <section id="installation">
            <h2>"Installation"</h2>
            <PostForm form=form.clone() action="/settings" class="narrow">
                <Newer form=form.clone() saved=saved />
                <Hidden name="version" value=version />
                <Field form=form.clone() name="name" label="Name" value=name required=true />
                <Field
                    form=form
                    name="zone"
                    label="Time zone"
                    value=zone
                    required=true
                    list="zones"
                    hint="Reports cut their months, quarters and years in it. People who chose no zone of their own, and imports, read times in it."
                />
                <ZoneList />
                <Submit label="Save" class="primary" />
            </PostForm>
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
    let saved = vec![("Name", name.clone()), ("Meaning", meaning.clone())];
    view! {
        <details class="edit" open=open id=key>
            <summary>
                <SeverityBadge severity=Some(severity) />" "
                <strong>{name.clone()}</strong>" "
                <span class="about">{meaning.clone()}</span>
            </summary>
            <PostForm form=form.clone() action=format!("/settings/severities/{key}") class="narrow">
                <Newer form=form.clone() saved=saved />
                <Hidden name="version" value=version />
                <Field form=form.clone() name="name" label=format!("Name of {}", severity.label()) value=name required=true />
                <Field form=form name="meaning" label="Meaning" value=meaning hint="When is an incident of this severity? One sentence." />
                <Submit label="Save" />
            </PostForm>
        </details>
    }
    .into_any()
}
