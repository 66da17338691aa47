//! Which of its incident's factors an action answers.

use leptos::prelude::*;
use nofault_domain::number::FactorNumber;
use nofault_store::action::Action;
use nofault_store::factor::{self, Link};
use nofault_store::{Db, Failure};

use crate::here::Here;
use crate::ui::{Choice, Conflicted, Hidden, PostForm, Select, Submit, Was};

/// What it answers, and what there is to choose from.
pub struct Answered {
    factor: Option<(FactorNumber, String)>,
    standing: Vec<Link>,
}

pub async fn read(db: &mut Db<'_>, here: &Here, action: &Action) -> Result<Answered, Failure> {
    let factor = factor::answered(db, here.viewer(), action.id).await?;
    let mut standing = match &action.incident {
        Some((incident, ..)) => factor::links(db, here.viewer(), *incident).await?,
        None => Vec::new(),
    };
    standing.retain(|link| link.removed.is_none());
    Ok(Answered { factor, standing })
}

/// Among the facts.
pub fn fact(answered: &Answered) -> AnyView {
    answered
        .factor
        .as_ref()
        .map(|(number, title)| {
            let (href, text) = (factor::address(*number), format!("{number} {title}"));
            view! { <div><dt>"Answers"</dt><dd><a href=href>{text}</a></dd></div> }
        })
        .into_any()
}

/// Only for an action of an incident.
pub fn form(here: &Here, action: &Action, answered: &Answered) -> AnyView {
    let Some((_, incident, _)) = &action.incident else { return ().into_any() };
    let form = here.form("answer");
    let present =
        answered.factor.as_ref().map_or_else(String::new, |(number, _)| number.to_string());
    let choice = |number: FactorNumber, title: &str| Choice {
        value: number.to_string(),
        label: format!("{number} {title}"),
        group: None,
    };
    let mut choices: Vec<_> =
        answered.standing.iter().map(|link| choice(link.number, &link.title)).collect();
    if let Some((number, title)) = &answered.factor
        && answered.standing.iter().all(|link| link.number != *number)
    {
        choices.push(choice(*number, title));
    }
    let factors = format!("/incidents/{incident}/factors");
    if choices.is_empty() && !form.is_rejected() {
        return view! {
            <section id="factor">
                <h2>"Factor that it answers"</h2>
                <p class="hint">"No contributing factor is named at the incident yet. "<a href=factors>"Name one"</a></p>
            </section>
        }
        .into_any();
    }
    let (version, address) = (form.version(action.version), action.address());
    let (to, stale) = (format!("{address}/factor"), form.clone());
    view! {
        <section id="factor">
            <h2>"Factor that it answers"</h2>
            <PostForm form=form.clone() action=to.clone() class="compact">
                <Hidden name="version" value=version />
                <Was form=form.clone() field="factor" value=present.clone() />
                <Select form=form.clone() name="factor" label="Contributing factor" none="None" value=present choices=choices hint="Where the factor comes back, this action is shown with it." />
                <Submit label="Save the factor" />
            </PostForm>
            <Conflicted form=stale action=to back=address />
        </section>
    }
    .into_any()
}
