//! Teams and who is in them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::catalog::{self, Team};
use nofault_store::people::{self, Person};

use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Check, Conflicted, Empty, Field, Hidden, Page, PostForm, Submit, Was};

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
        let shown: Vec<_> = teams.iter().map(one).collect();
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

fn one(team: &Team) -> AnyView {
    let (id, href, name) = (team.id.to_string(), format!("/teams/{}", team.id), team.name.clone());
    view! {
        <section class="item" id=id>
            <h2><a href=href>{name}</a></h2>
            <p>{names(team)}</p>
        </section>
    }
    .into_any()
}

fn names(team: &Team) -> String {
    match team.members.as_slice() {
        [] => "Nobody yet".to_owned(),
        members => members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// Name and members, on the team's own page.
pub(super) fn edit(here: &Here, team: &Team, people: &[Person]) -> AnyView {
    let form = here.form("team");
    let id = team.id.to_string();
    let (name, version, open) = (team.name.clone(), form.version(team.version), form.is_rejected());
    let present: Vec<String> = team.members.iter().map(|(id, _)| id.to_string()).collect();
    let (members, action) = (members(&form, people, &present), format!("/teams/{id}"));
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=action.clone() /> };
    view! {
        <details class="edit" id="edit" open=open>
            <summary>{format!("Edit {name}")}</summary>
            <PostForm form=form.clone() action=action class="narrow">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="name" value=name.clone() />
                <Was form=form.clone() field="members" value=present.join(",") />
                <Field form=form.clone() name="name" label="Name" value=name required=true />
                {members}
                <Submit label="Save" class="primary" />
            </PostForm>
            {both}
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
    let ticked = form.ticked("members", present);
    let boxes: Vec<_> = people
        .iter()
        .map(|person| {
            let id = person.id.to_string();
            let checked = ticked.contains(&id);
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
