//! What stands at the foot of each printed page: which incident, and which text of it.

use nofault_domain::moment;
use nofault_store::incident::Incident;
use nofault_store::postmortem::{Postmortem, Publication};

use super::Whole;
use super::publish::stands;
use crate::here::Here;

pub fn of(here: &Here, whole: &Whole) -> String {
    let named = named(&whole.incident);
    match &whole.postmortem {
        None => named,
        Some(postmortem) => format!("{named} · {}", text(here, whole, postmortem)),
    }
}

pub fn publication(
    here: &Here,
    incident: &Incident,
    publication: &Publication,
    earlier: bool,
) -> String {
    let earlier = if earlier { ", an earlier one" } else { "" };
    format!("{} · {}{earlier}", named(incident), published(here, publication))
}

fn named(incident: &Incident) -> String {
    format!("{} {}", incident.number, incident.title)
}

fn text(here: &Here, whole: &Whole, postmortem: &Postmortem) -> String {
    match postmortem.publications.first() {
        Some(latest) if whole.published.is_some() || !postmortem.is_ahead() => {
            published(here, latest)
        }
        Some(latest) => {
            format!("{}, changed since publication {}", stands(postmortem), latest.number)
        }
        None => format!("{}, not published yet", stands(postmortem)),
    }
}

fn published(here: &Here, publication: &Publication) -> String {
    let at = moment::show(publication.at, &here.zone);
    format!("Published {at}, publication {}", publication.number)
}
