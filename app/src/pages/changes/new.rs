//! Recording a change.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::Failure;
use nofault_store::catalog::{self, Service};

use super::{Begins, fields};
use crate::here::Here;
use crate::load::load;
use crate::pages::incident::only;
use crate::pages::incidents::suggestions;
use crate::ui::{Page, PostForm, Submit};

async fn services(here: Here) -> Result<Vec<Service>, Failure> {
    only(&here, Role::Responder, "change")?;
    let mut reader = here.store.read().await?;
    catalog::services(&mut reader.db()).await
}

#[component]
pub fn NewChangePage() -> AnyView {
    load(services(Here::now()), |here, services| {
        let form = here.form("change");
        let begins = Begins { service: here.query("service").to_owned(), ..Begins::default() };
        let over = view! { <a href="/changes">"Changes"</a> }.into_any();
        view! {
            <Page title="Record a change" over=over>
                <PostForm form=form.clone() action="/changes" class="narrow" draft=true>
                    {fields(&form, begins, here.zone.name())}
                    <Submit label="Record the change" class="primary" />
                </PostForm>
                {suggestions(&services)}
            </Page>
        }
    })
    .into_any()
}
