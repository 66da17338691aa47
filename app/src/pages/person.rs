//! One person, for administrators: leaving, coming back, anonymising, two records of one.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::id::PersonId;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::people::{self, Person};

use crate::here::Here;
use crate::load::{go_to, load};
use crate::ui::{Choice, Field, Hidden, Page, PostForm, Select, Submit, Time};

async fn found(here: Here, given: String) -> Result<(Person, Vec<Person>), Failure> {
    if !here.may(Role::Administrator) {
        let why = "Only an administrator sees this.".to_owned();
        return Err(Refusal::Forbidden(why).into());
    }
    let id = uuid::Uuid::try_parse(&given).map_err(|_| Refusal::NotFound("person"))?;
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let person = people::person(&mut db, PersonId(id)).await?;
    Ok((person, people::people(&mut db, here.viewer()).await?))
}

#[component]
pub fn PersonPage() -> AnyView {
    let given = use_params_map().read_untracked().get("person").unwrap_or_default();
    load(found(Here::now(), given), |here, (person, others)| {
        if let Some(into) = person.merged_into {
            go_to(&people::address(into));
        }
        let over = view! { <a href="/people">"People"</a> }.into_any();
        let forms = person.merged_into.is_none().then(|| {
            view! {
                {leaving(&here, &person)}
                {merge(&here, &person, &others)}
                {anonymise(&here, &person)}
            }
        });
        view! {
            <Page title=person.name.clone() over=over>
                {facts(&person)}
                {forms}
            </Page>
        }
    })
    .into_any()
}

fn facts(person: &Person) -> AnyView {
    let account = person.account.as_ref().map(|account| {
        let off = (!account.active).then_some(", may not sign in");
        view! {
            <div><dt>"Signs in as"</dt><dd>{account.email.clone()}</dd></div>
            <div><dt>"Role"</dt><dd>{account.role.label()}{off}</dd></div>
        }
    });
    let none = person.account.is_none().then(|| {
        view! { <div><dt>"Account"</dt><dd>"None: named by incidents, actions or an import"</dd></div> }
    });
    let left = person.left_at.map(|at| {
        let word = if person.anonymised { "Anonymised" } else { "Left" };
        view! { <div><dt>{word}</dt><dd><Time at=at /></dd></div> }
    });
    let actions = format!("/actions?owner=person:{}", person.id);
    view! {
        <dl class="pairs">
            {account}
            {none}
            {left}
            <div><dt>"Owns"</dt><dd><a href=actions>"Open actions"</a></dd></div>
        </dl>
    }
    .into_any()
}

fn leaving(here: &Here, person: &Person) -> AnyView {
    let address = person.address();
    if person.anonymised {
        return ().into_any();
    }
    if person.left_at.is_some() {
        let form = here.form("return");
        let version = form.version(person.version);
        return view! {
            <section id="leaving">
                <h2>"Come back"</h2>
                {overtaken(here, "departure")}
                <PostForm form=form action=format!("{address}/return") class="narrow">
                    <Hidden name="version" value=version />
                    <p class="hint">"They are offered in forms again, and may sign in where they have an account."</p>
                    <Submit label="Bring back" />
                </PostForm>
            </section>
        }
        .into_any();
    }
    let form = here.form("departure");
    let version = form.version(person.version);
    view! {
        <section id="leaving">
            <h2>"Leave"</h2>
            {overtaken(here, "return")}
            <PostForm form=form action=format!("{address}/departure") class="narrow">
                <Hidden name="version" value=version />
                <p class="hint">"They are signed out everywhere and may not sign in; an open invitation is withdrawn; no form offers them any more. All that they did stays, with their name. They may be brought back."</p>
                <Submit label="They have left" class="danger" />
            </PostForm>
        </section>
    }
    .into_any()
}

/// Why a form was refused that is not here any more: somebody else did it before.
fn overtaken(here: &Here, form: &'static str) -> AnyView {
    let summary = here.form(form).summary();
    summary.map(|summary| view! { <p class="error summary" role="alert">{summary}</p> }).into_any()
}

fn merge(here: &Here, person: &Person, others: &[Person]) -> AnyView {
    if person.anonymised {
        return ().into_any();
    }
    let form = here.form("merge");
    let version = form.version(person.version);
    let choices: Vec<Choice> = others
        .iter()
        .filter(|other| other.id != person.id)
        .map(|other| Choice {
            value: other.id.to_string(),
            label: match &other.account {
                Some(account) => format!("{} – {}", other.name, account.email),
                None => other.name.clone(),
            },
            group: None,
        })
        .collect();
    view! {
        <section id="merge">
            <h2>"Two records of one person"</h2>
            <PostForm form=form.clone() action=format!("{}/merge", person.address()) class="narrow">
                <Hidden name="version" value=version />
                <p class="hint">"All that this record did, owns and may see, private incidents too, is then the other’s. Where both have an account, this one’s ends and its address is free again. This cannot be undone."</p>
                <Select form=form name="into" label="The record that stays" none="Choose" choices=choices />
                <Submit label="Merge into it" class="danger" />
            </PostForm>
        </section>
    }
    .into_any()
}

fn anonymise(here: &Here, person: &Person) -> AnyView {
    if person.anonymised {
        let done = "Nothing in Nofault says any more who this was. Texts that people wrote are as they were: a name in one is removed by a redaction of its incident.";
        return view! { <p class="hint">{done}</p> }.into_any();
    }
    let form = here.form("anonymisation");
    let (rejected, name) = (form.is_rejected(), person.name.clone());
    let (version, action) =
        (form.version(person.version), format!("{}/anonymisation", person.address()));
    view! {
        <section id="anonymisation">
            <h2>"Anonymise"</h2>
            <details open=rejected>
                <summary>{format!("Remove who {name} is")}</summary>
                <PostForm form=form.clone() action=action class="narrow">
                    <Hidden name="version" value=version />
                    <p class="hint">
                        "The name becomes such as “Former member 7”; address, password, time zone, sessions, invitations, teams and access to private incidents go. This cannot be undone. Texts that people wrote stay: where one holds the name, redact it on the page of its "
                        <a href="/incidents">"incident"</a>
                        ". Backups made before still hold it all."
                    </p>
                    <Field form=form name="name" label=format!("Type “{name}”") required=true autocomplete="off" />
                    <Submit label="Anonymise for good" class="danger" />
                </PostForm>
            </details>
        </section>
    }
    .into_any()
}
