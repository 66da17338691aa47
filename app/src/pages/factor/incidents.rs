//! Where a factor stood, and where the actions stand that answer it.

use leptos::prelude::*;
use nofault_domain::factor::in_incidents;
use nofault_domain::incident::Kind;
use nofault_store::factor::{Answer, Stood};
use nofault_store::incident;

use super::{Found, MOST};
use crate::pages::actions::due;
use crate::pages::incident::answers_of;
use crate::pages::incidents::brief;
use crate::ui::ActionBadge;

pub fn section(found: &Found) -> AnyView {
    if found.incidents.is_empty() {
        return view! {
            <section id="incidents"><h2>"Incidents"</h2><p class="hint">"It stands in no incident."</p></section>
        }
        .into_any();
    }
    let list: Vec<_> =
        found.incidents.iter().map(|one| stood(one, &found.answers, found)).collect();
    view! {
        <section id="incidents">
            <h2>"Incidents"</h2>
            {count(found)}
            <ul class="short factors">{list}</ul>
        </section>
    }
    .into_any()
}

/// How many count, and what is left out.
fn count(found: &Found) -> AnyView {
    let counts = |Stood { incident: one, .. }: &&Stood| {
        let nothing = one.status.came_to_nothing();
        one.kind != Kind::Drill && !nothing && (found.private || !one.private)
    };
    let counted = found.incidents.iter().filter(counts).count();
    let least = if found.incidents.len() >= MOST as usize { "at least " } else { "" };
    let text = format!("Seen {least}{}.", in_incidents(i64::try_from(counted).unwrap_or(i64::MAX)));
    let hidden = found.incidents.iter().any(|one| one.incident.private);
    let address = found.factor.address();
    let private = hidden.then(|| match found.private {
        true => view! {
            " Private ones that you may see are counted. "<a href=address>"Leave them out"</a>
        }
        .into_any(),
        false => view! {
            " Private ones that you may see are listed, and not counted. "
            <a href=format!("{address}?private=1")>"Count them"</a>
        }
        .into_any(),
    });
    view! { <p>{text}{private}</p> }.into_any()
}

fn stood(one: &Stood, answers: &[Answer], found: &Found) -> AnyView {
    let of_it: Vec<_> =
        answers.iter().filter(|answer| answer.incident == Some(one.incident.number)).collect();
    let note =
        (!one.note.is_empty()).then(|| view! { <span class="words">{one.note.clone()}</span> });
    let actions = (!of_it.is_empty()).then(|| {
        view! { <span class="about answers">"Actions: "{answers_of(&of_it, Some(found.today))}</span> }
    });
    let trigger = one.trigger.then(|| view! { <span class="about">"Its trigger"</span> });
    view! {
        <li>
            {brief(&one.incident)}
            {trigger}
            {note}
            {actions}
        </li>
    }
    .into_any()
}

/// Every action that answers it.
pub fn answers(found: &Found) -> AnyView {
    let one = |answer: &Answer| {
        let (href, text) =
            (format!("/actions/{}", answer.action), format!("{} {}", answer.action, answer.title));
        let of = answer.incident.map(|number| {
            view! { " · "<a href=incident::address(number)>{number.to_string()}</a> }
        });
        let day = answer.due.map(|_| {
            view! { " · due "{due(answer.due, answer.state.is_open(), found.today)} }
        });
        view! {
            <li>
                <a href=href>{text}</a>
                <span class="about"><ActionBadge state=answer.state />{of}{day}</span>
            </li>
        }
    };
    let list: Vec<_> = found.answers.iter().map(one).collect();
    let none = list.is_empty().then(|| {
        view! { <p class="hint">"No action answers it. On the page of an action one says which factor it answers."</p> }
    });
    view! {
        <section id="answers">
            <h2>"Actions that answer it"</h2>
            {none}
            <ul class="short">{list}</ul>
        </section>
    }
    .into_any()
}
