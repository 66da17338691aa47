//! The actions of the incident on its postmortem, each as it stands at this moment.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::period::Day;
use nofault_domain::word::Word;
use nofault_store::action::Action;

use super::Whole;
use crate::here::Here;
use crate::pages::actions::due;
use crate::ui::{ActionBadge, DueDay, Time};

pub fn actions(here: &Here, whole: &Whole) -> AnyView {
    let rows: Vec<_> = whole.actions.iter().map(|one| row(here, one, whole.way.today)).collect();
    let add = here.may(Role::Responder).then(|| {
        let href = format!("{}/actions/new", whole.incident.address());
        view! { <p class="links"><a href=href>"Add an action"</a></p> }
    });
    let shown = if rows.is_empty() {
        view! { <p class="hint">"None yet."</p> }.into_any()
    } else {
        table(here, rows)
    };
    view! {
        <section id="actions">
            <h2>"Actions"</h2>
            {shown}
            {add}
        </section>
    }
    .into_any()
}

fn table(here: &Here, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="table" role="region" aria-label="Actions" tabindex="0">
            <table class="actions">
                <caption>"As of "<Time at=here.now /></caption>
                <thead>
                    <tr>
                        <th scope="col">"Number"</th>
                        <th scope="col">"Action"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(here: &Here, action: &Action, today: Day) -> AnyView {
    let number = action.number.to_string();
    let (id, href, title) = (number.clone(), action.address(), action.title.clone());
    let about: Vec<_> = [action.priority.map(Word::label), action.kind.map(Word::label)]
        .into_iter()
        .flatten()
        .collect();
    let about = (!about.is_empty()).then(|| about.join(" · "));
    let owner = action.owner.as_ref().map_or("Nobody", |(_, name)| name.as_str()).to_owned();
    let (note, ended) = match &action.closure {
        Some(closure) => (Some(closure.note.clone()), Some(Day::of(closure.at, &here.zone))),
        None => (None, None),
    };
    let note = note.filter(|note| !note.is_empty());
    view! {
        <tr id=id>
            <td class="number">{number}</td>
            <th scope="row">
                <a href=href>{title}</a>
                {about.map(|about| view! { <span class="about">{about}</span> })}
                {note.map(|note| view! { <span class="about">{note}</span> })}
            </th>
            <td>{owner}</td>
            <td>{due(action.due, !action.state.is_ended(), today)}</td>
            <td>
                <ActionBadge state=action.state />
                {ended.map(|day| view! { <span class="about"><DueDay day=day /></span> })}
            </td>
        </tr>
    }
    .into_any()
}
