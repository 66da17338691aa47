//! What was affected, from when to when, and what depends on it.

mod form;
mod list;
mod page;

pub use page::ImpactsPage;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::id::ServiceId;
use nofault_domain::impact;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Moment;
use nofault_domain::word::Word;
use nofault_store::catalog;
use nofault_store::impact::Impact;
use nofault_store::incident::Incident;
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::ui::{Hidden, PostForm, Submit, When};

type Named = (ServiceId, String);

/// What the section shows.
#[derive(Debug, Clone, Default)]
pub struct Impacts {
    /// By their start, without those that were removed.
    pub standing: Vec<Impact>,
    /// The incident's services.
    touched: Vec<Named>,
    /// What needs one of them, and is none of them.
    may_reach: Vec<Named>,
}

/// More names than these are on the page of the impacts.
const MOST: usize = 12;

pub async fn read(db: &mut Db<'_>, _here: &Here, incident: &Incident) -> Result<Impacts, Failure> {
    let standing = nofault_store::impact::standing(db, incident.id).await?;
    let touched = catalog::touched(db, incident.id).await?;
    let may_reach = catalog::may_reach(db, incident.id).await?;
    Ok(Impacts { standing, touched, may_reach })
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let Impacts { standing, touched, may_reach } = &whole.impacts;
    let responder = here.may(Role::Responder);
    if standing.is_empty() && touched.is_empty() && !responder {
        return view! { <div id="impacts" data-live></div> }.into_any();
    }
    let address = format!("{}/impacts", whole.incident.address());
    let is_hit = |service: &&Named| standing.iter().any(|one| one.said.service == service.0);
    let named: Vec<_> = touched.iter().filter(|service| !is_hit(service)).collect();
    let unknown = (!named.is_empty() && !standing.is_empty()).then(|| {
        let names: Vec<_> = named.iter().map(|service| link(service)).collect();
        view! { <p class="hint">"Not said yet how much: "{separated(names)}</p> }
    });
    let only_named = (standing.is_empty() && !named.is_empty()).then(|| {
        let names: Vec<_> = named.iter().map(|service| link(service)).collect();
        view! { <p>{separated(names)}</p> }
    });
    let shown: Vec<_> = standing.iter().map(|impact| one(impact, standing)).collect();
    let word = if standing.is_empty() { "Add an impact" } else { "Add or change impacts" };
    view! {
        <section id="impacts" data-live>
            <h2>"Impact"</h2>
            {only_named}
            {(!shown.is_empty()).then(|| view! { <ul class="short impacts">{shown}</ul> })}
            {unknown}
            {reach(may_reach, Some((MOST, &address)))}
            {differences(here, &whole.incident, &whole.milestones, standing)}
            {responder.then(|| view! { <p><a href=address.clone()>{word}</a></p> })}
            {(!responder && !standing.is_empty()).then(|| view! { <p><a href=address.clone()>"More on the impacts"</a></p> })}
        </section>
    }
    .into_any()
}

fn one(impact: &Impact, all: &[Impact]) -> AnyView {
    let said = &impact.said;
    let service = (said.service, said.service_name.clone());
    let how_much = said.fraction.map(|fraction| format!(" {fraction}"));
    view! {
        <li class=if said.span.to.is_some() { "impact" } else { "impact open" }>
            {link(&service)}
            <strong class="fraction">{how_much}</strong>
            <span class="about">{during(impact)}{overlapping(impact, all)}</span>
            {(!said.words.is_empty()).then(|| view! { <span class="words">{said.words.clone()}</span> })}
        </li>
    }
    .into_any()
}

/// From when to when.
pub(super) fn during(impact: &Impact) -> AnyView {
    let span = impact.said.span.clone();
    let to = match span.to {
        Some(to) => view! { " to "<When moment=to /> }.into_any(),
        None => view! { ", "<em>"goes on"</em> }.into_any(),
    };
    view! { "From "<When moment=span.from />{to} }.into_any()
}

/// Shown as they are, and said.
pub(super) fn overlapping(impact: &Impact, all: &[Impact]) -> Option<String> {
    let other = |one: &&Impact| {
        one.number != impact.number
            && one.said.service == impact.said.service
            && one.said.span.overlaps(&impact.said.span)
    };
    let numbers: Vec<String> = all.iter().filter(other).map(|one| one.number.to_string()).collect();
    (!numbers.is_empty()).then(|| format!("; overlaps with {}", numbers.join(", ")))
}

pub(super) fn link(service: &Named) -> AnyView {
    let (id, name) = service;
    view! { <a href=format!("/services/{id}")>{name.clone()}</a> }.into_any()
}

fn separated(views: Vec<AnyView>) -> AnyView {
    // The comma stays with what stands before it, which may itself break.
    let last = views.len().saturating_sub(1);
    let part = |(index, one): (usize, AnyView)| {
        let comma = (index < last).then_some(",");
        view! { <span class="listed">{one}{comma}</span>" " }
    };
    views.into_iter().enumerate().map(part).collect_view().into_any()
}

/// What needs what was hit; the first so many, then where the others are.
fn reach(services: &[Named], short: Option<(usize, &str)>) -> AnyView {
    if services.is_empty() {
        return ().into_any();
    }
    let most = short.map_or(usize::MAX, |(most, _)| most);
    let names: Vec<_> = services.iter().take(most).map(link).collect();
    let rest = services.len().saturating_sub(most);
    let more = short.filter(|_| rest > 0).map(|(_, address)| {
        view! { " and "<a href=format!("{address}#reach")>{format!("{rest} more")}</a> }
    });
    view! { <p class="reach">"May reach: "{separated(names)}{more}</p> }.into_any()
}

/// Where a person typed another moment than the impacts say: in words, with a way to take theirs.
fn differences(
    here: &Here,
    incident: &Incident,
    milestones: &[(Milestone, Moment)],
    standing: &[Impact],
) -> AnyView {
    let (started, ended) = impact::milestones(standing.iter().map(|one| &one.said.span));
    let pairs = [(Milestone::ImpactStarted, started), (Milestone::ImpactEnded, ended)];
    let differing = pairs.into_iter().filter_map(|(milestone, said)| {
        let set = milestones.iter().find(|(name, _)| *name == milestone);
        let (set, said) = (&set?.1, said?);
        (set.at != said.at).then(|| difference(here, incident, milestone, set, said))
    });
    let list: Vec<_> = differing.collect();
    (!list.is_empty()).then(|| view! { <ul class="flags">{list}</ul> }).into_any()
}

fn difference(
    here: &Here,
    incident: &Incident,
    milestone: Milestone,
    set: &Moment,
    said: &Moment,
) -> AnyView {
    let form = here.form_of("impact-milestone", "milestone", milestone.key());
    let take = here.may(Role::Responder).then(|| {
        let local = here.zone.local(said.at);
        let label = format!("Take {:02}:{:02} from the impacts", local.hour, local.minute);
        let action = format!("{}/impacts/milestones", incident.address());
        let version = form.version(incident.version);
        view! {
            <PostForm form=form action=action class="inline">
                <Hidden name="version" value=version />
                <Hidden name="milestone" value=milestone.key() />
                <Submit label=label />
            </PostForm>
        }
    });
    view! {
        <li>
            {format!("“{}” says ", milestone.label())}
            <When moment=set.clone() />
            ", the impacts "
            <When moment=said.clone() />
            {take}
        </li>
    }
    .into_any()
}
