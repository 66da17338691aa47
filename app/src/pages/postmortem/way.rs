//! The way from draft to publication: who answers for it, who reads it, by when.
//! Its ids begin with `_`, which no section’s key does.

mod history;
mod reviewers;
mod steps;

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::period::Day;
use nofault_store::incident::Incident;
use nofault_store::people::{self, Person};
use nofault_store::postmortem::{Due, Postmortem};
use nofault_store::review::{self, Review};
use nofault_store::{Db, Failure, catalog};

pub use reviewers::missing;

use crate::here::Here;
use crate::pages::actions::due;
use crate::pages::incident::review_line;

/// What is to be known of the way.
pub struct Way {
    pub review: Review,
    pub due: Option<Due>,
    /// The day that the policy sets, whatever was typed.
    pub by_policy: Option<Day>,
    pub today: Day,
    pub people: Vec<Person>,
}

pub async fn read(
    db: &mut Db<'_>,
    here: &Here,
    incident: &Incident,
    postmortem: Option<&Postmortem>,
) -> Result<Way, Failure> {
    let zone = catalog::installation(&mut *db).await?.zone;
    let review = review::of_incident(&mut *db, incident, here.now).await?;
    let policy = review::policy(&mut *db).await?.rules;
    let typed = postmortem.and_then(|postmortem| postmortem.due);
    Ok(Way {
        due: Due::of(typed, &review, &policy, &zone),
        by_policy: review.due(&policy, &zone),
        today: Day::of(here.now, &zone),
        people: people::people(db, here.viewer()).await?,
        review,
    })
}

impl Way {
    /// When it is due, and who says so.
    fn when(&self, open: bool) -> Option<AnyView> {
        let Due { day, typed } = self.due?;
        let says = (!typed).then_some(" as the policy says");
        let shown = due(Some(day), open, self.today);
        Some(view! { {shown}<span class="about">{says}</span> }.into_any())
    }

    pub fn due_line(&self) -> AnyView {
        self.when(true).map(|when| view! { <p>"Due "{when}</p> }).into_any()
    }
}

pub fn section(here: &Here, incident: &Incident, postmortem: &Postmortem, way: &Way) -> AnyView {
    let responder = here.may(Role::Responder);
    let owner = postmortem.owner.as_ref().map_or("Nobody yet", |(_, name)| name.as_str());
    let open = postmortem.publications.is_empty();
    let when = way.when(open).unwrap_or_else(|| "No day set".into_any());
    let template = postmortem.template.as_ref().map(|(_, name)| name.clone());
    view! {
        <section id="_way" class="way">
            <h2>"Review"</h2>
            {review_line(&way.review, incident, responder)}
            <dl class="pairs">
                <div><dt>"Owner"</dt><dd>{owner.to_owned()}</dd></div>
                <div><dt>"Due"</dt><dd>{when}</dd></div>
                <div><dt>"Reviewers"</dt><dd>{reviewers::names(postmortem)}</dd></div>
                {template.map(|name| view! { <div><dt>"Template"</dt><dd>{name}</dd></div> })}
            </dl>
            {steps::refused(here, postmortem)}
            {steps::steps(here, incident, postmortem)}
            {(responder || here.form("care").is_rejected()).then(|| steps::care(here, incident, postmortem, way))}
            {(responder || here.form("reviewers").is_rejected()).then(|| reviewers::edit(here, incident, postmortem, &way.people))}
            {history::history(incident, postmortem)}
        </section>
    }
    .into_any()
}
