//! Inviting somebody, and the invitations that are open.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::word::Word;
use nofault_store::people::Invitation;

use crate::here::Here;
use crate::ui::{Field, PostForm, Select, Submit, Table, Time, words};

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
    let rows: Vec<_> = open.iter().map(row).collect();
    view! {
        <h3>"Open invitations"</h3>
        <Table label="Open invitations" heads=["Name", "E-mail", "Role", "Open until", "Take back"]>
            {rows}
        </Table>
    }
    .into_any()
}
