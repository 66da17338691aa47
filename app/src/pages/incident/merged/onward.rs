//! The other pages of a merged incident: each leads to the same page of the incident in which
//! it goes on, which says so and leads back.

use leptos::prelude::*;
use nofault_domain::number::IncidentNumber;
use nofault_store::incident::{self, Incident, MergedPart};
use nofault_store::{Db, Failure};

use super::came;
use crate::here::Here;
use crate::load::go_to;

/// What a page has to know of merges.
#[derive(Debug, Clone, Default)]
pub struct Onward {
    /// What the address ends with, such as `updates`.
    page: &'static str,
    number: Option<IncidentNumber>,
    /// Where it goes on, where the reader may see that one.
    into: Option<IncidentNumber>,
    /// The part that was asked for, before it led here.
    from: Option<MergedPart>,
}

pub async fn onward(
    db: &mut Db<'_>,
    here: &Here,
    incident: &Incident,
    page: &'static str,
) -> Result<Onward, Failure> {
    let viewer = here.viewer();
    let mut onward = Onward { page, number: Some(incident.number), ..Onward::default() };
    if incident.merged_into.is_some() {
        let into = incident::merged_into(&mut *db, viewer, incident.id).await?;
        onward.into = into.map(|(number, _)| number);
    }
    if !here.query("from").is_empty() {
        let parts = incident::merged_parts(&mut *db, viewer, incident.id).await?;
        onward.from = came(here, &parts).cloned();
    }
    Ok(onward)
}

/// Leads on, or says what was merged. Whoever asks for its own (`stay`), or whose form was not
/// taken, stays.
pub fn leads(here: &Here, onward: &Onward) -> AnyView {
    let page = onward.page;
    let stays = !here.query("stay").is_empty() || here.rejected.is_some();
    if let (Some(into), Some(number)) = (onward.into, onward.number) {
        if !stays {
            let from = onward.from.as_ref().map_or(number, |part| part.number);
            go_to(&format!("/incidents/{into}/{page}?from={from}"));
        }
        return view! {
            <p class="notice">
                {format!("{number} was merged: it goes on in {into}. ")}
                <a href=format!("/incidents/{into}/{page}")>{format!("The same page of {into}")}</a>
            </p>
        }
        .into_any();
    }
    let from = onward.from.as_ref().map(|part| {
        let number = part.number;
        view! {
            <p class="notice" role="status">
                {format!("{number} “{}” was merged into this incident. ", part.title)}
                <a href=format!("/incidents/{number}/{page}?stay=1")>{format!("See the same page of {number} by itself")}</a>
            </p>
        }
    });
    from.into_any()
}
