//! The forms of an impact: adding, correcting, ending, removing.

use leptos::prelude::*;
use nofault_domain::moment::Moment;
use nofault_store::impact::Impact;
use nofault_store::incident::Incident;

use super::super::details::service_hint;
use crate::here::{Form, Here};
use crate::ui::{Conflicted, Field, Hidden, PostForm, Submit};

/// What a form of it begins with.
struct Begins {
    service: String,
    fraction: String,
    from: String,
    to: String,
    words: String,
}

pub(super) fn add(here: &Here, form: Form, incident: &Incident) -> AnyView {
    let none = String::new;
    let begins =
        Begins { service: none(), fraction: none(), from: none(), to: none(), words: none() };
    let action = format!("{}/impacts", incident.address());
    let fields =
        fields(here, &form, incident, begins, "Blank is now. Both at once work too: 13:50-14:20.");
    view! {
        <section id="new">
            <h2>"Add an impact"</h2>
            <PostForm form=form.clone() action=action class="narrow" draft=true>
                {fields}
                <Submit label="Add the impact" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}

fn fields(here: &Here, form: &Form, incident: &Incident, begins: Begins, hint: &str) -> AnyView {
    let named = service_hint(incident);
    let zone = form.value("zone", here.zone.name());
    let hint = format!("{hint} Read in {zone}.").trim_start().to_owned();
    let Begins { service, fraction, from, to, words } = begins;
    view! {
        <Hidden name="zone" value=zone />
        <Field form=form.clone() name="service" label="Service" value=service list="services" required=true hint=named />
        <Field form=form.clone() name="fraction" label="How much of it" value=fraction placeholder="30%, 1/3" hint="Blank where it is not known." />
        <Field form=form.clone() name="from" label="From" value=from placeholder="13:50, 20 min ago" hint=hint />
        <Field form=form.clone() name="to" label="To" value=to placeholder="14:20" hint="Blank while it goes on." />
        <Field form=form.clone() name="words" label="In words" value=words placeholder="Answered 500 for cards" />
    }
    .into_any()
}

fn state(here: &Here, name: &'static str, impact: &Impact) -> Form {
    here.form_of(name, "impact", &impact.number.to_string())
}

pub(super) fn is_rejected(here: &Here, impact: &Impact) -> bool {
    ["impact", "impact-end", "impact-removal"]
        .into_iter()
        .any(|name| state(here, name, impact).is_rejected())
}

pub(super) fn change(here: &Here, incident: &Incident, impact: &Impact) -> AnyView {
    let address = format!("{}/impacts/{}", incident.address(), impact.number);
    let back = format!("{}/impacts#impact-{}", incident.address(), impact.number);
    // Who says when it ended is shown both where somebody else said so before.
    let ending =
        impact.said.span.to.is_none() || state(here, "impact-end", impact).stale().is_some();
    view! {
        <div class="changes">
            {ending.then(|| end(here, impact, &address, back.clone()))}
            {edit(here, incident, impact, &address, back)}
            {remove(here, impact, &address)}
        </div>
    }
    .into_any()
}

fn end(here: &Here, impact: &Impact, address: &str, back: String) -> AnyView {
    let form = state(here, "impact-end", impact);
    let zone = form.value("zone", here.zone.name());
    let (open, hint) = (form.is_rejected(), format!("Blank is now; read in {zone}."));
    let summary = format!("End impact {}", impact.number);
    let (version, action) = (form.version(impact.version), format!("{address}/end"));
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=back /> };
    view! {
        <details class="edit" open=open>
            <summary>{summary}</summary>
            <PostForm form=form.clone() action=action.clone() class="compact">
                <Hidden name="version" value=version />
                <Hidden name="zone" value=zone />
                <Field form=form.clone() name="at" label="When did it end?" placeholder="now" hint=hint />
                <Submit label="It ended" class="primary" />
            </PostForm>
            {both}
        </details>
    }
    .into_any()
}

fn edit(here: &Here, incident: &Incident, impact: &Impact, address: &str, back: String) -> AnyView {
    let form = state(here, "impact", impact);
    let said = &impact.said;
    let typed = |moment: &Moment| moment.typed_in(&here.zone);
    let begins = Begins {
        service: said.service_name.clone(),
        fraction: said.fraction.map(|fraction| fraction.edit_text()).unwrap_or_default(),
        from: typed(&said.span.from),
        to: said.span.to.as_ref().map(typed).unwrap_or_default(),
        words: said.words.clone(),
    };
    let (version, open) = (form.version(impact.version), form.is_rejected());
    let fields = fields(here, &form, incident, begins, "");
    view! {
        <details class="edit" open=open>
            <summary>{format!("Edit impact {}", impact.number)}</summary>
            <PostForm form=form.clone() action=address class="narrow" draft=true>
                <Hidden name="version" value=version />
                {fields}
                <Submit label="Save" class="primary" />
            </PostForm>
            <Conflicted form=form action=address back=back />
        </details>
    }
    .into_any()
}

fn remove(here: &Here, impact: &Impact, address: &str) -> AnyView {
    let form = state(here, "impact-removal", impact);
    let (version, open) = (form.version(impact.version), form.is_rejected());
    view! {
        <details class="edit" open=open>
            <summary>{format!("Remove impact {}", impact.number)}</summary>
            <PostForm form=form.clone() action=format!("{address}/removal") class="compact">
                <Hidden name="version" value=version />
                <p class="hint">"It then counts no more. That it was removed, when and by whom, stays here."</p>
                <Submit label="Remove" class="danger" />
            </PostForm>
        </details>
    }
    .into_any()
}

/// What somebody typed who did not know that it was removed.
pub(super) fn typed_in_vain(here: &Here, impact: &Impact) -> AnyView {
    let form = state(here, "impact", impact);
    if !form.is_rejected() {
        return ().into_any();
    }
    let row = |(label, name): (&'static str, &str)| {
        let typed = form.value(name, "");
        (!typed.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{typed}</dd></div> })
    };
    let rows = [
        ("Service", "service"),
        ("How much of it", "fraction"),
        ("From", "from"),
        ("To", "to"),
        ("In words", "words"),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(row).collect();
    view! {
        {form.summary().map(|summary| view! { <p class="error summary" role="alert">{summary}</p> })}
        <p>"What you typed:"</p>
        <dl class="pairs">{rows}</dl>
    }
    .into_any()
}
