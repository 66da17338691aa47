//! Whom the form showed in each role; and both, where somebody else took the chosen one since.

use leptos::prelude::*;
use nofault_domain::incident::IncidentRole;
use nofault_domain::word::Word;
use nofault_store::response::{Holding, Responder};

use super::{holder, one};
use crate::here::Form;
use crate::ui::Hidden;

/// The roles that one person has at a time, each with its field.
const SEEN: [(IncidentRole, &str); 3] = [
    (IncidentRole::Lead, "instead_of_lead"),
    (IncidentRole::Communications, "instead_of_communications"),
    (IncidentRole::Scribe, "instead_of_scribe"),
];

/// Hidden: nobody is relieved whom the person did not see there. After a conflict they did.
pub(super) fn seen(form: &Form, holdings: &[Holding]) -> AnyView {
    let field = |(role, name): (IncidentRole, &'static str)| {
        let present = holder(holdings, role)
            .map_or_else(|| "nobody".to_owned(), |holding| holding.id.to_string());
        let value = if form.is_conflict() { present } else { form.value(name, present) };
        view! { <Hidden name=name value=value /> }
    };
    SEEN.into_iter().map(field).collect_view().into_any()
}

/// Whom the person chose, and who has the role now.
pub(super) fn beside(form: &Form, holdings: &[Holding], responders: &[Responder]) -> AnyView {
    let role = IncidentRole::parse(&form.value("role", ""));
    let Some(present) = role.ok().and_then(|role| holder(holdings, role)) else {
        return ().into_any();
    };
    if !form.is_conflict() {
        return ().into_any();
    }
    let (chosen, label) = (chosen(form, responders), present.role.label());
    let relieves = format!("Giving the role now relieves {}.", present.name);
    view! {
        <div class="newer">
            <p>{format!("Taken meanwhile: {label}. {relieves}")}</p>
            <dl class="pairs">
                <div><dt>"Yours"</dt><dd>{chosen}</dd></div>
                <div><dt>"Saved now"</dt><dd>{one(present)}</dd></div>
            </dl>
        </div>
    }
    .into_any()
}

fn chosen(form: &Form, responders: &[Responder]) -> String {
    let (person, other) = (form.value("person", ""), form.value("other", ""));
    let known = responders.iter().find(|one| one.id.to_string() == person);
    match (known, person.is_empty(), other.is_empty()) {
        (Some(known), ..) => known.name.clone(),
        (None, true, true) => "You".to_owned(),
        (None, true, false) => other,
        (None, false, _) => person,
    }
}
