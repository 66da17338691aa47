//! People: who there is, who may do what, and who is invited.

mod accounts;
mod invitations;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::people::{self, Person};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Page, Time};

#[component]
pub fn PeoplePage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let people = people::everybody(&mut db, here.viewer()).await?;
        let open = if here.may(Role::Administrator) {
            people::invitations(&mut db, here.viewer(), here.now).await?
        } else {
            Vec::new()
        };
        Ok((people, open))
    };
    load(data, |here, (people, open)| {
        let administrator = here.may(Role::Administrator);
        let (left, present): (Vec<Person>, Vec<Person>) =
            people.into_iter().partition(|person| person.left_at.is_some());
        let (accounts, others): (Vec<Person>, Vec<Person>) =
            present.into_iter().partition(|person| person.account.is_some());
        view! {
            <Page title="People">
                {administrator.then(|| invitations::invitations(&here, &open))}
                {accounts::accounts(&here, &accounts, administrator)}
                {without(&others, administrator)}
                {gone(&left, administrator)}
            </Page>
        }
    })
    .into_any()
}

/// Named by incidents, actions or an import, and not signing in.
fn without(others: &[Person], administrator: bool) -> AnyView {
    let rows: Vec<_> = others
        .iter()
        .map(|person| view! { <li id=person.id.to_string()>{name(person, administrator)}</li> })
        .collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section id="without-account">
                    <h2>"Without an account"</h2>
                    <p class="hint">
                        "Named as owners, or by an import. Whoever is invited under the same name takes over the record."
                    </p>
                    <ul class="short">{rows}</ul>
                </section>
            }
        })
        .into_any()
}

/// Who left: what they did stays under their name.
fn gone(left: &[Person], administrator: bool) -> AnyView {
    let row = |person: &Person| {
        let when = person.left_at.map(|at| view! { <Time at=at /> });
        let id = person.id.to_string();
        view! { <li id=id>{name(person, administrator)}<span class="about">" left "{when}</span></li> }
    };
    let rows: Vec<_> = left.iter().map(row).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section id="left">
                    <h2>"Left"</h2>
                    <p class="hint">"They may not sign in, and no form offers them. What they did stays."</p>
                    <ul class="short">{rows}</ul>
                </section>
            }
        })
        .into_any()
}

/// The way to their page, for who may change them.
fn name(person: &Person, administrator: bool) -> AnyView {
    let name = person.name.clone();
    if administrator {
        view! { <a href=person.address()>{name}</a> }.into_any()
    } else {
        name.into_any()
    }
}
