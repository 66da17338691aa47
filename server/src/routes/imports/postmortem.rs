//! An uploaded postmortem in Markdown: looked at, and taken in by a confirmation.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::document::arriving;
use nofault_domain::id::UploadId;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::document::DocumentBatch;
use nofault_store::{Failure, Outcome};

use super::{apart, forget, found};
use crate::clock;
use crate::door::{Form, Sent};
use crate::site::Site;

const ARRIVING: Form = Form { name: "arriving", page: "/imports/{upload}/postmortem" };

/// The bytes, where they are a postmortem.
pub(super) async fn readable(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let name = name.to_owned();
    let (bytes, read) = apart(move || {
        let read = arriving(&bytes, &name, &Zone::utc()).map(drop);
        (bytes, read)
    })
    .await?;
    read.map_err(|why| Refusal::field("file", why))?;
    Ok(bytes)
}

pub(super) async fn confirm(State(site): State<Site>, request: Request) -> Response {
    let sent = match Sent::read(request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = run(&site, &sent).await;
    sent.answer(&site, ARRIVING, done).await
}

async fn run(site: &Site, sent: &Sent) -> Result<Outcome, Failure> {
    let (viewer, command) = (sent.viewer()?, sent.command()?);
    let gone = || Refusal::NotFound("uploaded file");
    let person = viewer.person().ok_or_else(gone)?;
    let id = uuid::Uuid::try_parse(sent.fields.get("upload")).map(UploadId).map_err(|_| gone())?;
    let upload = found(site, person, id).await?;
    let (file_name, documents) = match upload {
        Some((upload, installation)) => {
            let zone = match sent.fields.get("zone").trim() {
                "" => installation,
                given => {
                    Zone::parse(given).map_err(|error| Refusal::field("zone", error.to_string()))?
                }
            };
            let file_name = upload.file_name.clone();
            let read = apart(move || arriving(&upload.bytes, &upload.file_name, &zone)).await?;
            (file_name, vec![read.map_err(|why| Refusal::field("file", why))?])
        }
        // A second press of the button: the first one's outcome, else the file is gone.
        None => (String::new(), Vec::new()),
    };
    let empty = documents.is_empty();
    let batch = DocumentBatch { file_name, documents };
    match site.store.run(viewer, command, clock::now(), batch).await {
        Err(Failure::Refused(Refusal::Invalid(_))) if empty => Err(gone().into()),
        Ok(outcome) => {
            forget(site, viewer, id).await;
            Ok(outcome)
        }
        done => done,
    }
}
