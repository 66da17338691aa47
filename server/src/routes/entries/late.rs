//! Whether a line still means what it meant: it may have waited for the network, and the
//! incident may go on elsewhere. Its text comes back, for whoever wrote it to decide.

use nofault_domain::access::Viewer;
use nofault_domain::command::slash::Verb;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::status::Status;
use nofault_store::incident::{self, Incident};
use nofault_store::{Db, Failure, response};

use crate::door::Sent;
use crate::site::Site;

/// The incident that a line is about.
///
/// # Errors
/// A refusal at `body`, where the line has to be looked at again.
pub(super) async fn standing(
    site: &Site,
    sent: &Sent,
    verb: Verb,
) -> Result<IncidentNumber, Failure> {
    let number = IncidentNumber::parse(sent.fields.get("incident"));
    let number = number.ok_or(Refusal::NotFound("incident"))?;
    let (mut reader, viewer) = (site.store.read().await?, sent.viewer()?);
    let mut db = reader.db();
    let found = by_itself(&mut db, viewer, number).await?;
    let written = sent.typing().now;
    if !sent.waited() {
        return Ok(number);
    }
    let changed = match verb {
        Verb::Severity | Verb::Status | Verb::Milestone(_) | Verb::Update => {
            incident::changed_since(&mut db, viewer, found.id, written).await?
        }
        Verb::Lead => response::handed_since(&mut db, viewer, found.id, written).await?,
        // What is added overwrites nothing, and has its own times.
        Verb::Impact | Verb::Action | Verb::Toil => false,
    };
    if changed && verb == Verb::Lead {
        return Err(again("somebody took or gave up a role meanwhile"));
    }
    if changed {
        return Err(again("the incident was changed meanwhile"));
    }
    if verb == Verb::Update && response::updated_since(&mut db, found.id, written).await? {
        return Err(again("another update was posted meanwhile"));
    }
    Ok(number)
}

/// The incident, where it stands by itself: one that was merged would be parted again by a new
/// status, and what else is said there nobody reads.
pub(super) async fn by_itself(
    db: &mut Db<'_>,
    viewer: Viewer,
    number: IncidentNumber,
) -> Result<Incident, Failure> {
    let found = incident::by_number(db, viewer, number).await?;
    if found.status != Status::Merged {
        return Ok(found);
    }
    let on = incident::merged_into(db, viewer, found.id).await?;
    let on = on.map_or_else(|| "another incident".to_owned(), |(number, _)| number.to_string());
    let message = format!(
        "{number} was merged and goes on in {on}: nothing was changed. Write this there, where it \
         is still right; the form of the status parts them again."
    );
    Err(Refusal::field("body", message).into())
}

fn again(what: &str) -> Failure {
    let message = format!(
        "This waited for the network, and {what}: look, and send it again where it is still right."
    );
    Refusal::field("body", message).into()
}
