//! The factors of an incident on a page of their own: known ones to choose from, and the
//! forms that add and change them.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::number::{FactorNumber, IncidentNumber};
use nofault_store::Failure;
use nofault_store::factor::{self, Link, Listed};
use nofault_store::incident::{self, Incident};

use super::super::{asked, over};
use super::{Factors, form, list};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Empty, Page};

pub(super) struct Found {
    pub incident: Incident,
    /// The removed ones too.
    pub links: Vec<Link>,
    pub factors: Factors,
    /// What may be added: the most frequent ones.
    pub known: Vec<Listed>,
    /// What fits the words that somebody looks for.
    pub fitting: Vec<Listed>,
}

/// In the field's list. More are found by their words.
const MOST: i64 = 200;
/// For one question.
const FITTING: usize = 10;

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let viewer = here.viewer();
    let incident = incident::by_number(&mut db, viewer, number?).await?;
    let links = factor::links(&mut db, viewer, incident.id).await?;
    let writer = here.may(Role::Responder);
    let (mut known, mut fitting) = (Vec::new(), Vec::new());
    if writer {
        known = factor::listed(&mut db, viewer, false, MOST).await?;
        fitting = factor::find(&mut db, viewer, false, here.query("q"), FITTING).await?;
    }
    let stands = |number: FactorNumber| {
        links.iter().any(|link| link.number == number && link.removed.is_none())
    };
    known.retain(|one| !stands(one.number));
    fitting.retain(|one| !stands(one.number));
    let factors = super::read(&mut db, &here, &incident).await?;
    Ok(Found { incident, links, factors, known, fitting })
}

#[component]
pub fn FactorsPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let new = here.form("new-factor");
        let writer = here.may(Role::Responder);
        let standing = !found.factors.standing.is_empty();
        let empty = (!standing).then(|| {
            view! {
                <Empty title="No contributing factor named yet">
                    <p>"What had to be so for this to happen? There is never only one, and it is never a person."</p>
                </Empty>
            }
        });
        let back = format!("{}#factors", found.incident.address());
        view! {
            <Page title="Contributing factors" over=over(&found.incident)>
                <p class="links">
                    <a href=back>"Back to the incident"</a>" "
                    <a href="/factors">"All contributing factors"</a>
                </p>
                {linked(&here, &found)}
                {empty}
                {list::standing(&here, &found, writer)}
                {list::removed(&here, &found, writer)}
                {writer.then(|| form::search(&here, &found))}
                {(writer || new.is_rejected()).then(|| form::add(&new, &found))}
            </Page>
        }
    })
    .into_any()
}

/// Somebody typed the title of one that was known already.
fn linked(here: &Here, found: &Found) -> AnyView {
    let number = FactorNumber::parse(here.query("linked"));
    let link = found.factors.standing.iter().find(|link| Some(link.number) == number);
    link.map(|link| {
        let word = format!(
            "{} has this title already: it was added here, and no second one made.",
            link.number
        );
        view! { <p class="notice" role="status">{word}</p> }
    })
    .into_any()
}
