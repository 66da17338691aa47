//! “Keep this report”: at the end of each report.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::report::kept::Address;

use crate::here::Here;
use crate::report::kept::can_be_kept;
use crate::ui::{Field, Hidden, PostForm, Submit, TextArea};

/// Its form, or why this one cannot be kept. The heading is what its title begins with.
pub fn keep(here: &Here, address: Address, heading: &str) -> AnyView {
    let form = here.form("keep");
    if !here.may(Role::Responder) && !form.is_rejected() {
        return ().into_any();
    }
    let open = form.is_rejected();
    let inside = match can_be_kept(&address) {
        Err(refusal) => view! { <p class="hint">{refusal.to_string()}</p> }.into_any(),
        Ok(()) => {
            let of = ["service", "team"].map(|name| address.value(name));
            let of = of.into_iter().filter(|name| !name.is_empty());
            let title = std::iter::once(heading).chain(of).collect::<Vec<_>>().join(", ");
            view! {
                <PostForm form=form.clone() action="/reports/kept" class="compact">
                    <p class="hint">"What it says now is stored for everybody. Later it stands beside what the same question is answered then."</p>
                    <Hidden name="address" value=address.to_string() />
                    <Field form=form.clone() name="title" label="Title" value=title required=true />
                    <TextArea form=form.clone() name="note" label="What for?" rows=2 />
                    <Submit label="Keep it" />
                </PostForm>
            }
            .into_any()
        }
    };
    view! {
        <section id="keep">
            <details class="edit" open=open>
                <summary>"Keep this report"</summary>
                {inside}
            </details>
        </section>
    }
    .into_any()
}
