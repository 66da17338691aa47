//! Inviting somebody, and the invitations that are open.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::word::Word;
use nofault_store::people::Invitation;

use crate::here::Here;
use crate::ui::{Field, PostForm, Select, Submit, Time, words};

pub fn invitations(here: &Here, open: &[Invitation]) -> AnyView {
    let form = here.form("invitation");
    let list = (!open.is_empty()).then(|| open_ones(here, open));
    view! {
        <section id="invitations">
            <h2>"Invite somebody"</h2>
            <PostForm form=form.clone() action="/invitations" class="narrow">
                <Field form=form.clone() name="name" label="Name" required=true autocomplete="off" />
                <Field form=form.clone() name="email" label="E-mail" kind="email" required=true autocomplete="off" hint="They sign in with it. Nofault sends no letter: you hand on the link." />
                <Select form=form name="role" label="Role" value=Role::Responder.key() choices=words(Role::ALL) />
                <Submit label="Make the link" class="primary" />
            </PostForm>
            {list}
        </section>
    }
    .into_any()
}

fn open_ones(here: &Here, open: &[Invitation]) -> AnyView {
    let row = |one: &Invitation| {
        let id = one.id.to_string();
        let form = here.form_of("withdrawal", "invitation", &id);
        view! {
            <tr>
                <th scope="row">{one.name.clone()}</th>
                <td>{one.email.clone()}</td>
                <td>{one.role.label()}</td>
                <td><Time at=one.expires_at /></td>
                <td>
                    <PostForm form=form action=format!("/invitations/{id}/withdrawal") class="inline">
                        <Submit label="Withdraw" class="danger" />
                    </PostForm>
                </td>
            </tr>
        }
    };
    view! {
        <h3>"Open invitations"</h3>
        <div class="table" role="region" aria-label="Open invitations" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"E-mail"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col">"Open until"</th>
                        <th scope="col">"Take back"</th>
                    </tr>
                </thead>
                <tbody>{open.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
