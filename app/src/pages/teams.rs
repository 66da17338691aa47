//! Teams and who is in them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::catalog::{self, Team};
use nofault_store::people::{self, Person};

use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Check, Empty, Field, Hidden, Newer, Page, PostForm, Submit};

#[component]
pub fn TeamsPage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let teams = catalog::teams(&mut db).await?;
        Ok((teams, people::people(&mut db, here.viewer()).await?))
    };
    load(data, |here, (teams, people)| {
        let administrator = here.may(Role::Administrator);
        let shown: Vec<_> =
            teams.iter().map(|team| one(&here, team, &people, administrator)).collect();
        view! {
            <Page title="Teams">
                {teams.is_empty().then(|| view! {
                    <Empty title="No teams yet">
                        <p>"A team owns services and actions. It is needed once more than one group answers for them."</p>
                    </Empty>
                })}
                {shown}
                {administrator.then(|| add(&here, &people))}
            </Page>
        }
    })
    .into_any()
}

fn one(here: &Here, team: &Team, people: &[Person], administrator: bool) -> AnyView {
    let names = team.members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
    let names = if names.is_empty() { "Nobody yet".to_owned() } else { names };
    let (id, name) = (team.id.to_string(), team.name.clone());
    let edit = administrator.then(|| edit(here, team, people, &names));
    view! {
        <section class="item" id=id>
            <h2>{name}</h2>
            <p>{names}</p>
            {edit}
        </section>
    }
    .into_any()
}

fn edit(here: &Here, team: &Team, people: &[Person], names: &str) -> AnyView {
    let id = team.id.to_string();
    let form = here.form_of("team", "team", &id);
    let (name, version, open) = (team.name.clone(), form.version(team.version), form.is_rejected());
    let present: Vec<String> = team.members.iter().map(|(id, _)| id.to_string()).collect();
    let members = members(&form, people, &present);
    let saved = vec![("Name", name.clone()), ("Members", names.to_owned())];
    view! {
        <details class="edit" open=open>
            <summary>{format!("Edit {name}")}</summary>
            <PostForm form=form.clone() action=format!("/teams/{id}") class="narrow">
                <Newer form=form.clone() saved=saved />
                <Hidden name="version" value=version />
                <Field form=form name="name" label="Name" value=name required=true />
                {members}
                <Submit label="Save" class="primary" />
            </PostForm>
        </details>
    }
    .into_any()
}

fn add(here: &Here, people: &[Person]) -> AnyView {
    let form = here.form("new-team");
    let members = members(&form, people, &[]);
    view! {
        <section id="new">
            <h2>"Add a team"</h2>
            <PostForm form=form.clone() action="/teams" class="narrow">
                <Field form=form name="name" label="Name" required=true placeholder="Payments" />
                {members}
                <Submit label="Add" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}

fn members(form: &Form, people: &[Person], present: &[String]) -> AnyView {
    let typed = form.value("members", "");
    let typed: Vec<&str> = typed.split(',').collect();
    let boxes: Vec<_> = people
        .iter()
        .map(|person| {
            let id = person.id.to_string();
            let checked = if form.is_rejected() {
                typed.contains(&id.as_str())
            } else {
                present.contains(&id)
            };
            view! { <Check name="members" label=person.name.clone() value=id checked=checked /> }
        })
        .collect();
    view! {
        <fieldset class="checks">
            <legend>"Members"</legend>
            {boxes}
            {form.error("members").map(|error| view! { <p class="error">{error}</p> })}
        </fieldset>
    }
    .into_any()
}
