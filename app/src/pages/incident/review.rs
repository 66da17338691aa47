//! How much of a review an incident gets, and why; and choosing another level.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::number::IncidentNumber;
use nofault_domain::review::{DataLost, ReviewLevel};
use nofault_domain::word::Word;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::review::{self, Review};

use super::{asked, over};
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Conflicted, Hidden, Page, PostForm, Select, Submit, TextArea, Time, Was, words};

type Found = (Incident, Review);

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let review = review::of_incident(&mut db, &incident, here.now).await?;
    Ok((incident, review))
}

/// "Review: full: SEV1; impact lasted 5h 20m", for the incident's other pages.
pub(in crate::pages) fn line(review: &Review, incident: &Incident, responder: bool) -> AnyView {
    let href = format!("{}/review", incident.address());
    let link = if responder { "Change" } else { "Why" };
    let words = review.words();
    view! {
        <p class="review-level">
            {words}" "<a href=href aria-label=format!("{link}: how much of a review")>{link}</a>
        </p>
    }
    .into_any()
}

#[component]
pub fn ReviewPage() -> AnyView {
    load(found(Here::now(), asked()), |here, (incident, review)| {
        let form = here.form("review-level");
        let writer = here.may(Role::Responder) || form.is_rejected();
        let (action, back) = (format!("{}/review", incident.address()), incident.address());
        view! {
            <Page title="How much of a review" over=over(&incident)>
                <div class="prose">{now(&review)}</div>
                {writer.then(|| edit(&form, &incident, &review))}
                <Conflicted form=form.clone() action=action.clone() back=action />
                <p><a href=back>"Back to the incident"</a></p>
            </Page>
        }
    })
    .into_any()
}

fn now(review: &Review) -> AnyView {
    let chosen = review.said.as_ref().filter(|said| said.level.is_some()).map(|said| {
        let by = said.by.clone().unwrap_or_else(|| "the operator".to_owned());
        view! { <p><strong>{review.words()}</strong><span class="about">" Chosen by "{by}", "<Time at=said.at /></span></p> }
    });
    let rules = review.assessed.words();
    let rules = match chosen {
        Some(_) => view! { <p>"By rule it would be "{rules}"."</p> }.into_any(),
        None => view! { <p><strong>{rules}</strong></p> }.into_any(),
    };
    let unknown = review.facts.unknown();
    let unknown = (!unknown.is_empty()).then(|| {
        let unknown = format!("Not known: {}. It then asks for nothing.", unknown.join(", "));
        view! { <p class="hint">{unknown}</p> }
    });
    view! {
        {chosen}
        {rules}
        {unknown}
        <p><a href="/review-policy">"The rules"</a></p>
    }
    .into_any()
}

fn edit(given: &Form, incident: &Incident, review: &Review) -> AnyView {
    let form = given.clone();
    let (action, version) =
        (format!("{}/review", incident.address()), form.version(incident.version));
    let level = review.chosen().map_or("", Word::key);
    let reason = review.said.as_ref().map_or_else(String::new, |said| said.reason.clone());
    let lost = DataLost::from(review.facts.data_lost).key();
    let by_rule = format!("As the rules say ({})", review.assessed.level.word());
    view! {
        <PostForm form=form.clone() action=action class="narrow">
            <Hidden name="version" value=version />
            <Was form=form.clone() field="level" value=level />
            <Was form=form.clone() field="reason" value=reason.clone() />
            <Was form=form.clone() field="data_lost" value=lost />
            <Select form=form.clone() name="data_lost" label="Was data lost?" value=lost choices=words(DataLost::ALL) hint="The rules look at it." />
            <Select form=form.clone() name="level" label="Review" none=by_rule value=level choices=words(ReviewLevel::ALL) />
            <TextArea form=form name="reason" label="Why" value=reason rows=3 hint="Needed where you choose another level than the rules." />
            <Submit label="Save" class="primary" />
        </PostForm>
    }
    .into_any()
}
