//! The page of the list.

use std::collections::HashSet;

use leptos::prelude::*;
use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::action::OwnerId;
use nofault_domain::period::Day;
use nofault_domain::word::Word;
use nofault_store::action::{self, Action, Which};
use nofault_store::catalog::{self, Team};
use nofault_store::people::{self, Person};
use nofault_store::{Failure, report};

use super::filter::Whose;
use super::{ActionsQuery, Standing};
use crate::here::Here;
use crate::load::load;
use crate::ui::{ActionBadge, Choice, DueDay, Empty, Page, Pick, Time, words};

/// More rows than these are not shown at once.
const MOST: usize = 500;

struct Found {
    query: ActionsQuery,
    mine: Vec<Action>,
    others: Vec<Action>,
    today: Day,
    owners: Vec<Choice>,
    services: Vec<Choice>,
}

async fn find(here: Here) -> Result<Found, Failure> {
    let query = ActionsQuery::of(&here)?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let viewer = here.viewer();
    let which = if query.state == Standing::Ended { Which::Ended } else { Which::Open };
    let today = Day::of(here.now, &catalog::installation(&mut db).await?.zone);
    let mut actions = action::list(&mut db, viewer, which).await?;
    if query.state == Standing::Overdue {
        actions.retain(|action| action.due.is_some_and(|due| due < today));
    }
    let services = catalog::services(&mut db).await?;
    if let Some(service) = &query.service {
        let wanted = service.to_lowercase();
        let facts = report::actions(&mut db, viewer, true).await?.into_iter();
        let of: HashSet<_> = facts
            .filter(|fact| fact.services.iter().any(|name| name.to_lowercase() == wanted))
            .map(|fact| fact.number)
            .collect();
        actions.retain(|action| of.contains(&action.number));
    }
    let teams = match viewer.person() {
        Some(person) => catalog::teams_of(&mut db, person).await?,
        None => Vec::new(),
    };
    let is_mine = |owner: OwnerId| match owner {
        OwnerId::Person(person) => viewer.person() == Some(person),
        OwnerId::Team(team) => teams.contains(&team),
    };
    let owner_of = |action: &Action| action.owner.as_ref().map(|(owner, _)| *owner);
    match query.owner {
        None => {}
        Some(Whose::Mine) => actions.retain(|action| owner_of(action).is_some_and(is_mine)),
        Some(Whose::Of(owner)) => actions.retain(|action| owner_of(action) == Some(owner)),
    }
    let (mine, others) =
        actions.into_iter().partition(|action| owner_of(action).is_some_and(is_mine));
    let (people, all) = (people::people(&mut db, viewer).await?, catalog::teams(&mut db).await?);
    let services = services.into_iter().map(|one| choice(&one.name, &one.name, None)).collect();
    Ok(Found { query, mine, others, today, owners: owners(&people, &all, None), services })
}

#[component]
pub fn ActionsPage() -> AnyView {
    load(find(Here::now()), |here, found| {
        let responder = here.may(Role::Responder);
        let add = responder.then(|| {
            view! { <a class="button" href="/actions/new">"Add an action"</a> }.into_any()
        });
        view! { <Page title="Actions" nostrip:aside=add>{shown(&here, found, responder)}</Page> }
    })
    .into_any()
}

fn shown(here: &Here, found: Found, responder: bool) -> AnyView {
    let none = found.mine.is_empty() && found.others.is_empty();
    let filtered = found.query.is_filtered();
    let title = match found.query.state {
        Standing::Open => "Open actions",
        Standing::Overdue => "Overdue actions",
        Standing::Ended => "Ended actions, the last 200",
    };
    let signed_in = matches!(here.viewer(), Viewer::Person { .. });
    let filters = filters(&found);
    let (mine, others, today) = (found.mine, found.others, found.today);
    let only_mine = found.query.owner == Some(Whose::Mine);
    view! {
        {filters}
        {(none && filtered).then(|| view! {
            <Empty title="Nothing matches"><p><a href="/actions">"Show all open actions"</a></p></Empty>
        })}
        {(none && !filtered).then(|| view! {
            <Empty title="No open actions">
                <p>"An action is something that a review found worth doing: prevent, detect, mitigate."</p>
                {responder.then(|| view! { <p>"Add one at its incident, or "<a href="/actions/new">"by itself"</a>"."</p> })}
            </Empty>
        })}
        {(!none && signed_in).then(|| table("mine", format!("{title}: mine and my teams’"), mine, today))}
        {(!none && !only_mine).then(|| table("others", format!("{title}: everybody else’s"), others, today))}
    }
    .into_any()
}

fn table(id: &'static str, caption: String, actions: Vec<Action>, today: Day) -> AnyView {
    let all = actions.len();
    let rows: Vec<_> = actions.into_iter().take(MOST).map(|action| row(action, today)).collect();
    if rows.is_empty() {
        return view! { <section id=id><h2>{caption}</h2><p class="hint">"None."</p></section> }
            .into_any();
    }
    view! {
        <section id=id>
            <h2>{caption.clone()}</h2>
            {(all > MOST).then(|| view! { <p class="hint">{format!("The first {MOST} of {all}: filter for the others.")}</p> })}
            <div class="table" role="region" aria-label=caption.clone() tabindex="0">
                <table class="actions">
                    <thead>
                        <tr>
                            <th scope="col">"Number"</th>
                            <th scope="col">"Action"</th>
                            <th scope="col">"Incident"</th>
                            <th scope="col">"Owner"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col">"Priority"</th>
                            <th scope="col">"State"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(action: Action, today: Day) -> AnyView {
    let (address, number) = (action.address(), action.number.to_string());
    let incident = action.incident.map(|(_, number, title)| {
        let href = format!("/incidents/{number}");
        view! { <a href=href title=title>{number.to_string()}</a> }
    });
    let owner = action.owner.map_or_else(|| "Nobody".to_owned(), |(_, name)| name);
    let ended = action
        .closure
        .map(|closure| view! { <span class="about">" "<Time at=closure.at /></span> });
    view! {
        <tr id=number.clone()>
            <td class="number">{number.clone()}</td>
            <th scope="row"><a href=address>{action.title}</a></th>
            <td>{incident}</td>
            <td>{owner}</td>
            <td>{due(action.due, !action.state.is_ended(), today)}</td>
            <td>{action.priority.map(Word::label)}</td>
            <td><ActionBadge state=action.state />{ended}</td>
        </tr>
    }
    .into_any()
}

/// The day; overdue said in words.
pub fn due(due: Option<Day>, open: bool, today: Day) -> AnyView {
    let Some(due) = due else { return ().into_any() };
    let late = (open && due < today).then(|| {
        let text = match today.since(due) {
            1 => "overdue by 1 day".to_owned(),
            days => format!("overdue by {days} days"),
        };
        view! { <span class="overdue">" "{text}</span> }
    });
    view! { <span class="due"><DueDay day=due />{late}</span> }.into_any()
}

fn filters(found: &Found) -> AnyView {
    let mut whose = vec![choice("mine", "Mine and my teams’", None)];
    whose.extend(found.owners.clone());
    let (owner, state) = (found.query.owner_value(), found.query.state.key());
    let service = found.query.service.clone().unwrap_or_default();
    let services = found.services.clone();
    let clear = found
        .query
        .is_filtered()
        .then(|| view! { <a class="button quiet" href="/actions">"Clear"</a> });
    view! {
        <form method="get" action="/actions" class="filters" role="search" aria-label="Filter">
            <Pick name="owner" label="Owner" none="Anybody" value=owner choices=whose />
            <Pick name="state" label="State" value=state choices=words(Standing::ALL) />
            <Pick name="service" label="Service" none="Any service" value=service choices=services />
            <div class="buttons"><button class="button">"Filter"</button>{clear}</div>
        </form>
    }
    .into_any()
}

fn choice(value: &str, label: &str, group: Option<&'static str>) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), group }
}

/// People and teams to choose from; whoever left is among them only as the present owner.
pub fn owners(people: &[Person], teams: &[Team], present: Option<OwnerId>) -> Vec<Choice> {
    let is_here = |person: &&Person| {
        person.account.as_ref().is_none_or(|account| account.active)
            || present == Some(OwnerId::Person(person.id))
    };
    let person =
        |one: &Person| choice(&OwnerId::Person(one.id).to_string(), &one.name, Some("People"));
    let team = |one: &Team| choice(&OwnerId::Team(one.id).to_string(), &one.name, Some("Teams"));
    people.iter().filter(is_here).map(person).chain(teams.iter().map(team)).collect()
}
