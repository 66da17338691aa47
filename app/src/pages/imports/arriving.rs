//! What was understood of an uploaded postmortem, and the button that takes it in.

mod parts;

use leptos::prelude::*;
use nofault_domain::document::{Arriving, Document, arriving};
use nofault_domain::id::UploadId;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::document::{Fate, fates};
use nofault_store::{Failure, new_id};

use super::waiting::{apart, asked, waiting};
use crate::here::Here;
use crate::load::load;
use crate::ui::{Hidden, Page, PostForm, Submit, ZoneList};

/// The file as it would be taken in.
struct Seen {
    id: UploadId,
    file_name: String,
    zone: String,
    /// Why the zone cannot be taken.
    wrong: Option<String>,
    arriving: Arriving,
    document: Document,
    fate: Fate,
}

async fn seen(here: Here, id: Result<UploadId, Refusal>) -> Result<Seen, Failure> {
    let given = here.form("arriving").value("zone", here.query("zone"));
    let (id, upload, installation) = waiting(&here, "postmortems", id).await?;
    let (zone, wrong) = match Zone::parse_or(&given, &installation) {
        Ok(zone) => (zone, None),
        Err(error) => (installation, Some(error.to_string())),
    };
    let file_name = upload.file_name.clone();
    let (read_in, now) = (zone.clone(), here.now);
    let read = apart(move || {
        let arriving = arriving(&upload.bytes, &upload.file_name, &read_in)?;
        let document = arriving.document(now, new_id);
        Ok::<_, String>((arriving, document))
    });
    let (arriving, document) = read.await?.map_err(|why| Refusal::field("file", why))?;
    let mut reader = here.store.read().await?;
    let fates = fates(&mut reader.db(), here.viewer(), [&arriving]).await?;
    let fate = fates.first().copied().unwrap_or(Fate::New { keeps: None });
    let zone = zone.name().to_owned();
    Ok(Seen { id, file_name, zone, wrong, arriving, document, fate })
}

#[component]
pub fn ArrivingPage() -> AnyView {
    load(seen(Here::now(), asked()), |here, seen| {
        let (over, refused) = (seen.file_name.clone(), here.form("arriving").summary());
        view! {
            <Page title="Import a postmortem" over=over.into_any()>
                <ol class="steps">
                    <li><a href="/imports/new">"Choose the file"</a></li>
                    <li aria-current="step">"See what was understood, and confirm"</li>
                </ol>
                {refused.map(|why| view! { <p class="error summary" role="alert">{why}</p> })}
                {becomes(&seen)}
                {parts::warnings(&seen.arriving)}
                {zone(&seen)}
                {confirm(&here, &seen)}
                {parts::parts(&seen.document)}
            </Page>
        }
    })
    .into_any()
}

fn becomes(seen: &Seen) -> AnyView {
    match seen.fate {
        Fate::There(Some(number)) => {
            let number = number.to_string();
            view! {
                <p class="notice">
                    "It is already there as "<a href=format!("/incidents/{number}")>{number.clone()}</a>
                    ". Nothing of it is changed."
                </p>
            }
            .into_any()
        }
        Fate::There(None) => {
            view! { <p class="notice">"It is already there. Nothing of it is changed."</p> }
                .into_any()
        }
        Fate::New { keeps: Some(number) } => {
            view! { <p class="count">{format!("It becomes {number}, as in the file.")}</p> }
                .into_any()
        }
        Fate::New { keeps: None } => {
            let why = match &seen.arriving {
                Arriving::Ours(ours) => format!(
                    "{} is another incident here: it gets the next number. References to it in texts stay as they are.",
                    ours.number
                ),
                Arriving::Theirs(_) => "It becomes an incident with the next number.".to_owned(),
            };
            view! { <p class="count">{why}</p> }.into_any()
        }
    }
}

/// Of ours, every moment has its zone.
fn zone(seen: &Seen) -> Option<AnyView> {
    let Arriving::Theirs(theirs) = &seen.arriving else { return None };
    let (error, said) = (seen.wrong.clone(), theirs.zone.name() != seen.zone);
    let said = said.then(|| format!("The file itself says that its times are of {}.", theirs.zone));
    let hint =
        said.unwrap_or_else(|| "Times without a zone of their own are read in it.".to_owned());
    let described = if error.is_some() { "zone-hint zone-error" } else { "zone-hint" };
    let form = view! {
        <form method="get" action=format!("/imports/{}/postmortem", seen.id) class="form narrow">
            <div class="field">
                <label for="zone">"Time zone"</label>
                <input
                    id="zone"
                    name="zone"
                    list="zones"
                    value=seen.zone.clone()
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described
                />
                <p class="hint" id="zone-hint">{hint}</p>
                {error.map(|error| view! { <p class="error" id="zone-error" role="alert">{error}</p> })}
                <ZoneList />
            </div>
            <button class="button">"Read it in this zone"</button>
        </form>
    };
    Some(form.into_any())
}

fn confirm(here: &Here, seen: &Seen) -> Option<AnyView> {
    if matches!(seen.fate, Fate::There(_)) || seen.wrong.is_some() {
        return None;
    }
    let (form, zone) = (here.form("arriving"), seen.zone.clone());
    let form = view! {
        <PostForm form=form action=format!("/imports/{}/postmortem", seen.id)>
            <Hidden name="zone" value=zone />
            <Submit label="Import this postmortem" class="primary" />
        </PostForm>
    };
    Some(form.into_any())
}
