//! Who may see an incident: everybody, or the people and teams named.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::command::action::OwnerId;
use nofault_domain::number::IncidentNumber;
use nofault_store::Failure;
use nofault_store::catalog::{self, Team};
use nofault_store::incident::{self, Incident, Named};
use nofault_store::people::{self, Person};

use super::{asked, over};
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Check, Choice, Conflicted, Hidden, Page, PostForm, Select, Submit, Was};

struct Found {
    incident: Incident,
    named: Vec<Named>,
    people: Vec<Person>,
    teams: Vec<Team>,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    Ok(Found {
        named: incident::holders(&mut db, incident.id).await?,
        people: people::people(&mut db, here.viewer()).await?,
        teams: catalog::teams(&mut db).await?,
        incident,
    })
}

#[component]
pub fn PrivacyPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let form = here.form("privacy");
        let incident = &found.incident;
        let merged = incident.merged_into.is_some();
        let may = (here.may(Role::Responder) || form.is_rejected()) && !merged;
        let back = incident.address();
        view! {
            <Page title="Who may see it" over=over(incident)>
                <div class="prose">
                    {now(&found)}
                    {merged.then(|| view! { <p class="hint">"It goes on in another incident: who may see that one may see this."</p> })}
                </div>
                {may.then(|| edit(&form, &found))}
                <p><a href=back>"Back to the incident"</a></p>
            </Page>
        }
    })
    .into_any()
}

/// As it stands, in words: teams with their members.
fn now(found: &Found) -> AnyView {
    if !found.incident.private {
        let open = "Open: everybody who can sign in here may see this incident.";
        return view! { <p>{open}</p> }.into_any();
    }
    let members = |holder: OwnerId| {
        let OwnerId::Team(id) = holder else { return None };
        let team = found.teams.iter().find(|team| team.id == id)?;
        let names: Vec<_> = team.members.iter().map(|(_, name)| name.as_str()).collect();
        let names = if names.is_empty() { "nobody yet".to_owned() } else { names.join(", ") };
        Some(view! { <span class="about">" team: "{names}</span> })
    };
    let one = |named: &Named| view! { <li>{named.name.clone()}{members(named.holder)}</li> };
    let rows: Vec<_> = found.named.iter().map(one).collect();
    view! {
        <p>"Private: only these may see it. For everybody else, administrators too, it is not there: not in lists, reports or exports."</p>
        <ul class="short" id="named">{rows}</ul>
    }
    .into_any()
}

fn edit(form: &Form, found: &Found) -> AnyView {
    let Found { incident, named, people, teams } = found;
    let (action, version) =
        (format!("{}/privacy", incident.address()), form.version(incident.version));
    let is_named = |holder: OwnerId| named.iter().any(|one| one.holder == holder);
    let were: Vec<String> = named.iter().map(|one| one.holder.to_string()).collect();
    let ticked = form.ticked("holders", &were);
    let tick = |holder: OwnerId, name: &str| {
        let (value, name) = (holder.to_string(), name.to_owned());
        let checked = ticked.contains(&value);
        view! { <Check name="holders" label=name value=value checked=checked /> }
    };
    let now: Vec<_> = named.iter().map(|one| tick(one.holder, &one.name)).collect();
    let others = people.iter().map(|one| (OwnerId::Person(one.id), one.name.as_str()));
    let others: Vec<_> = others.filter(|(holder, _)| !is_named(*holder)).collect();
    let new_people: Vec<_> = others.iter().map(|(holder, name)| tick(*holder, name)).collect();
    let all = teams.iter().map(|one| (OwnerId::Team(one.id), one.name.as_str()));
    let new_teams: Vec<_> = all
        .filter(|(holder, _)| !is_named(*holder))
        .map(|(holder, name)| tick(holder, name))
        .collect();
    let present = if incident.private { "yes" } else { "no" };
    let error = form.error("holders").map(|error| view! { <p class="error">{error}</p> });
    let boxes = (boxes("Named now", now), boxes("Teams", new_teams), boxes("People", new_people));
    let form = form.clone();
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=action.clone() /> };
    view! {
        <PostForm form=form.clone() action=action class="narrow">
            <Hidden name="version" value=version />
            <Was form=form.clone() field="private" value=present />
            <Was form=form.clone() field="holders" value=were.join(",") />
            <Select form=form.clone() name="private" label="Who may see it" value=present choices=choices() />
            {error}
            {boxes.0}
            {boxes.1}
            {boxes.2}
            <p class="hint">"Whoever makes it private may see it, too. Opening it to everybody forgets the names."</p>
            <Submit label="Save" class="primary" />
        </PostForm>
        {both}
    }
    .into_any()
}

fn choices() -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        group: None,
    };
    vec![choice("no", "Everybody who can sign in"), choice("yes", "Only those named below")]
}

fn boxes<V: IntoView + 'static>(legend: &'static str, boxes: Vec<V>) -> AnyView {
    (!boxes.is_empty())
        .then(|| view! { <fieldset class="checks"><legend>{legend}</legend>{boxes}</fieldset> })
        .into_any()
}
