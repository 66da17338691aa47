//! Removing a text from an incident, wherever it stands.

use leptos::prelude::*;
use nofault_domain::access::Role;
use nofault_domain::number::{EntryNumber, IncidentNumber};
use nofault_domain::refusal::Refusal;
use nofault_store::Failure;
use nofault_store::incident::{self, Incident};
use nofault_store::timeline::{self, RedactionTrace};

use super::{asked, only, over, redactions};
use crate::here::{Form, Here};
use crate::load::load;
use crate::ui::{Hidden, Page, PostForm, Submit, TextArea};

struct Found {
    incident: Incident,
    /// Whose whole text goes; none where a text goes wherever it stands.
    entry: Option<EntryNumber>,
    earlier: Vec<RedactionTrace>,
}

async fn found(here: Here, number: Result<IncidentNumber, Failure>) -> Result<Found, Failure> {
    let mut reader = here.store.read().await?;
    let mut db = reader.db();
    let incident = incident::by_number(&mut db, here.viewer(), number?).await?;
    only(&here, Role::Administrator, "redaction")?;
    let asked = here.form("redaction").value("entry", here.query("entry"));
    let entry = match asked.trim() {
        "" => None,
        given => {
            let number = EntryNumber::parse(given).ok_or(Refusal::NotFound("timeline entry"))?;
            Some(timeline::entry(&mut db, incident.id, number).await?.number)
        }
    };
    let earlier = timeline::redactions(&mut db, incident.id).await?;
    Ok(Found { incident, entry, earlier })
}

#[component]
pub fn RedactPage() -> AnyView {
    load(found(Here::now(), asked()), |here, found| {
        let Found { incident, entry, earlier } = found;
        let title = entry.map_or_else(
            || "Redact text".to_owned(),
            |entry| format!("Redact the text of {entry}"),
        );
        let explained = if entry.is_some() { OF_ENTRY } else { EVERYWHERE };
        view! {
            <Page title=title over=over(&incident)>
                <div class="prose">
                    <p>{explained}</p>
                    <p>"That you did it, when and why stays on the incident. It cannot be undone. Backups made before still hold the text, and whoever read it has read it: a secret has to be changed."</p>
                </div>
                {form(here.form("redaction"), &incident, entry)}
                {redactions::section(&earlier)}
            </Page>
        }
    })
    .into_any()
}

const EVERYWHERE: &str = "The exact text is replaced by “[redacted]” wherever it stands in this \
    incident: in every timeline entry and each of its earlier revisions, every section of the \
    postmortem, published or not, and its revisions, every update to stakeholders and its revisions, the \
    title, the summary, the reference, links and names of files, comments and the passages that they \
    quote, the actions with their notes, and the contributing factors: one that other incidents share \
    changes in all of them, and counts once for each that is not private. A label that holds it is taken away, and so is a text file. What a picture shows is not read: \
    remove such a file by itself.";

const OF_ENTRY: &str = "The whole text of this entry is replaced by “[redacted]”, and so is each \
    of its earlier revisions. Its link and its files are removed. Other entries keep theirs.";

fn form(form: Form, incident: &Incident, entry: Option<EntryNumber>) -> AnyView {
    let what = match entry {
        Some(entry) => {
            let href = format!("{}/entries/{entry}", incident.address());
            view! {
                <Hidden name="entry" value=entry.to_string() />
                <p><a href=href>"See "{entry.to_string()}</a></p>
            }
            .into_any()
        }
        None => view! {
            <TextArea form=form.clone() name="text" label="Exact text to remove" rows=3 required=true hint="At least three characters. Capital letters and line ends matter." />
        }
        .into_any(),
    };
    let (action, back) = (format!("{}/redactions", incident.address()), incident.address());
    view! {
        <PostForm form=form.clone() action=action class="narrow">
            {what}
            <TextArea form=form name="reason" label="Reason" rows=2 required=true hint="It is kept and shown: do not repeat the text in it." />
            <Submit label="Redact" class="danger" />
            <a href=back>"Back to the incident"</a>
        </PostForm>
    }
    .into_any()
}
