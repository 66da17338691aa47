//! What contributed to an incident, where it stood before, and what was done about it since.

mod back;
mod form;
mod list;
mod page;

pub use back::came_back;
pub use page::FactorsPage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::action::ActionState;
use nofault_domain::number::FactorNumber;
use nofault_domain::period::Day;
use nofault_domain::word::Word;
use nofault_store::factor::{self, Answer, Before, Link};
use nofault_store::incident::{self, Incident};
use nofault_store::{Db, Failure, catalog};

use crate::here::Here;

/// The factors of an incident with their past. What is private stands in none of it but the
/// incident's own.
#[derive(Debug, Clone, Default)]
pub struct Factors {
    /// Without those that were taken away.
    pub standing: Vec<Link>,
    before: Vec<Before>,
    answers: Vec<Answer>,
    today: Option<Day>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Factors, Failure> {
    let mut standing = factor::links(db, here.viewer(), incident.id).await?;
    standing.retain(|link| link.removed.is_none());
    if standing.is_empty() {
        return Ok(Factors::default());
    }
    Ok(Factors {
        standing,
        before: factor::before(db, incident.id).await?,
        answers: factor::of_factors(db, incident.id).await?,
        today: Some(Day::of(here.now, &catalog::installation(db).await?.zone)),
    })
}

/// On the incident's page and on that of its postmortem.
pub fn section(here: &Here, incident: &Incident, factors: &Factors) -> AnyView {
    let responder = here.may(Role::Responder);
    if factors.standing.is_empty() && !responder {
        return view! { <section id="factors" data-live></section> }.into_any();
    }
    let shown: Vec<_> = factors.standing.iter().map(|link| one(link, factors)).collect();
    let none = shown.is_empty().then(|| view! { <p class="hint">"None named yet."</p> });
    let word = if shown.is_empty() { "Name what contributed" } else { "Add or change factors" };
    let address = format!("{}/factors", incident.address());
    view! {
        <section id="factors" data-live>
            <h2>"Contributing factors"</h2>
            {none}
            <ul class="short factors">{shown}</ul>
            {responder.then(|| view! { <p><a href=address>{word}</a></p> })}
        </section>
    }
    .into_any()
}

/// As [`section`], within one that has its heading.
pub fn recorded(here: &Here, incident: &Incident, factors: &Factors) -> AnyView {
    let shown: Vec<_> = factors.standing.iter().map(|link| one(link, factors)).collect();
    let word = if shown.is_empty() { "Name what contributed" } else { "Add or change factors" };
    let address = format!("{}/factors", incident.address());
    let list = (!shown.is_empty()).then(|| view! { <ul class="short factors">{shown}</ul> });
    let link = here.may(Role::Responder);
    view! {
        <div id="factors" class="recorded">
            {list}
            {link.then(|| view! { <p class="links"><a href=address>{word}</a></p> })}
        </div>
    }
    .into_any()
}

fn one(link: &Link, factors: &Factors) -> AnyView {
    let note =
        (!link.note.is_empty()).then(|| view! { <span class="words">{link.note.clone()}</span> });
    view! {
        <li>
            <a href=factor::address(link.number)>{link.title.clone()}</a>
            <span class="about">{link.category.label()}{trigger(link.trigger)}{also(link, factors)}</span>
            {note}
            {answered(link, factors)}
        </li>
    }
    .into_any()
}

/// What set the incident off is told apart from what else had to be so.
pub(super) fn trigger(is: bool) -> Option<&'static str> {
    is.then_some(" · trigger")
}

/// "also in INC-3, INC-9 (2 earlier)".
pub(super) fn also(link: &Link, factors: &Factors) -> AnyView {
    let before = || factors.before.iter().filter(|one| one.factor == link.number);
    if link.earlier == 0 || before().next().is_none() {
        return ().into_any();
    }
    let one = |(place, before): (usize, &Before)| {
        let (href, number) = (incident::address(before.incident), before.incident.to_string());
        let title = before.title.clone();
        view! { {(place > 0).then_some(", ")}<a href=href title=title>{number}</a> }
    };
    let list: Vec<_> = before().enumerate().map(one).collect();
    let earlier = format!(" ({} earlier)", link.earlier);
    view! { " · also in "{list}{earlier} }.into_any()
}

/// Every action that answers the factor, here or before.
pub(super) fn answered(link: &Link, factors: &Factors) -> AnyView {
    let of_it: Vec<_> = of(link.number, factors).collect();
    (!of_it.is_empty())
        .then(|| {
            view! { <span class="about answers">"Actions: "{listed(&of_it, factors.today)}</span> }
        })
        .into_any()
}

fn of(number: FactorNumber, factors: &Factors) -> impl Iterator<Item = &Answer> {
    factors.answers.iter().filter(move |answer| answer.factor == number)
}

/// "A-3 done, A-5 open, overdue by 12 days".
pub(in crate::pages) fn listed(answers: &[&Answer], today: Option<Day>) -> AnyView {
    let one = |(place, answer): (usize, &&Answer)| {
        let (href, title) = (format!("/actions/{}", answer.action), answer.title.clone());
        let text = format!("{}{}", state(answer.state), late(answer, today));
        view! {
            {(place > 0).then_some(", ")}
            <a href=href title=title>{answer.action.to_string()}</a>
            " "{text}
        }
    };
    answers.iter().enumerate().map(one).collect_view().into_any()
}

fn state(state: ActionState) -> String {
    state.label().to_lowercase()
}

fn late(answer: &Answer, today: Option<Day>) -> String {
    let (Some(due), Some(today), true) = (answer.due, today, answer.state.is_open()) else {
        return String::new();
    };
    match today.since(due) {
        1 => ", overdue by 1 day".to_owned(),
        days if days > 1 => format!(", overdue by {days} days"),
        _ => format!(", due {due}"),
    }
}
