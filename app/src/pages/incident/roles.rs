//! Who leads, who speaks, who writes; taken over and handed over.

mod history;
mod page;
mod taken;

pub use page::RolesPage;

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::incident::IncidentRole;
use nofault_domain::word::Word;
use nofault_store::incident::Incident;
use nofault_store::response::{self, Holding};
use nofault_store::timeline::Change;
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::ui::{Hidden, PostForm, Submit, When};

/// What the section shows.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    pub holdings: Vec<Holding>,
    /// Of the people in the timeline's changes, by their id.
    pub names: HashMap<String, String>,
}

pub async fn read(db: &mut Db<'_>, _here: &Here, incident: &Incident) -> Result<Roles, Failure> {
    Ok(Roles {
        holdings: response::holdings(db, incident.id).await?,
        names: response::names(db, incident.id).await?,
    })
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let (incident, roles) = (&whole.incident, &whole.roles);
    let address = incident.address();
    let responder = here.may(Role::Responder);
    view! {
        <section id="roles" data-live>
            <h2>"Roles"</h2>
            {present(&roles.holdings)}
            {(responder && incident.status.is_open()).then(|| take_the_lead(here, roles, &address))}
            <p class="links">
                <a href=format!("{address}/roles")>{if responder { "Take over, hand over" } else { "History of the roles" }}</a>
                " · "
                <a href=format!("{address}/handover")>"Handover summary"</a>
            </p>
        </section>
    }
    .into_any()
}

/// Who holds what now, and since when.
pub(super) fn present(holdings: &[Holding]) -> AnyView {
    let held = |role: &IncidentRole| {
        let own = holdings.iter().filter(|one| one.role == *role && one.to.is_none());
        let people: Vec<_> = own.map(one).collect();
        (!people.is_empty()).then(|| view! { <div><dt>{role.label()}</dt><dd>{people}</dd></div> })
    };
    let roles: Vec<_> = IncidentRole::ALL.iter().filter_map(held).collect();
    if roles.is_empty() {
        return view! { <p class="hint">"Nobody holds a role now."</p> }.into_any();
    }
    view! { <dl class="pairs">{roles}</dl> }.into_any()
}

fn one(holding: &Holding) -> AnyView {
    let (name, from) = (holding.name.clone(), holding.from.clone());
    view! { <span class="holder"><b>{name}</b>" "<span class="about">"since "<When moment=from /></span></span> }
        .into_any()
}

/// The holder of a role that one person has at a time.
pub(super) fn holder(holdings: &[Holding], role: IncidentRole) -> Option<&Holding> {
    holdings.iter().find(|holding| holding.role == role && holding.to.is_none())
}

/// One press, unless it is mine already.
fn take_the_lead(here: &Here, roles: &Roles, address: &str) -> AnyView {
    let lead = holder(&roles.holdings, IncidentRole::Lead);
    let me = here.viewer().person();
    if lead.is_some_and(|lead| Some(lead.person) == me) {
        return ().into_any();
    }
    let instead_of = lead.map_or_else(|| "nobody".to_owned(), |lead| lead.id.to_string());
    let label = lead.map_or_else(
        || "Take the lead".to_owned(),
        |lead| format!("Take the lead from {}", lead.name),
    );
    view! {
        <PostForm form=here.form("role") action=format!("{address}/roles") class="compact">
            <Hidden name="role" value=IncidentRole::Lead.key() />
            <Hidden name="instead_of" value=instead_of />
            <Submit label=label />
        </PostForm>
    }
    .into_any()
}

/// A change of hands in words.
pub fn told(role: IncidentRole, change: &Change, names: &HashMap<String, String>) -> String {
    let name = |id: &str| names.get(id).map_or("somebody", String::as_str).to_owned();
    match (change.from.as_str(), change.to.as_str()) {
        ("", to) => format!("{role}: {}", name(to)),
        (from, "") => format!("{} is no longer {}", name(from), role.label().to_lowercase()),
        (from, to) => format!("{role}: {} → {}", name(from), name(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_hands_is_told_by_names() {
        let names = HashMap::from([
            ("1".to_owned(), "Ada".to_owned()),
            ("2".to_owned(), "Grace".to_owned()),
        ]);
        let tell = |from: &str, to: &str| {
            let (from, to) = (from.to_owned(), to.to_owned());
            let change = Change { field: IncidentRole::Lead.field(), from, to };
            told(IncidentRole::Lead, &change, &names)
        };
        assert_eq!(tell("", "1"), "Incident lead: Ada");
        assert_eq!(tell("1", "2"), "Incident lead: Ada → Grace");
        assert_eq!(tell("2", ""), "Grace is no longer incident lead");
        assert_eq!(tell("", "9"), "Incident lead: somebody");
    }
}
