//! Changes from a file: row by row what will happen, and the button that does it.

use std::collections::HashMap;

use leptos::prelude::*;
use nofault_domain::id::UploadId;
use nofault_domain::import::{ChangePlan, ChangeRow, Planned, Sheet, plan_changes};
use nofault_domain::number::ChangeNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::{Failure, change};

use crate::here::Here;
use crate::load::load;
use crate::pages::imports::{CHANGES, apart, asked_upload, next, rows, waiting, what_will_happen};
use crate::ui::{Hidden, Page, PostForm, Submit, When, ZoneList};

const HEADS: [&str; 6] = ["Line", "Becomes", "Title", "Service", "Kind", "When"];

struct Found {
    id: UploadId,
    file_name: String,
    zone: String,
    /// Or why nothing of the file can be read.
    plan: Result<ChangePlan, String>,
    existing: HashMap<String, ChangeNumber>,
}

async fn found(here: Here, asked: Result<UploadId, Refusal>) -> Result<Found, Failure> {
    let (id, upload, installation) = waiting(&here, CHANGES.more, asked).await?;
    let typed = here.form("confirmation").value("zone", here.query("zone"));
    let (file_name, now) = (upload.file_name.clone(), here.now);
    let zone = Zone::parse_or(&typed, &installation);
    let shown = zone.as_ref().map_or(typed, |zone| zone.name().to_owned());
    let plan = apart(move || {
        let zone = zone.map_err(|error| error.to_string())?;
        let sheet = Sheet::read(&upload.bytes).map_err(|error| error.to_string())?;
        plan_changes(&sheet, &zone, now)
    })
    .await?;
    let mut existing = HashMap::new();
    if let Ok(plan) = &plan {
        let mut reader = here.store.read().await?;
        let keys = plan.plan.good().map(|row| row.key.as_str());
        let known = change::existing(&mut reader.db(), keys).await?;
        existing = known.into_iter().map(|(key, number)| (key.to_owned(), number)).collect();
    }
    Ok(Found { id, file_name, zone: shown, plan, existing })
}

#[component]
pub fn PreviewPage() -> AnyView {
    load(found(Here::now(), asked_upload()), |here, found| {
        let over = view! { <a href="/changes/import">"Import changes"</a> }.into_any();
        let shown = match &found.plan {
            Ok(plan) => shown(&here, &found, plan),
            Err(why) => view! { <p class="error" role="alert">{why.clone()}</p> }.into_any(),
        };
        view! {
            <Page title=found.file_name.clone() over=over>
                <form method="get" class="filters" aria-label="Zone of the times">
                    <label>
                        <span>"Times without a zone are in"</span>
                        <input type="text" name="zone" value=found.zone.clone() list="zones" />
                    </label>
                    <div class="buttons"><button class="button">"Show"</button></div>
                </form>
                {shown}
                <ZoneList />
            </Page>
        }
    })
    .into_any()
}

fn shown(here: &Here, found: &Found, planned: &ChangePlan) -> AnyView {
    let ChangePlan { plan, ignored } = planned;
    let tally = plan.tally(|row| found.existing.contains_key(&row.key));
    let ignored = (!ignored.is_empty()).then(|| {
        view! { <p class="hint">{format!("Not read, as no field has this name: {}.", ignored.join(", "))}</p> }
    });
    let rest = view! {
        {ignored}
        {next(&CHANGES, plan, tally, |label| confirm(here, found, label))}
        {rows(plan, HEADS, |row| one(found, row))}
    };
    what_will_happen(tally.to_string(), rest.into_any())
}

fn confirm(here: &Here, found: &Found, label: String) -> AnyView {
    let (form, zone) = (here.form("confirmation"), found.zone.clone());
    view! {
        <PostForm form=form action=format!("/changes/imports/{}/confirmation", found.id)>
            <Hidden name="zone" value=zone />
            <Submit label=label class="primary" />
        </PostForm>
    }
    .into_any()
}

fn one(found: &Found, row: &Planned<ChangeRow>) -> AnyView {
    let Ok(read) = &row.result else {
        return view! {
            <tr class="bad"><td>{row.line}</td><td colspan="5">"Error: listed above"</td></tr>
        }
        .into_any();
    };
    let becomes = match found.existing.get(&read.key) {
        None => view! { "New" }.into_any(),
        Some(number) => {
            let number = *number;
            view! { "Already there as "<a href=change::address(number)>{number.to_string()}</a> }
                .into_any()
        }
    };
    let content = &read.content;
    view! {
        <tr>
            <td>{row.line}</td>
            <td>{becomes}</td>
            <th scope="row">{content.title.to_string()}</th>
            <td>{content.service.to_string()}</td>
            <td>{content.kind.label()}</td>
            <td><When moment=content.moment.clone() /></td>
        </tr>
    }
    .into_any()
}
