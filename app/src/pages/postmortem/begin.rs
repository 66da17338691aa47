//! Nobody began the postmortem yet: what it is for, and from which template it begins.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_store::incident::Incident;
use nofault_store::postmortem;
use nofault_store::template::Template;
use nofault_store::{Db, Failure};

use super::way::Way;
use crate::here::Here;
use crate::pages::incident::review_line;
use crate::ui::{Choice, Empty, PostForm, Select, Submit};

/// The templates to choose from, the one that suits first; none where one was begun.
pub async fn read(
    db: &mut Db<'_>,
    here: &Here,
    incident: &Incident,
    begun: bool,
) -> Result<Vec<Template>, Failure> {
    if begun { Ok(Vec::new()) } else { postmortem::choices(db, incident, here.now).await }
}

pub fn none(here: &Here, incident: &Incident, way: &Way, templates: &[Template]) -> AnyView {
    let form = here.form("postmortem");
    let responder = here.may(Role::Responder);
    let begin = (responder || form.is_rejected()).then(|| {
        let choice = |(place, template): (usize, &Template)| {
            let suits = if place == 0 { " (suits this incident)" } else { "" };
            let label = format!("{}{suits}", template.name);
            Choice { value: template.id.to_string(), label, group: None }
        };
        let choices: Vec<_> = templates.iter().enumerate().map(choice).collect();
        let suggested = templates.first().map(|first| first.id.to_string()).unwrap_or_default();
        view! {
            <PostForm form=form.clone() action=format!("{}/postmortem", incident.address()) class="narrow">
                <Select form=form name="template" label="Template" value=suggested choices=choices />
                <Submit label="Begin the postmortem" class="primary" />
            </PostForm>
        }
    });
    view! {
        {review_line(&way.review, incident, responder)}
        {way.due_line()}
        <Empty title="Nobody began the postmortem yet">
            <p>"It says what happened, what contributed, and what is learnt from it. It looks for nobody to blame."</p>
            {begin}
        </Empty>
    }
    .into_any()
}
