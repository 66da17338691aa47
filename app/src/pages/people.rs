//! People: who there is, who may do what, and who is invited.

mod accounts;
mod invitations;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::people::{self, Person};

use crate::here::Here;
use crate::load::load;
use crate::ui::Page;

#[component]
pub fn PeoplePage() -> AnyView {
    let here = Here::now();
    let data = async move {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let people = people::people(&mut db, here.viewer()).await?;
        let open = if here.may(Role::Administrator) {
            people::invitations(&mut db, here.viewer(), here.now).await?
        } else {
            Vec::new()
        };
        Ok((people, open))
    };
    load(data, |here, (people, open)| {
        let administrator = here.may(Role::Administrator);
        let (accounts, others): (Vec<Person>, Vec<Person>) =
            people.into_iter().partition(|person| person.account.is_some());
        view! {
            <Page title="People">
                {administrator.then(|| invitations::invitations(&here, &open))}
                {accounts::accounts(&here, &accounts, administrator)}
                {without(&others)}
            </Page>
        }
    })
    .into_any()
}

/// Named by incidents, actions or an import, and not signing in.
fn without(others: &[Person]) -> AnyView {
    let rows: Vec<_> = others
        .iter()
        .map(|person| view! { <li id=person.id.to_string()>{person.name.clone()}</li> })
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
