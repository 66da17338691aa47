//! An import as it went in.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::id::BatchId;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::import::{self, Batch};

use crate::here::Here;
use crate::load::load;
use crate::ui::{Page, Time};

#[component]
pub fn BatchPage() -> AnyView {
    let here = Here::now();
    let given = use_params_map().read_untracked().get("batch").unwrap_or_default();
    let id = uuid::Uuid::try_parse(&given).map(BatchId);
    let data = async move {
        let id = id.map_err(|_| Refusal::NotFound("import"))?;
        let mut reader = here.store.read().await?;
        import::batch(&mut reader.db(), here.viewer(), id).await
    };
    load(data, |_, batch| {
        let by = batch.by.clone().unwrap_or_else(|| "the operator".to_owned());
        let existing = match batch.existing {
            0 => String::new(),
            1 => " 1 was there already, and was left as it is.".to_owned(),
            many => format!(" {many} were there already, and were left as they are."),
        };
        let created = if batch.created == 1 {
            "1 incident was created.".to_owned()
        } else {
            format!("{} incidents were created.", batch.created)
        };
        let list = list(&batch);
        view! {
            <Page title=format!("Import of {}", batch.file_name)>
                <p class="notice" role="status">{created}{existing}</p>
                <p>"By "{by}", "<Time at=batch.at /></p>
                {list}
                <p>
                    <a class="button primary" href="/incidents">"Go to the incidents"</a>" "
                    <a class="button" href="/imports/new">"Import another file"</a>
                </p>
            </Page>
        }
    })
    .into_any()
}

fn list(batch: &Batch) -> AnyView {
    let row = |(number, title): &(IncidentNumber, String)| {
        let (number, title) = (number.to_string(), title.clone());
        let href = format!("/incidents/{number}");
        view! { <li><span class="number">{number}</span>" "<a href=href>{title}</a></li> }
    };
    let rows: Vec<_> = batch.incidents.iter().map(row).collect();
    let cut = i64::try_from(rows.len()).unwrap_or(i64::MAX) < batch.created && !rows.is_empty();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section>
                    <h2>"What was created"</h2>
                    <ul class="short">{rows}</ul>
                    {cut.then(|| view! { <p class="hint">"These are the first that you may see."</p> })}
                </section>
            }
        })
        .into_any()
}
