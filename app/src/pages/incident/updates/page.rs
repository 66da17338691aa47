//! All updates, newest first, and the form for the next one.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::duration::Duration;
use nofault_domain::number::IncidentNumber;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::live;
use nofault_store::response::{self, Update};

use super::super::merged::{Onward, leads, onward};
use super::super::{asked, over, watching};
use super::{due, looks_again, promised};
use crate::here::Here;
use crate::load::load;
use crate::markdown;
use crate::ui::{
    Empty, Field, Hidden, Page, PostForm, SeverityBadge, StatusBadge, Submit, TextArea, Time,
};

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
) -> Result<(Incident, Vec<Update>, Onward, i64), Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    // Before all else: what happens while the rest is read is then told of again.
    let event = live::newest(&mut db).await?;
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    let updates = response::updates(&mut db, incident.id).await?;
    let onward = onward(&mut db, &here, &incident, "updates").await?;
    Ok((incident, updates, onward, event))
}

#[component]
pub fn UpdatesPage() -> AnyView {
    load(found(Here::now(), asked()), |here, (incident, updates, onward, event)| {
        let writer = here.may(Role::Responder) || here.form("update").is_rejected();
        let edit = here.may(Role::Responder).then(|| incident.address());
        let promise = promised(&incident, updates.first());
        let looks = promise.map(|promise| looks_again(&here, promise));
        let owed = promise.map(|promise| due(&here, promise));
        let (back, reader) = (incident.address(), format!("{}/reader", incident.address()));
        view! {
            <Page title="Updates to stakeholders" over=over(&incident)>
                {leads(&here, &onward)}
                {watching::page(&here, &incident, event, "updates")}
                <div id="due" data-live data-due=looks>{owed}</div>
                {writer.then(|| write(&here, &incident, &updates))}
                <div id="told" data-live>{told(&updates, edit.as_deref())}</div>
                <p class="links"><a href=back>"Back to the incident"</a>" · "<a href=reader>"Page for readers"</a></p>
            </Page>
        }
    })
    .into_any()
}

fn write(here: &Here, incident: &Incident, updates: &[Update]) -> AnyView {
    let form = here.form("update");
    let zone = form.value("zone", here.zone.name());
    let (severity, status) = (incident.severity, incident.status);
    let (open, action) = (status.is_open(), format!("{}/updates", incident.address()));
    let next = updates.first().filter(|_| open).and_then(rhythm).unwrap_or_default();
    let hint = format!(
        "Such as 30 min, in 2 h, 15:00 or tomorrow 9:00, read in {zone}. Blank promises nothing."
    );
    view! {
        <PostForm form=form.clone() action=action class="narrow" draft=true>
            <Hidden name="zone" value=zone />
            <p class="told-with">"It is told with "<SeverityBadge severity=severity />" "<StatusBadge status=status /></p>
            <TextArea form=form.clone() name="text" label="What should people outside the response know?" rows=5 required=true hint="What it means for them, what is being done. Markdown works." />
            {open.then(|| view! {
                <Field form=form.clone() name="next" label="Next update" value=next placeholder="30 min" hint=hint />
            })}
            {(!open).then(|| view! { <p class="hint">"The incident is over: no further update is due."</p> })}
            <Submit label="Post the update" class="primary" />
        </PostForm>
    }
    .into_any()
}

/// As long as the last one promised.
fn rhythm(last: &Update) -> Option<String> {
    let promised = Duration::between(last.at, last.next.as_ref()?.at);
    // It was read a moment before it was posted: to the nearest minute.
    let minutes = Duration::from_seconds(promised.micros() / 1_000_000 + 30).minutes();
    (minutes > 0).then(|| Duration::from_minutes(minutes).to_string())
}

/// Newest first; each may be edited where `edit` is the incident's address.
pub fn told(updates: &[Update], edit: Option<&str>) -> AnyView {
    list(updates, |update| one(update, true, edit))
}

/// As those read them who are outside the response: whoever wrote one spoke for all.
pub fn told_outside(updates: &[Update]) -> AnyView {
    list(updates, |update| one(update, false, None))
}

fn list(updates: &[Update], one: impl Fn(&Update) -> AnyView) -> AnyView {
    if updates.is_empty() {
        return view! {
            <Empty title="No updates yet">
                <p>"An update tells people outside the response what it means for them, and when they will hear more."</p>
            </Empty>
        }
        .into_any();
    }
    let list: Vec<_> = updates.iter().map(one).collect();
    view! { <ol class="updates" reversed>{list}</ol> }.into_any()
}

fn one(update: &Update, by: bool, edit: Option<&str>) -> AnyView {
    let number = update.number.to_string();
    let author = by.then(|| {
        let author = update.author.clone().unwrap_or_else(|| "the operator".to_owned());
        view! { <span class="author">{author}</span> }
    });
    let edit = edit.map(|incident| {
        let (href, label) = (format!("{incident}/updates/{number}"), format!("Edit {number}"));
        view! { <a class="edit" href=href aria-label=label>"Edit"</a> }
    });
    let next = update.next.as_ref().map(|next| {
        view! { <p class="hint">"Next update promised for "<Time at=next.at /></p> }
    });
    view! {
        <li id=number.clone() class="update">
            <p class="meta">
                <a href=format!("#{number}")>{number.clone()}</a>
                <Time at=update.at />
                <SeverityBadge severity=update.severity />
                <StatusBadge status=update.status />
                {author}
                {(update.version > 1).then(|| view! { <span class="later">"edited"</span> })}
                {edit}
            </p>
            <div class="markdown" inner_html=markdown::render(&update.text)></div>
            {next}
        </li>
    }
    .into_any()
}
