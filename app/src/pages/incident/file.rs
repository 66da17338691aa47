//! Removing a file from an incident for good.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use nofault_domain::access::Role;
use nofault_domain::command::file::file as file_id;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::timeline::{self, Entry};

use super::{asked, files, only, over};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Page, PostForm, Submit, TextArea};

struct Found {
    incident: Incident,
    /// With this file alone.
    entry: Entry,
}

async fn found(
    here: Here,
    number: Result<IncidentNumber, Failure>,
    file: String,
) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Administrator, "file-redaction")?;
    let id = file_id(&file)?;
    let entries = timeline::entries(&mut db, incident.id).await?;
    let holds = |entry: &Entry| entry.files.iter().any(|file| file.id == id);
    let mut entry = entries.into_iter().find(holds).ok_or(Refusal::NotFound("file"))?;
    entry.files.retain(|file| file.id == id);
    Ok(Found { incident, entry })
}

#[component]
pub fn RemoveFilePage() -> AnyView {
    let file = use_params_map().read_untracked().get("file").unwrap_or_default();
    load(found(Here::now(), asked(), file.clone()), move |here, found| {
        let Found { incident, entry } = found;
        let form = here.form("file-redaction");
        let action = format!("{}/files/{file}/redaction", incident.address());
        let back = format!("{}#{}", incident.address(), entry.number);
        view! {
            <Page title="Remove a file" over=over(&incident)>
                {files::files(&here, &entry, &incident.address())}
                <div class="prose">
                    <p>"The file and its name go for good. That it was there, who removed it, when and why stays. Backups made before still hold it."</p>
                </div>
                <PostForm form=form.clone() action=action class="narrow">
                    <TextArea form=form name="reason" label="Reason" rows=2 required=true hint="It is kept and shown." />
                    <Submit label="Remove the file" class="danger" />
                    <a href=back>"Back to the incident"</a>
                </PostForm>
            </Page>
        }
    })
    .into_any()
}
