//! Names of people in a postmortem, each in its sentence, with the role that may stand in its
//! place: before publishing, or at any time.

use std::collections::BTreeMap;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::naming::{Place, places};
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::postmortem::{self, Connected, Section};

use crate::here::{Form, Here};
use crate::load::load;
use crate::pages::incident::{asked, only, over};
use crate::ui::{Empty, Hidden, Page, PostForm, Submit};

/// So many places are shown at once; when they are replaced, the rest is.
const MOST: usize = 300;

struct Found {
    incident: Incident,
    people: Vec<Connected>,
    /// Those in which somebody is named.
    sections: Vec<(Section, Vec<Place>)>,
    /// Whether there are more.
    more: bool,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Responder, "names")?;
    let postmortem = postmortem::of_incident(&mut db, incident.id).await?;
    let postmortem = postmortem.ok_or(Refusal::NotFound("postmortem"))?;
    if !here.may(Role::Responder) {
        // Whoever else sent a form sees no more than why it was not taken.
        return Ok(Found { incident, people: Vec::new(), sections: Vec::new(), more: false });
    }
    let people = postmortem::connected(&mut db, incident.id).await?;
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let (mut sections, mut left, mut more) = (Vec::new(), MOST, false);
    for section in postmortem.sections {
        let mut all = places(&section.body, &names);
        more |= all.len() > left;
        all.truncate(left);
        left -= all.len();
        if !all.is_empty() {
            sections.push((section, all));
        }
    }
    Ok(Found { incident, people, sections, more })
}

/// The link that stands at the form that publishes.
pub fn link(incident: &str) -> AnyView {
    view! {
        <p class="hint">
            "Names of people can give way to their roles first: "
            <a href=format!("{incident}/postmortem/names")>"look at each name"</a>"."
        </p>
    }
    .into_any()
}

#[component]
pub fn NamesPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let form = here.form("names");
        let back = format!("{}/postmortem", found.incident.address());
        let shown = match (found.sections.is_empty(), form.summary()) {
            (true, refused) => view! {
                {refused.map(|refused| view! { <p class="error summary" role="alert">{refused}</p> })}
                <Empty title="Nobody is named">
                    <p>"No section names anybody who held a role, wrote an entry or a section, or owns an action."</p>
                    <p><a href=back>"Back to the postmortem"</a></p>
                </Empty>
            }
            .into_any(),
            (false, _) => ask(&here, form, &found, back),
        };
        view! { <Page title="Roles in place of names" over=over(&found.incident)>{shown}</Page> }
    })
    .into_any()
}

fn ask(here: &Here, form: Form, found: &Found, back: String) -> AnyView {
    let typed: BTreeMap<&str, &str> = here
        .typed("names")
        .unwrap_or_default()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let roles: Vec<String> = found.people.iter().map(|person| role(person, &typed)).collect();
    let versions: Vec<_> = found
        .sections
        .iter()
        .map(|(section, _)| format!("{}:{}", section.key, section.version))
        .collect();
    let versions = versions.join(",");
    // After a change of a section, its places are others: all of them are ticked again.
    let same = typed.get("sections").is_some_and(|seen| *seen == versions);
    let chosen: Option<Vec<&str>> =
        same.then(|| typed.get("chosen").map_or(Vec::new(), |all| all.split(',').collect()));
    let is_named = |index: usize| {
        found.sections.iter().any(|(_, all)| all.iter().any(|place| place.person == index))
    };
    let fields: Vec<_> = (found.people.iter().zip(&roles).enumerate())
        .filter(|(index, _)| is_named(*index))
        .map(|(_, (person, role))| field(&form, person, role))
        .collect();
    let shown: Vec<_> = found
        .sections
        .iter()
        .map(|(one, all)| section(found, &roles, chosen.as_deref(), one, all))
        .collect();
    let action = format!("{}/postmortem/names", found.incident.address());
    let again = format!("{action}/preview");
    let more = found.more.then(|| {
        view! { <p class="hint">"These are the first. The others are shown when these are done."</p> }
    });
    let error = form.error("chosen");
    view! {
        <p class="hint">"What a person did is worth knowing; who it was seldom is. Each ticked name gives way to the words beside it, in a new revision of its section."</p>
        <PostForm form=form action=action class="wide names">
            <Hidden name="sections" value=versions />
            <div class="people">{fields}</div>
            <button type="submit" class="button" formaction=again>"Show these words below"</button>
            {shown}
            {more}
            {error.map(|error| view! { <p class="error">{error}</p> })}
            <Submit label="Replace the ticked names" class="primary" />
            <a href=back>"Back to the postmortem"</a>
        </PostForm>
    }
    .into_any()
}

/// What is written in the place of somebody's name: as typed, else as proposed.
fn role(person: &Connected, typed: &BTreeMap<&str, &str>) -> String {
    let typed = typed.get(format!("role-{}", person.id).as_str());
    typed.map_or_else(|| person.proposed(), |role| *role).to_owned()
}

fn field(form: &Form, person: &Connected, role: &str) -> AnyView {
    let name = format!("role-{}", person.id);
    let (label, error) = (format!("In place of {}", person.name), form.error(&name));
    let (id, error_id) = (name.clone(), format!("{name}-error"));
    let described = error.is_some().then(|| error_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id name=name value=role.to_owned() required maxlength="60" autocomplete="off"
                aria-invalid=error.is_some().then_some("true") aria-describedby=described />
            {error.map(|error| view! { <p class="error" id=error_id>{error}</p> })}
        </div>
    }
    .into_any()
}

fn section(
    found: &Found,
    roles: &[String],
    chosen: Option<&[&str]>,
    section: &Section,
    all: &[Place],
) -> AnyView {
    let one = |place: &Place| {
        let (person, role) = (found.people.get(place.person)?, roles.get(place.person)?);
        let value =
            format!("{}:{}-{}:{}", section.key, place.range.start, place.range.end, person.id);
        let ticked = chosen.is_none_or(|chosen| chosen.contains(&value.as_str()));
        Some(one(place, &place.replacement(role), value, ticked))
    };
    let shown: Vec<_> = all.iter().filter_map(one).collect();
    view! {
        <fieldset class="places">
            <legend>{section.title.clone()}</legend>
            {shown}
        </fieldset>
    }
    .into_any()
}

fn one(place: &Place, role: &str, value: String, ticked: bool) -> AnyView {
    let (before, after) = (place.before.clone(), place.after.clone());
    view! {
        <label class="check">
            <input type="checkbox" name="chosen" value=value checked=ticked />
            <span>{before}<del>{place.name.clone()}</del>" "<ins>{role.to_owned()}</ins>{after}</span>
        </label>
    }
    .into_any()
}
