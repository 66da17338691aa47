//! The forms that add a factor: one that is known, or a new one.

use leptos::prelude::*;
use nofault_domain::factor::{Category, seen};
use nofault_domain::word::Word;
use nofault_store::factor::{self, Link, Listed};

use super::page::Found;
use crate::here::{Form, Here};
use crate::ui::{Check, Conflicted, Field, Hidden, PostForm, Select, Submit, TextArea, Was, words};

/// Known ones by their words, each to be added by a button.
pub(super) fn search(here: &Here, found: &Found) -> AnyView {
    let (page, typed) = (format!("{}/factors", found.incident.address()), here.query("q").trim());
    let none = (!typed.is_empty() && found.fitting.is_empty())
        .then(|| view! { <p class="hint">"No other known factor has these words."</p> });
    let list: Vec<_> = found.fitting.iter().map(|one| fitting(one, &page)).collect();
    view! {
        <section id="known">
            <h2>"Look for a known one"</h2>
            <form method="get" action=format!("{page}#known") class="filters" role="search" aria-label="Known factors">
                <label>
                    <span>"Words"</span>
                    <input type="search" name="q" value=typed.to_owned() />
                </label>
                <div class="buttons"><button class="button">"Look"</button></div>
            </form>
            {none}
            <ul class="short factors">{list}</ul>
        </section>
    }
    .into_any()
}

fn fitting(one: &Listed, page: &str) -> AnyView {
    let command = nofault_store::new_id().to_string();
    let label = format!("Add {}", one.number);
    view! {
        <li>
            <a href=factor::address(one.number)>{one.title.clone()}</a>
            <span class="about">{one.category.label()}" · "{seen(one.incidents)}</span>
            <form method="post" action=page.to_owned() class="inline">
                <input type="hidden" name="command" value=command />
                <input type="hidden" name="factor" value=one.number.to_string() />
                <button class="button">{label}</button>
            </form>
        </li>
    }
    .into_any()
}

pub(super) fn add(form: &Form, found: &Found) -> AnyView {
    let options: Vec<_> = found.known.iter().map(option).collect();
    let (form, address) = (form.clone(), found.incident.address());
    let trigger = form.is_rejected() && !form.value("trigger", "").is_empty();
    // A button that was pressed in a list says which one.
    let chosen = form.value("factor", "");
    let chosen = (!chosen.is_empty() && form.is_rejected())
        .then(|| view! { <p class="hint">"You chose "{chosen}"."</p> });
    view! {
        <section id="new">
            <h2>"Add a factor"</h2>
            <PostForm form=form.clone() action=format!("{address}/factors") class="narrow" draft=true>
                {chosen}
                <Field form=form.clone() name="title" label="What contributed" list="known-factors" required=true placeholder="No alert on queue depth" hint="Choose one that is known, or name a new one: a circumstance, never a person." />
                <Select form=form.clone() name="category" label="Category" none="Only a new one needs it" choices=words(Category::ALL) />
                <TextArea form=form.clone() name="about" label="What it is, for every incident" rows=3 hint="Of a new one. Markdown works." />
                <TextArea form=form name="note" label="How it contributed to this incident" rows=3 />
                <Check name="trigger" label="It set this incident off" checked=trigger />
                <p class="hint">{TRIGGER}</p>
                <Submit label="Add the factor" class="primary" />
            </PostForm>
            <datalist id="known-factors">{options}</datalist>
        </section>
    }
    .into_any()
}

fn option(one: &Listed) -> AnyView {
    let label = seen(one.incidents);
    view! { <option value=one.title.clone()>{label}</option> }.into_any()
}

/// What is meant by it.
const TRIGGER: &str = "Its trigger: what changed, so that it began then and not before. Mostly one of the factors; the others had to be so, too.";

/// Saying how a factor contributed and whether it was the trigger, and taking it away.
pub(super) fn change(here: &Here, found: &Found, link: &Link) -> AnyView {
    let number = link.number.to_string();
    let page = format!("{}/factors", found.incident.address());
    let (address, back) = (format!("{page}/{number}"), format!("{page}#{number}"));
    let note = here.form_of("factor-note", "factor", &number);
    let removal = here.form_of("factor-removal", "factor", &number);
    let (version, same) = (note.version(link.version), removal.version(link.version));
    let (open, same_open) = (note.is_rejected(), removal.is_rejected());
    let (text, stale) = (link.note.clone(), note.clone());
    let (edit, remove) = (format!("Change the note on {number}"), format!("Take {number} away"));
    view! {
        <div class="changes">
            {mark(here, found, link)}
            <details class="edit" open=open>
                <summary>{edit}</summary>
                <PostForm form=note.clone() action=address.clone() class="narrow" draft=true>
                    <Hidden name="version" value=version />
                    <Was form=note.clone() field="note" value=text.clone() />
                    <TextArea form=note.clone() name="note" label="How it contributed to this incident" value=text rows=3 />
                    <Submit label="Save" class="primary" />
                </PostForm>
                <Conflicted form=stale action=address.clone() back=back />
            </details>
            <details class="edit" open=same_open>
                <summary>{remove}</summary>
                <PostForm form=removal.clone() action=format!("{address}/removal") class="compact">
                    <Hidden name="version" value=same />
                    <p class="hint">"It then counts no more for this incident. Who took it away, and when, stays here; it can be put back."</p>
                    <Submit label="Take away" class="danger" />
                </PostForm>
            </details>
        </div>
    }
    .into_any()
}

/// One press says it, another takes it back.
fn mark(here: &Here, found: &Found, link: &Link) -> AnyView {
    let number = link.number.to_string();
    let form = here.form_of("factor-trigger", "factor", &number);
    let action = format!("{}/factors/{number}/trigger", found.incident.address());
    let version = form.version(link.version);
    let (label, wanted) = if link.trigger {
        (format!("Unmark {number} as the trigger"), "")
    } else {
        (format!("Mark {number} as the trigger"), "on")
    };
    view! {
        <PostForm form=form action=action class="compact">
            <Hidden name="version" value=version />
            <input type="hidden" name="trigger" value=wanted />
            <Submit label=label />
        </PostForm>
    }
    .into_any()
}

/// It did contribute, after all.
pub(super) fn put_back(here: &Here, found: &Found, link: &Link) -> AnyView {
    let number = link.number.to_string();
    let form = here.form_of("factor-return", "factor", &number);
    let action = format!("{}/factors/{number}/return", found.incident.address());
    let (version, label) = (link.version.to_string(), format!("Put {number} back"));
    view! {
        <PostForm form=form action=action class="compact">
            <Hidden name="version" value=version />
            <Submit label=label />
        </PostForm>
    }
    .into_any()
}
