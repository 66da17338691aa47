//! A list of reviews.

use leptos::prelude::*;
use nofault_domain::period::Day;
use nofault_store::incident::address;
use nofault_store::postmortem::{Listed, Paper};

use crate::pages::actions::due;
use crate::ui::{SeverityBadge, Table, Time};

/// Nothing where there is none.
pub fn table(id: &'static str, title: &'static str, list: Vec<Listed>, today: Day) -> AnyView {
    if list.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = list.into_iter().map(|one| row(one, today)).collect();
    view! {
        <section id=id>
            <h2>{title}</h2>
            <Table
                label=title
                heads=["Number", "Incident", "Severity", "Review", "Owner", "Due", "State"]
            >
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn row(one: Listed, today: Day) -> AnyView {
    let href = format!("{}/postmortem", address(one.number));
    // A reason that somebody gave may be long: it stands on the postmortem’s page.
    let level = match one.review.chosen() {
        Some(level) => format!("{}: chosen", level.word()),
        None => one.review.assessed.words(),
    };
    let published = one.paper.as_ref().is_some_and(|paper| paper.published.is_some());
    let owner = match &one.paper {
        Some(paper) => paper.owner.clone().unwrap_or_else(|| "Nobody".to_owned()),
        None => String::new(),
    };
    let when = (!published).then(|| due(one.due.map(|due| due.day), true, today));
    let private = one.private.then(|| view! { <span class="private">"Private"</span>" " });
    view! {
        <tr>
            <td class="number">{one.number.to_string()}</td>
            <th scope="row">{private}<a href=href>{one.title}</a></th>
            <td><SeverityBadge severity=one.review.facts.severity /></td>
            <td>{level}</td>
            <td>{owner}</td>
            <td>{when}</td>
            <td>{state(one.paper.as_ref())}</td>
        </tr>
    }
    .into_any()
}

fn state(paper: Option<&Paper>) -> AnyView {
    let Some(paper) = paper else { return "Not begun".into_any() };
    match (paper.in_review, paper.published) {
        (Some(at), _) => view! { "In review since "<Time at=at /> }.into_any(),
        (None, Some((at, _))) => view! { "Published "<Time at=at /> }.into_any(),
        (None, None) => "Draft".into_any(),
    }
}
