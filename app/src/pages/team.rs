//! One team: who is in it, what it owns, what is open there.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::command::action::OwnerId;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::action::{self, Action, Which};
use nofault_store::catalog::{self, Ongoing, Service, Team};
use nofault_store::people::{self, Person};
use nofault_store::{Failure, incident};

use super::teams::edit;
use crate::here::Here;
use crate::load::load;
use crate::ui::{ActionBadge, DueDay, Page, SeverityBadge, StatusBadge};

struct Found {
    team: Team,
    services: Vec<Service>,
    actions: Vec<Action>,
    incidents: Vec<Ongoing>,
    people: Vec<Person>,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let id = uuid::Uuid::try_parse(&given).map_err(|_| Refusal::NotFound("team"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let mut teams = catalog::teams(&mut db).await?.into_iter();
    let team = teams.find(|team| team.id.0 == id).ok_or(Refusal::NotFound("team"))?;
    let mut services = catalog::services(&mut db).await?;
    services.retain(|service| service.team == Some(team.id));
    let mut actions = action::list(&mut db, here.viewer(), Which::Open).await?;
    let owned = |action: &Action| {
        action.owner.as_ref().is_some_and(|(owner, _)| *owner == OwnerId::Team(team.id))
    };
    actions.retain(owned);
    Ok(Found {
        incidents: catalog::open_of_team(&mut db, here.viewer(), team.id).await?,
        people: people::people(&mut db, here.viewer()).await?,
        services,
        actions,
        team,
    })
}

#[component]
pub fn TeamPage() -> AnyView {
    let given = use_params_map().read_untracked().get("team").unwrap_or_default();
    load(found(Here::now(), given), |here, found| {
        let rejected = here.form("team").is_rejected();
        let writer = here.may(Role::Administrator) || rejected;
        let member = |(_, name): &(_, String)| view! { <li>{name.clone()}</li> }.into_any();
        let members: Vec<_> = found.team.members.iter().map(member).collect();
        let services: Vec<_> = found.services.iter().map(service).collect();
        let incidents: Vec<_> = found.incidents.iter().map(ongoing).collect();
        let actions: Vec<_> = found.actions.iter().map(open).collect();
        let over = view! { <a href="/teams">"Teams"</a> }.into_any();
        view! {
            <Page title=found.team.name.clone() over=over>
                {part("Members", "Nobody yet.", members)}
                {part("Open incidents of its services", "None.", incidents)}
                {part("Open actions", "None.", actions)}
                {part("Services", "It owns none yet.", services)}
                {writer.then(|| edit(&here, &found.team, &found.people))}
            </Page>
        }
    })
    .into_any()
}

fn part(title: &'static str, none: &'static str, list: Vec<AnyView>) -> AnyView {
    let empty = list.is_empty().then(|| view! { <p class="hint">{none}</p> });
    view! { <section><h2>{title}</h2>{empty}<ul class="short">{list}</ul></section> }.into_any()
}

fn service(service: &Service) -> AnyView {
    let tier = service.tier.map(Word::label);
    view! {
        <li>
            <a href=service.address()>{service.name.clone()}</a>
            <span class="about">{tier}</span>
        </li>
    }
    .into_any()
}

fn ongoing(one: &Ongoing) -> AnyView {
    view! {
        <li>
            <a href=incident::address(one.number)>{format!("{} {}", one.number, one.title)}</a>
            <span class="about"><SeverityBadge severity=one.severity />" "<StatusBadge status=one.status /></span>
        </li>
    }
    .into_any()
}

fn open(action: &Action) -> AnyView {
    let due = action.due.map(|due| view! { " · due "<DueDay day=due /> });
    view! {
        <li>
            <a href=action.address()>{action.title.clone()}</a>
            <span class="about"><ActionBadge state=action.state />{due}</span>
        </li>
    }
    .into_any()
}
