//! The page of the roles: who holds them, the forms that change it, and the history.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::IncidentRole;
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::live;
use nofault_store::response::{self, Holding, Responder};

use super::super::merged::{Onward, leads, onward};
use super::super::{asked, over, watching};
use super::history::history;
use super::{present, taken};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Choice, Field, Hidden, Page, PostForm, Select, Submit, words};

struct Found {
    event: i64,
    incident: Incident,
    holdings: Vec<Holding>,
    responders: Vec<Responder>,
    onward: Onward,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let holdings = response::holdings(&mut db, incident.id).await?;
    let responders = response::responders(&mut db).await?;
    let onward = onward(&mut db, &here, &incident, "roles").await?;
    Ok(Found { event, incident, holdings, responders, onward })
}

#[component]
pub fn RolesPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let Found { event, incident, holdings, responders, onward } = found;
        let writer = here.may(Role::Responder) || here.form("role").is_rejected();
        let back = incident.address();
        view! {
            <Page title="Roles" over=over(&incident)>
                {leads(&here, &onward)}
                {watching::page(&here, &incident, event, "roles")}
                <section class="now" id="now" data-live>
                    <h2>"Now"</h2>
                    {present(&holdings)}
                </section>
                {writer.then(|| take(&here, &incident, &holdings, responders))}
                <div id="held" data-live>{history(&here, &incident, &holdings)}</div>
                <p class="links"><a href=back>"Back to the incident"</a></p>
            </Page>
        }
    })
    .into_any()
}

fn take(
    here: &Here,
    incident: &Incident,
    holdings: &[Holding],
    responders: Vec<Responder>,
) -> AnyView {
    let form = here.form("role");
    let beside = taken::beside(&form, holdings, &responders);
    let seen = taken::seen(&form, holdings);
    let other = if incident.private {
        "By name, of somebody who is known already: this incident is private."
    } else {
        "By name. Whoever is not known yet becomes known."
    };
    let zone = form.value("zone", here.zone.name());
    let hint =
        format!("Blank is now; read in {zone}. Whoever had the role gives it up at that moment.");
    let me = here.viewer().person();
    let others = responders.into_iter().filter(|one| Some(one.id) != me);
    let people: Vec<Choice> = others
        .map(|one| Choice { value: one.id.to_string(), label: one.name, group: None })
        .collect();
    let role = IncidentRole::Lead.key();
    let action = format!("{}/roles", incident.address());
    view! {
        <section>
            <h2>"Take over or hand over"</h2>
            <PostForm form=form.clone() action=action class="narrow">
                {beside}
                {seen}
                <Hidden name="zone" value=zone />
                <Select form=form.clone() name="role" label="Role" value=role choices=words(IncidentRole::ALL) hint="One person at a time; of responders there may be many." />
                <Select form=form.clone() name="person" label="Who" none="Me" choices=people />
                <Field form=form.clone() name="other" label="Or somebody without an account" hint=other />
                <Field form=form name="at" label="When" placeholder="now" hint=hint />
                <Submit label="Give the role" class="primary" />
            </PostForm>
        </section>
    }
    .into_any()
}
