//! An idea: where it came up, what becomes of it, and that it came up again.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::action::{ActionState, Priority, seen};
use nofault_domain::instant::Instant;
use nofault_domain::word::Word;
use nofault_store::action::{self, Action, Idea, Stood};
use nofault_store::incident::{self, Filter};
use nofault_store::{Db, Failure};

use super::{Whole, ending};
use crate::here::Here;
use crate::pages::actions::stood;
use crate::ui::{Choice, Field, Hidden, PostForm, Select, Submit, Time, words};

/// Where it came up, and incidents to choose from.
pub struct Seen {
    /// Its own incident first.
    idea: Idea,
    again: Vec<(Stood, Instant, Option<String>)>,
    newest: Vec<String>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, action: &Action) -> Result<Seen, Failure> {
    let (viewer, is_idea) = (here.viewer(), action.state == ActionState::Idea);
    let again = action::sightings(&mut *db, viewer, action.id).await?;
    let mut stood = Vec::new();
    if let Some((_, number, _)) = &action.incident
        && (is_idea || !again.is_empty())
    {
        stood.push(Stood::from(&incident::by_number(&mut *db, viewer, *number).await?));
    }
    stood.extend(again.iter().map(|(stood, ..)| stood.clone()));
    let mut newest = Vec::new();
    if is_idea && here.may(Role::Responder) {
        let page = incident::page(db, viewer, &Filter::default(), None).await?;
        let known = |number| stood.iter().any(|one| one.incident == number);
        let others = page.items.into_iter();
        let others = others.filter(|one| one.merged_into.is_none() && !known(one.number));
        newest = others.map(|one| format!("{} {}", one.number, one.title)).collect();
    }
    Ok(Seen { idea: Idea { action: action.clone(), stood }, again, newest })
}

/// In how many incidents, and which. What was made an action keeps them.
pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let found = &whole.seen;
    let is_idea = whole.action.state == ActionState::Idea;
    if !is_idea && found.again.is_empty() {
        return ().into_any();
    }
    let private = here.query("private") == "1";
    let one = |one: &Stood| {
        let said = found.again.iter().find(|(again, ..)| again.incident == one.incident);
        let said = said.map(|(_, at, by)| {
            let by = by.clone().unwrap_or_else(|| "the operator".to_owned());
            view! { {format!("named by {by}, ")}<Time at=*at /> }
        });
        view! { <li>{stood(one)}<span class="about">{said}</span></li> }
    };
    let list: Vec<_> = found.idea.stood.iter().map(one).collect();
    let sighting = (is_idea && here.may(Role::Responder)).then(|| sighting(here, whole));
    view! {
        <section id="seen">
            <h2>{seen(found.idea.seen(private))}</h2>
            {uncounted(&found.idea, private, &whole.action.address())}
            <ul class="short factors">{list}</ul>
            {sighting}
        </section>
    }
    .into_any()
}

/// What is listed and not counted, said where there is any.
fn uncounted(idea: &Idea, private: bool, address: &str) -> AnyView {
    let nothing = idea.stood.iter().any(|one| !one.counts(true));
    let hidden = idea.stood.iter().any(|one| one.private);
    let nothing =
        nothing.then_some("Drills, and incidents that came to nothing, are not counted. ");
    let count = format!("{address}?private=1#seen");
    let leave = format!("{address}#seen");
    let hidden = hidden.then(|| match private {
        true => view! {
            "Private ones that you may see are counted. "<a href=leave>"Leave them out"</a>
        }
        .into_any(),
        false => view! {
            "Private ones that you may see are listed, and not counted. "
            <a href=count>"Count them"</a>
        }
        .into_any(),
    });
    (nothing.is_some() || hidden.is_some())
        .then(|| view! { <p class="hint">{nothing}{hidden}</p> })
        .into_any()
}

fn sighting(here: &Here, whole: &Whole) -> AnyView {
    let form = here.form("sighting");
    let options: Vec<_> =
        whole.seen.newest.iter().map(|one| view! { <option value=one.clone()></option> }).collect();
    let address = format!("{}/sightings", whole.action.address());
    view! {
        <PostForm form=form.clone() action=address class="compact">
            <Field form=form name="incident" label="It would have helped in this incident, too" required=true placeholder="INC-9" list="newest" />
            <datalist id="newest">{options}</datalist>
            <Submit label="Name the incident" />
        </PostForm>
    }
    .into_any()
}

/// Making it an action, or declining it.
pub fn decide(here: &Here, whole: &Whole) -> AnyView {
    let adopt = here.may(Role::Responder).then(|| adoption(here, whole));
    // Somebody else reopened it before, or it was never an action.
    let overtaken = [here.form("reopening"), here.form("completion")];
    let overtaken: Vec<_> =
        overtaken.iter().filter_map(|form| form.summary()).map(refused).collect();
    view! {
        <section id="adoption">
            <h2>"Make it an action, or decline it"</h2>
            {overtaken}
            {adopt}
            {ending::decline(here, &whole.action)}
        </section>
    }
    .into_any()
}

fn adoption(here: &Here, whole: &Whole) -> AnyView {
    let form = here.form("adoption");
    let action = &whole.action;
    let (version, owners) = (form.version(action.version), whole.owners.clone());
    let address = format!("{}/adoption", action.address());
    let priority = action.priority.map_or("", Word::key);
    let owner = action.owner.as_ref().map_or_else(String::new, |(owner, _)| owner.to_string());
    view! {
        <PostForm form=form.clone() action=address class="compact">
            <Hidden name="version" value=version />
            <Select form=form.clone() name="priority" label="Priority" none="None" value=priority choices=words(Priority::ALL) hint="P0 is the most urgent." />
            <Select form=form.clone() name="owner" label="Owner" none="Nobody yet" value=owner choices=owners />
            <Field form=form name="due" label="Due" kind="date" hint="Blank with a priority: as the policy says." />
            <Submit label="Make it an action" class="primary" />
        </PostForm>
    }
    .into_any()
}

fn refused(text: String) -> AnyView {
    view! { <p class="error summary" role="alert">{text}</p> }.into_any()
}

/// What somebody sent about an idea that another decided on meanwhile.
pub fn overtaken(here: &Here, owners: &[Choice]) -> AnyView {
    let (adoption, sighting) = (here.form("adoption"), here.form("sighting"));
    let owner = adoption.value("owner", "");
    let owner = owners.iter().find(|one| one.value == owner).map(|one| one.label.clone());
    let priority = Priority::parse(&adoption.value("priority", "")).ok();
    let due = Some(adoption.value("due", "")).filter(|due| !due.is_empty());
    let typed = [
        priority.map(|priority| priority.label().to_owned()),
        owner,
        due.map(|due| format!("due {due}")),
    ];
    let typed: Vec<_> = typed.into_iter().flatten().collect();
    let adopted = adoption.summary().map(|summary| match typed.as_slice() {
        [] => summary,
        typed => format!("{summary} You had chosen: {}.", typed.join(", ")),
    });
    let named = sighting
        .summary()
        .map(|summary| format!("{summary} You had written: “{}”.", sighting.value("incident", "")));
    let all: Vec<_> = adopted.into_iter().chain(named).map(refused).collect();
    all.into_any()
}
