//! One team: who is in it, what it owns, what is open there.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::command::action::OwnerId;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::action::{self, Action};
use nofault_store::catalog::{self, Ongoing, Service, Team};
use nofault_store::people::{self, Person};
use nofault_store::{Failure, incident};

use super::actions::due;
use super::teams::edit;
use crate::here::Here;
use crate::load::load;
use crate::ui::{ActionBadge, Page, SeverityBadge, StatusBadge};

struct Found {
    team: Team,
    services: Vec<Service>,
    actions: Vec<Action>,
    incidents: Vec<Ongoing>,
    people: Vec<Person>,
    today: Day,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let id = uuid::Uuid::try_parse(&given).map_err(|_| Refusal::NotFound("team"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let mut teams = catalog::teams(&mut db).await?.into_iter();
    let team = teams.find(|team| team.id.0 == id).ok_or(Refusal::NotFound("team"))?;
    let mut services = catalog::services(&mut db).await?;
    services.retain(|service| service.team == Some(team.id));
    let zone = catalog::installation(&mut db).await?.zone;
    Ok(Found {
        incidents: catalog::open_of_team(&mut db, here.viewer(), team.id).await?,
        people: people::people(&mut db, here.viewer()).await?,
        actions: action::open_of_team(&mut db, here.viewer(), team.id).await?,
        today: Day::of(here.now, &zone),
        services,
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
        let actions: Vec<_> =
            found.actions.iter().map(|action| open(action, found.today)).collect();
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

/// With whose it is, where it is a member’s.
fn open(action: &Action, today: Day) -> AnyView {
    let day = action.due.map(|_| view! { " · due "{due(action.due, true, today)} });
    let member = action.owner.as_ref().filter(|(owner, _)| matches!(owner, OwnerId::Person(_)));
    let member = member.map(|(_, name)| format!(" · {name}"));
    view! {
        <li>
            <a href=action.address()>{action.title.clone()}</a>
            <span class="about"><ActionBadge state=action.state />{member}{day}</span>
        </li>
    }
    .into_any()
}
