//! The factors of an incident as they stand, and those that were taken away.

use leptos::prelude::*;
use nofault_domain::word::Word;
use nofault_store::factor::{self, Link};

use super::page::Found;
use super::{also, answered, form, trigger};
use crate::here::{Form, Here};
use crate::ui::Time;

pub(super) fn standing(here: &Here, found: &Found, writer: bool) -> AnyView {
    let one = |link: &Link| {
        let (number, by) = (link.number.to_string(), who(link.by.clone()));
        let note =
            (!link.note.is_empty()).then(|| view! { <p class="words">{link.note.clone()}</p> });
        let rejected = ["factor-note", "factor-trigger", "factor-removal"]
            .into_iter()
            .any(|name| here.form_of(name, "factor", &number).is_rejected());
        view! {
            <li id=number.clone()>
                <h2><a href=factor::address(link.number)>{link.title.clone()}</a></h2>
                <p class="about">
                    {number.clone()}" · "{link.category.label()}{trigger(link.trigger)}{also(link, &found.factors)}
                    " · added by "{by}", "<Time at=link.at />
                </p>
                {note}
                {answered(link, &found.factors)}
                {(writer || rejected).then(|| form::change(here, found, link))}
            </li>
        }
    };
    let list: Vec<_> = found.factors.standing.iter().map(one).collect();
    view! { <ol class="factor-list">{list}</ol> }.into_any()
}

pub(super) fn removed(here: &Here, found: &Found, writer: bool) -> AnyView {
    let one = |link: &Link| {
        let (at, by) = link.removed.clone()?;
        let (number, title) = (link.number.to_string(), link.title.clone());
        Some(view! {
            <li id=number.clone()>
                <a href=factor::address(link.number)>{title}</a>
                <span class="about">"Taken away by "{who(by)}", "<Time at=at /></span>
                {in_vain(here, &number)}
                {writer.then(|| form::put_back(here, found, link))}
            </li>
        })
    };
    let list: Vec<_> = found.links.iter().filter_map(one).collect();
    (!list.is_empty())
        .then(|| {
            view! {
                <section id="removed">
                    <h2>"Taken away"</h2>
                    <ul class="short factors">{list}</ul>
                </section>
            }
        })
        .into_any()
}

/// What somebody typed who did not know that it was taken away.
fn in_vain(here: &Here, number: &str) -> AnyView {
    let of = |name| here.form_of(name, "factor", number);
    let note = of("factor-note");
    let typed = note.value("note", "");
    let all = [&note, &of("factor-trigger"), &of("factor-removal")].map(Form::summary);
    let said = all.into_iter().flatten().map(|summary| {
        view! { <p class="error summary" role="alert">{summary}</p> }
    });
    view! {
        {said.collect_view()}
        {(!typed.is_empty()).then(|| view! { <p>"You had written: “"{typed}"”."</p> })}
    }
    .into_any()
}

fn who(by: Option<String>) -> String {
    by.unwrap_or_else(|| "the operator".to_owned())
}
