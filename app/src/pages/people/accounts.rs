//! Accounts: what each may do, and whether it may sign in.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::word::Word;
use nofault_store::people::{Account, Person};

use crate::here::Here;
use crate::ui::{Check, Conflicted, Hidden, PostForm, Select, Submit, Was, words};

pub fn accounts(here: &Here, people: &[Person], administrator: bool) -> AnyView {
    let row = |person: &Person| {
        let account = person.account.clone()?;
        let id = person.id.to_string();
        let shown = if administrator { change(here, &id, &account) } else { role(&account) };
        let email = administrator.then(|| view! { <td>{account.email.clone()}</td> });
        let name = super::name(person, administrator);
        Some(view! { <tr id=id><th scope="row">{name}</th>{email}<td>{shown}</td></tr> })
    };
    view! {
        <section id="accounts">
            <h2>"Accounts"</h2>
            <p class="hint">
                "A viewer reads. A responder also declares, logs and writes. An administrator also invites people and changes settings."
            </p>
            <div class="table" role="region" aria-label="Accounts" tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            {administrator.then(|| view! { <th scope="col">"E-mail"</th> })}
                            <th scope="col">"Role"</th>
                        </tr>
                    </thead>
                    <tbody>{people.iter().filter_map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn role(account: &Account) -> AnyView {
    let off = (!account.active).then_some(" (may not sign in)");
    view! { {account.role.label()}{off} }.into_any()
}

fn change(here: &Here, person: &str, account: &Account) -> AnyView {
    let form = here.form_of("account", "person", person);
    let is = if account.active { "on" } else { "" };
    let active = form.ticked("active", &[is.to_owned()]).contains(&"on".to_owned());
    let (present, version) = (account.role.key(), form.version(account.version));
    let (action, back) = (format!("/people/{person}"), format!("/people#{person}"));
    let both = view! { <Conflicted form=form.clone() action=action.clone() back=back /> };
    view! {
        <PostForm form=form.clone() action=action.clone() class="inline">
            <Hidden name="version" value=version />
            <Was form=form.clone() field="role" value=present />
            <Was form=form.clone() field="active" value=is />
            <Select form=form.clone() name="role" label="Role" value=present choices=words(Role::ALL) />
            <Check name="active" label="May sign in" checked=active />
            <Submit label="Save" />
        </PostForm>
        {both}
    }
    .into_any()
}
