//! An uploaded postmortem in Markdown: looked at, and taken in by a confirmation.

use axum::extract::{Request, State};
use axum::response::Response;
use nofault_domain::document::arriving;
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::Failure;
use nofault_store::document::DocumentBatch;

use super::{apart, confirmed};
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
    let done = confirmed::run(&site, &sent, |upload, zone| {
        let read = arriving(&upload.bytes, &upload.file_name, zone);
        let documents = vec![read.map_err(|why| Refusal::field("file", why))?];
        Ok(DocumentBatch { file_name: upload.file_name, documents })
    });
    let done = done.await;
    sent.answer(&site, ARRIVING, done).await
}
