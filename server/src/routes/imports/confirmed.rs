//! The button under a preview: the file that waits is read again, and taken in.

use nofault_domain::access::Viewer;
use nofault_domain::id::{PersonId, UploadId};
use nofault_domain::refusal::Refusal;
use nofault_domain::zone::Zone;
use nofault_store::import::{self, Upload};
use nofault_store::{Failure, Outcome, Perform, catalog};

use super::apart;
use crate::clock;
use crate::door::Sent;
use crate::site::Site;

/// Runs what `read` makes of the file that the address names; times without a zone of their own
/// are read in that of the form.
pub(super) async fn run<B: Perform + Default + Send + 'static>(
    site: &Site,
    sent: &Sent,
    read: impl FnOnce(Upload, &Zone) -> Result<B, Refusal> + Send + 'static,
) -> Result<Outcome, Failure> {
    let (viewer, command) = (sent.viewer()?, sent.command()?);
    let gone = || Refusal::NotFound("uploaded file");
    let person = viewer.person().ok_or_else(gone)?;
    let id = uuid::Uuid::try_parse(sent.fields.get("upload")).map(UploadId).map_err(|_| gone())?;
    let batch = match found(site, person, id).await? {
        Some((upload, installation)) => {
            let zone = Zone::parse_or(sent.fields.get("zone"), &installation)
                .map_err(|error| Refusal::field("zone", error.to_string()))?;
            Some(apart(move || read(upload, &zone)).await??)
        }
        // A second press of the button: the first one's outcome, else the file is gone.
        None => None,
    };
    let is_gone = batch.is_none();
    match site.store.run(viewer, command, clock::now(), batch.unwrap_or_default()).await {
        Err(Failure::Refused(Refusal::Invalid(_))) if is_gone => Err(gone().into()),
        Ok(outcome) => {
            forget(site, viewer, id).await;
            Ok(outcome)
        }
        done => done,
    }
}

/// The file that waits, and the installation's zone.
async fn found(
    site: &Site,
    person: PersonId,
    id: UploadId,
) -> Result<Option<(Upload, Zone)>, Failure> {
    let mut reader = site.store.read().await?;
    let mut db = reader.db();
    match import::upload(&mut db, person, id, clock::now()).await {
        Ok(upload) => Ok(Some((upload, catalog::installation(&mut db).await?.zone))),
        Err(Failure::Refused(Refusal::NotFound(_))) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// What was imported need not wait any longer; if this fails, it goes after a day.
async fn forget(site: &Site, viewer: Viewer, id: UploadId) {
    if let Some(person) = viewer.person()
        && let Err(failure) = import::remove_upload(&site.store, person, id).await
    {
        tracing::warn!(%failure, "an imported file could not be removed");
    }
}
