//! One's own name, zone, calendars and password.

mod calendars;

use leptos::prelude::*;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::catalog;
use nofault_store::feed::{self, Feed};
use nofault_store::people::{self, Person};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Choice, Conflicted, Field, Hidden, Page, PostForm, Select, Submit, Was, ZoneList};

#[component]
pub fn ProfilePage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let id = here.viewer().person().ok_or(Refusal::NotFound("person"))?;
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let person = people::person(&mut db, id).await?;
        let feeds: Vec<Feed> = feed::feeds(&mut db, id).await?;
        Ok((person, feeds, catalog::installation(&mut db).await?.zone))
    };
    load(data, |here, (person, feeds, zone)| {
        let changed = here.query("changed") == "password";
        view! {
            <Page title="Profile">
                {changed.then(|| view! {
                    <p class="notice" role="status">"Your password is changed. Every other session and every calendar of yours has ended."</p>
                })}
                {account(&person)}
                {profile(&here, &person, &zone)}
                {calendars::calendars(&here, &feeds)}
                {password(&here)}
                <section id="session">
                    <h2>"This browser"</h2>
                    <form method="post" action="/sign-out"><button class="button">"Sign out"</button></form>
                </section>
            </Page>
        }
    })
    .into_any()
}

fn account(person: &Person) -> AnyView {
    let shown = person.account.as_ref().map(|account| {
        view! {
            <dl class="pairs">
                <div><dt>"You sign in as"</dt><dd>{account.email.clone()}</dd></div>
                <div><dt>"Role"</dt><dd>{account.role.label()}</dd></div>
            </dl>
        }
    });
    shown.into_any()
}

fn profile(here: &Here, person: &Person, installation: &Zone) -> AnyView {
    let form = here.form("profile");
    let (name, own) = (person.name.clone(), person.zone.clone().unwrap_or_default());
    let version = form.version(person.version);
    let following = installation.name().to_owned();
    let hint = format!(
        "Times that you type are read in it, and times are shown in it: now {}. Blank follows the installation: {}.",
        here.zone.name(),
        installation.name()
    );
    let keys = if here.keys() { "on" } else { "off" };
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        group: None,
    };
    let choices = vec![choice("on", "On"), choice("off", "Off")];
    let both = view! { <Conflicted form=form.clone() action="/profile" back="/profile" /> };
    view! {
        <section id="profile">
            <h2>"Name, time zone, keys"</h2>
            <PostForm form=form.clone() action="/profile" class="narrow">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="name" value=name.clone() />
                <Was form=form.clone() field="zone" value=own.clone() />
                <Was form=form.clone() field="keys" value=keys />
                <Field form=form.clone() name="name" label="Name" value=name required=true autocomplete="name" />
                <Field form=form.clone() name="zone" label="Time zone" value=own list="zones" placeholder=following hint=hint />
                <ZoneList />
                <Select
                    form=form.clone()
                    name="keys"
                    label="Single keys and slash commands"
                    value=keys
                    choices=choices
                    hint="On: u, c, n, ? and / do something where nothing is typed, and an entry that begins with /status does what it says. Off: a letter is a letter."
                />
                <Submit label="Save" class="primary" />
            </PostForm>
            {both}
        </section>
    }
    .into_any()
}

fn password(here: &Here) -> AnyView {
    let form = here.form("password");
    view! {
        <section id="password">
            <h2>"Password"</h2>
            <PostForm form=form.clone() action="/profile/password" class="narrow">
                <Field form=form.clone() name="current" label="Present password" kind="password" required=true autocomplete="current-password" />
                <Field form=form name="password" label="New password" kind="password" required=true autocomplete="new-password" hint="At least 10 characters; four words make a good one. Ends every other session and every calendar of yours." />
                <Submit label="Change password" />
            </PostForm>
        </section>
    }
    .into_any()
}
