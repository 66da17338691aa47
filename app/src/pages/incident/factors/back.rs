//! What came back: factors of earlier incidents, and where the actions stand that were to
//! answer them. A list with state, not a rate.

use leptos::prelude::*;
use nofault_domain::factor::ordinal;
use nofault_domain::number::IncidentNumber;
use nofault_store::factor::{self, Answer, Link};
use nofault_store::incident;

use super::{Factors, listed, of};

/// Nothing where nothing came back.
pub fn came_back(number: IncidentNumber, factors: &Factors) -> AnyView {
    let list: Vec<_> = factors
        .standing
        .iter()
        .filter(|link| link.earlier > 0)
        .map(|link| one(number, link, factors))
        .collect();
    (!list.is_empty())
        .then(|| {
            view! {
                <section id="came-back" class="came-back">
                    <h2>"Came back"</h2>
                    <ul>{list}</ul>
                </section>
            }
        })
        .into_any()
}

fn one(number: IncidentNumber, link: &Link, factors: &Factors) -> AnyView {
    let time = format!(", the {} time", ordinal(link.earlier.saturating_add(1)));
    let before = |answer: &&Answer| answer.incident != Some(number);
    let mut groups: Vec<(Option<IncidentNumber>, Vec<&Answer>)> = Vec::new();
    for answer in of(link.number, factors).filter(before) {
        match groups.iter_mut().find(|(incident, _)| *incident == answer.incident) {
            Some((_, group)) => group.push(answer),
            None => groups.push((answer.incident, vec![answer])),
        }
    }
    let group = |(incident, answers): (Option<IncidentNumber>, Vec<&Answer>)| {
        let whose = match incident {
            Some(incident) => {
                let href = incident::address(incident);
                view! { <a href=href>{incident.to_string()}</a>"’s actions: " }.into_any()
            }
            None => "Actions: ".into_any(),
        };
        view! { "; "{whose}{listed(&answers, factors.today)} }
    };
    let nothing = groups.is_empty().then_some("; no earlier action answers it");
    let groups: Vec<_> = groups.into_iter().map(group).collect();
    view! {
        <li>
            <a href=factor::address(link.number)>{link.title.clone()}</a>
            {time}{groups}{nothing}"."
        </li>
    }
    .into_any()
}
