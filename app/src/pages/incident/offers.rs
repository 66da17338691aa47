//! Milestones offered when their moment is near.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::entry::{ChangedField, EntryKind};
use nofault_domain::moment::Moment;
use nofault_domain::offer::{Known, NEWS, Offer, Why, offers};
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_store::incident::{self, Incident};
use nofault_store::timeline::{self, Entry};
use nofault_store::{Db, Failure};

use super::Whole;
use crate::here::Here;
use crate::ui::{Hidden, PostForm, Submit, When};

/// What the section shows, beyond what the page has read anyway.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    impact_ended: Option<Moment>,
    /// The changes, and what was written of late: whichever entries the page itself has read.
    entries: Vec<Entry>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, incident: &Incident) -> Result<Offers, Failure> {
    if !here.may(Role::Responder) {
        return Ok(Offers::default());
    }
    Ok(Offers {
        impact_ended: incident::impact_ended(db, incident.id).await?,
        entries: timeline::recent(db, incident.id, here.now.plus_micros(-NEWS)).await?,
    })
}

pub fn section(here: &Here, whole: &Whole) -> AnyView {
    let shown: Vec<_> = if here.may(Role::Responder) {
        offers(&known(whole), here.now).iter().map(|offer| one(here, whole, offer)).collect()
    } else {
        Vec::new()
    };
    view! { <div id="offers" data-live>{shown}</div> }.into_any()
}

fn known(whole: &Whole) -> Known<'_> {
    let went = |entry: &Entry| {
        let change = entry.change.as_ref().filter(|one| one.field == ChangedField::Status)?;
        Some((Status::parse(&change.to).ok()?, entry.moment.clone()))
    };
    let tells = |entry: &&Entry| {
        entry.deleted.is_none()
            && !matches!(entry.kind, EntryKind::StatusChange | EntryKind::Hypothesis)
    };
    let entries = &whole.offers.entries;
    let told = entries.iter().filter(tells);
    Known {
        status: whole.incident.status,
        milestones: &whole.milestones,
        went: entries.iter().filter_map(went).collect(),
        told: told.map(|entry| (entry.number, &entry.moment, entry.body.as_str())).collect(),
        impact_ended: whole.offers.impact_ended.clone(),
    }
}

fn one(here: &Here, whole: &Whole, offer: &Offer) -> AnyView {
    let key = offer.milestone.key();
    let form = here.form_of("offer", "milestone", key);
    let address = whole.incident.address();
    let (at, zone) = (offer.moment.edit_text(), offer.moment.zone.name().to_owned());
    let version = whole.incident.version.to_string();
    let why = match offer.why {
        Why::Declared => view! { "when it was declared" }.into_any(),
        Why::Went(status) => {
            format!("when it went to {}", status.label().to_lowercase()).into_any()
        }
        Why::Told(number) => {
            view! { "as "<a href=format!("#{number}")>{number.to_string()}</a>" says" }.into_any()
        }
        Why::ImpactEnded => view! { "when the impact ended" }.into_any(),
    };
    let (label, moment) = (offer.milestone.label(), offer.moment.clone());
    view! {
        <PostForm form=form action=format!("{address}/milestones/{key}") class="offer">
            <Hidden name="version" value=version />
            <Hidden name="at" value=at />
            <Hidden name="zone" value=zone />
            <p>
                <strong>{label}</strong>
                " is not set. Was it "
                <When moment=moment />
                ", "{why}"?"
            </p>
            <Submit label=format!("Set “{}”", label.to_lowercase()) />
            <a href=format!("{address}/milestones")>"Another time"</a>
        </PostForm>
    }
    .into_any()
}
