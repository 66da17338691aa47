//! A text of a review with what it mentions: in running text as links, in a paragraph of its
//! own as what it is now.

mod report;

use std::collections::BTreeMap;

use leptos::prelude::*;
use nofault_domain::access::Viewer;
use nofault_domain::entry::EntryKind;
use nofault_domain::mention::{Mention, Piece, pieces};
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_store::action::Action;
use nofault_store::change::Change;
use nofault_store::factor::Factor;
use nofault_store::incident::Incident;
use nofault_store::mention::{self, Mentioned, Mentions};
use nofault_store::timeline::Entry;
use nofault_store::{Db, Failure};

use report::Reports;

use super::incident::Pictured;
use crate::here::Here;
use crate::markdown::{self, Links};
use crate::ui::{ActionBadge, DueDay, StatusBadge, When};

/// What texts mention, as their reader may see it.
#[derive(Default)]
pub struct Quoted {
    mentions: Mentions,
    links: Links,
    pictures: BTreeMap<IncidentNumber, Pictured>,
    reports: Reports,
}

/// More pictures than these on a page stay words.
const PICTURES: usize = 6;

/// # Errors
/// [`Failure::Database`].
pub async fn read<'t>(
    db: &mut Db<'_>,
    here: &Here,
    texts: impl Iterator<Item = &'t str>,
) -> Result<Quoted, Failure> {
    let texts: Vec<&str> = texts.collect();
    let mentions = mention::read(db, here.viewer(), texts.iter().copied()).await?;
    let reports = report::read(db, here, &texts).await?;
    let links = to(&mentions);
    let mut pictures = BTreeMap::new();
    for one in mentions.values() {
        if let Mentioned::Picture(incident) = one
            && pictures.len() < PICTURES
        {
            let picture = Pictured::read(db, here, incident.clone()).await?;
            pictures.insert(incident.number, picture);
        }
    }
    Ok(Quoted { mentions, links, pictures, reports })
}

/// Where what a text mentions is, for a preview of it.
///
/// # Errors
/// [`Failure::Database`].
pub async fn links(db: &mut Db<'_>, viewer: Viewer, text: &str) -> Result<Links, Failure> {
    Ok(to(&mention::read(db, viewer, std::iter::once(text)).await?))
}

fn to(mentions: &Mentions) -> Links {
    mentions.iter().map(|(mention, one)| (*mention, link(*mention, one))).collect()
}

/// Where it is, and what it is called.
fn link(mention: Mention, one: &Mentioned) -> (String, String) {
    match one {
        Mentioned::Incident(incident) => (incident.address(), incident.title.clone()),
        Mentioned::Picture(incident) => {
            (format!("{}#picture", incident.address()), incident.title.clone())
        }
        Mentioned::Entry(incident, _) => (format!("/incidents/{mention}"), incident.title.clone()),
        Mentioned::Action(action) => {
            (action.address(), format!("{}: {}", action.state.label(), action.title))
        }
        Mentioned::Factor(factor) => (factor.address(), factor.title.clone()),
        Mentioned::Change(change) => (change.address(), change.title.clone()),
    }
}

impl Quoted {
    /// The text as it is read.
    pub fn body(&self, here: &Here, text: &str) -> AnyView {
        let shown: Vec<_> = pieces(text).into_iter().map(|piece| self.piece(here, piece)).collect();
        shown.into_any()
    }

    fn piece(&self, here: &Here, piece: Piece<'_>) -> AnyView {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Report(report) => report::shown(here, &self.reports, &report)
                .unwrap_or_else(|| self.text(report.line)),
            Piece::Alone(mention) => match self.mentions.get(&mention) {
                Some(Mentioned::Entry(incident, entry)) => self.entry(mention, incident, entry),
                Some(Mentioned::Action(action)) => one_action(action),
                Some(Mentioned::Factor(factor)) => one_factor(factor),
                Some(Mentioned::Change(change)) => one_change(change),
                Some(Mentioned::Incident(incident)) => one_incident(incident),
                Some(Mentioned::Picture(incident)) => match self.pictures.get(&incident.number) {
                    Some(picture) => picture.shown(here),
                    None => self.text(&mention.to_string()),
                },
                None => self.text(&mention.to_string()),
            },
        }
    }

    fn text(&self, text: &str) -> AnyView {
        let html = markdown::render_with(text, &self.links);
        view! { <div class="markdown" inner_html=html></div> }.into_any()
    }

    fn entry(&self, mention: Mention, incident: &Incident, entry: &Entry) -> AnyView {
        let (href, number) = (format!("/incidents/{mention}"), mention.to_string());
        let cite = href.clone();
        let html = markdown::render_with(&entry.body, &self.links);
        let kind = (!matches!(entry.kind, EntryKind::Note)).then(|| entry.kind.label());
        let by = entry.author.clone();
        view! {
            <blockquote class="quoted" cite=cite>
                <p class="meta">
                    <a href=href title=incident.title.clone()>{number}</a>" "
                    <When moment=entry.moment.clone() />
                    {kind.map(|kind| view! { " "<span class="kind">{kind}</span> })}
                    {by.map(|by| view! { " "<span class="author">{by}</span> })}
                </p>
                <div class="markdown" inner_html=html></div>
            </blockquote>
        }
        .into_any()
    }
}

fn one_action(action: &Action) -> AnyView {
    let (number, href, title) = (action.number.to_string(), action.address(), action.title.clone());
    let owner = action.owner.as_ref().map(|(_, name)| name.clone());
    view! {
        <p class="quoted one">
            <span class="number">{number}</span>" "<a href=href>{title}</a>" "
            <ActionBadge state=action.state />
            {owner.map(|owner| view! { " "<span class="about">{owner}</span> })}
            {action.due.map(|due| view! { " due "<DueDay day=due /> })}
        </p>
    }
    .into_any()
}

fn one_factor(factor: &Factor) -> AnyView {
    let (number, href, title) = (factor.number.to_string(), factor.address(), factor.title.clone());
    view! {
        <p class="quoted one">
            <span class="number">{number}</span>" "<a href=href>{title}</a>" "
            <span class="about">{factor.category.label()}</span>
        </p>
    }
    .into_any()
}

fn one_change(change: &Change) -> AnyView {
    let (number, href, title) = (change.number.to_string(), change.address(), change.title.clone());
    view! {
        <p class="quoted one">
            <span class="number">{number}</span>" "<a href=href>{title}</a>" "
            <span class="about">{change.service_name.clone()}" · "{change.kind.label()}</span>" "
            <When moment=change.moment.clone() />
        </p>
    }
    .into_any()
}

fn one_incident(incident: &Incident) -> AnyView {
    let (number, href, title) =
        (incident.number.to_string(), incident.address(), incident.title.clone());
    view! {
        <p class="quoted one">
            <span class="number">{number}</span>" "<a href=href>{title}</a>" "
            <StatusBadge status=incident.status />
        </p>
    }
    .into_any()
}
