//! Calendars of due dates: made, shown once, revoked.

use leptos::prelude::*;
use nofault_domain::feed::Whose;
use nofault_domain::word::Word;
use nofault_store::feed::Feed;

use crate::here::Here;
use crate::ui::{PostForm, Select, Submit, Table, Time, words};

pub fn calendars(here: &Here, feeds: &[Feed]) -> AnyView {
    let form = here.form("feed");
    let list = (!feeds.is_empty()).then(|| list(here, feeds));
    view! {
        <section id="calendars">
            <h2>"Calendars"</h2>
            <p class="hint">"An address to subscribe to in your calendar: open actions and postmortems on the day on which they are due. Whoever has the address sees what you see, without signing in. A new password ends them all."</p>
            <PostForm form=form.clone() action="/profile/feeds" class="narrow">
                <Select form=form name="whose" label="Due dates" value=Whose::Mine.key() choices=words(Whose::ALL) />
                <Submit label="Make the address" />
            </PostForm>
            {list}
        </section>
    }
    .into_any()
}

fn list(here: &Here, feeds: &[Feed]) -> AnyView {
    let row = |one: &Feed| {
        let id = one.id.to_string();
        let form = here.form_of("revocation", "feed", &id);
        view! {
            <tr>
                <th scope="row">{one.whose.label()}</th>
                <td><Time at=one.at /></td>
                <td>
                    <PostForm form=form action=format!("/profile/feeds/{id}/revocation") class="inline">
                        <Submit label="Revoke" class="danger" />
                    </PostForm>
                </td>
            </tr>
        }
    };
    let rows: Vec<_> = feeds.iter().map(row).collect();
    view! {
        <Table label="Your calendars" heads=["Due dates", "Made", "End it"]>
            {rows}
        </Table>
    }
    .into_any()
}
