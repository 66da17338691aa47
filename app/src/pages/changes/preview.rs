//! Changes from a file: row by row what will happen, and the button that does it.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::id::UploadId;
use nofault_domain::import::{CellError, ChangePlan, PlannedChange, Sheet, plan_changes};
use nofault_domain::number::ChangeNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::{Failure, catalog, change, import};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Hidden, Page, PostForm, Submit, When, ZoneList};

/// Rows that are listed; all of them are counted.
const LISTED: usize = 200;
/// More errors than these are only counted.
const ERRORS: usize = 500;

struct Found {
    id: UploadId,
    file_name: String,
    zone: String,
    /// Or why nothing of the file can be read.
    plan: Result<ChangePlan, String>,
    existing: HashMap<String, ChangeNumber>,
}

async fn found(here: Here, given: String) -> Result<Found, Failure> {
    let only = || Refusal::Forbidden("Only a responder may import changes.".to_owned());
    let person = here.viewer().person().filter(|_| here.may(Role::Responder)).ok_or_else(only)?;
    let gone = |_| Refusal::NotFound("uploaded file");
    let id = uuid::Uuid::try_parse(&given).map(UploadId).map_err(gone)?;
    let form = here.form("confirmation");
    let typed = form.value("zone", here.query("zone"));
    let (upload, installation) = {
        let mut reader = here.store.read().await?;
        let mut db = reader.db();
        let upload = import::upload(&mut db, person, id, here.now).await?;
        (upload, catalog::installation(&mut db).await?.zone)
    };
    let (file_name, now) = (upload.file_name.clone(), here.now);
    let zone = if typed.trim().is_empty() { Ok(installation) } else { Zone::parse(&typed) };
    let shown = zone.as_ref().map_or(typed, |zone| zone.name().to_owned());
    // A large file takes its time: other requests go on meanwhile.
    let reading = tokio::task::spawn_blocking(move || {
        let zone = zone.map_err(|error| error.to_string())?;
        let sheet = Sheet::read(&upload.bytes).map_err(|error| error.to_string())?;
        plan_changes(&sheet, &zone, now)
    });
    let plan = reading.await.map_err(|_| Refusal::NotFound("uploaded file"))?;
    let mut existing = HashMap::new();
    if let Ok(plan) = &plan {
        let mut reader = here.store.read().await?;
        let keys = plan.good().map(|row| row.key.as_str());
        let known = change::existing(&mut reader.db(), keys).await?;
        existing = known.into_iter().map(|(key, number)| (key.to_owned(), number)).collect();
    }
    Ok(Found { id, file_name, zone: shown, plan, existing })
}

#[component]
pub fn PreviewPage() -> AnyView {
    let given = use_params_map().read_untracked().get("upload").unwrap_or_default();
    load(found(Here::now(), given), |here, found| {
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

fn shown(here: &Here, found: &Found, plan: &ChangePlan) -> AnyView {
    let good = plan.good().count();
    let there = plan.good().filter(|row| found.existing.contains_key(&row.key)).count();
    let (new, bad) = (good - there, plan.rows.len() - good);
    let count = format!("{new} new, {there} already there, {bad} with an error");
    let confirm = match (bad, new) {
        (0, 0) => view! { <p class="notice">"Every change of this file is there already: nothing is to be imported."</p> }.into_any(),
        (0, new) => confirm(here, found, new),
        _ => errors(plan),
    };
    let ignored = (!plan.ignored.is_empty()).then(|| {
        view! { <p class="hint">{format!("Not read, as no field has this name: {}.", plan.ignored.join(", "))}</p> }
    });
    view! {
        <section id="preview">
            <h2>"What will happen"</h2>
            <p class="count" role="status">{count}</p>
            {ignored}
            {confirm}
            {rows(found, plan)}
        </section>
    }
    .into_any()
}

fn confirm(here: &Here, found: &Found, new: usize) -> AnyView {
    let (form, zone) = (here.form("confirmation"), found.zone.clone());
    let label = format!("Import {}", nofault_domain::change::changes(new));
    view! {
        <PostForm form=form action=format!("/changes/imports/{}/confirmation", found.id)>
            <Hidden name="zone" value=zone />
            <Submit label=label class="primary" />
        </PostForm>
    }
    .into_any()
}

fn errors(plan: &ChangePlan) -> AnyView {
    let all = plan.errors().count();
    let row = |error: &CellError| {
        view! {
            <tr>
                <td>{error.line}</td>
                <td>{error.column.clone()}</td>
                <td>{error.given.clone()}</td>
                <td>{error.reason.clone()}</td>
            </tr>
        }
    };
    let more = (all > ERRORS)
        .then(|| view! { <p class="hint">{format!("And {} more.", all - ERRORS)}</p> });
    view! {
        <p class="error" role="alert">
            "Nothing can be imported while a cell is bad. Correct the file and upload it again."
        </p>
        <div class="table" role="region" aria-label="Bad cells" tabindex="0">
            <table>
                <caption>"Bad cells"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Line"</th>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Cell"</th>
                        <th scope="col">"Why it cannot be taken"</th>
                    </tr>
                </thead>
                <tbody>{plan.errors().take(ERRORS).map(row).collect_view()}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn rows(found: &Found, plan: &ChangePlan) -> AnyView {
    let all = plan.rows.len();
    let caption = if all > LISTED {
        format!("The first {LISTED} of {all} rows")
    } else {
        "Every row".to_owned()
    };
    let rows = plan.rows.iter().take(LISTED).map(|row| one(found, row)).collect_view();
    view! {
        <div class="table" role="region" aria-label="Rows" tabindex="0">
            <table>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Line"</th>
                        <th scope="col">"Becomes"</th>
                        <th scope="col">"Title"</th>
                        <th scope="col">"Service"</th>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"When"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn one(found: &Found, row: &PlannedChange) -> AnyView {
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
