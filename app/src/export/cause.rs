//! The changes that caused it.

use nofault_domain::change::ChangeKind;
use nofault_domain::id::IncidentId;
use nofault_domain::number::ChangeNumber;
use nofault_store::{Db, Failure, change};
use serde::Serialize;

use super::Moment;

#[derive(Debug, Serialize)]
pub struct Change {
    number: ChangeNumber,
    address: String,
    kind: ChangeKind,
    service: String,
    title: String,
    link: String,
    moment: Moment,
    revision: i64,
}

pub(super) async fn changes(
    db: &mut Db<'_>,
    incident: IncidentId,
    base_url: &str,
) -> Result<Vec<Change>, Failure> {
    let one = |change: change::Change| Change {
        address: format!("{base_url}{}", change.address()),
        number: change.number,
        kind: change.kind,
        service: change.service_name,
        title: change.title,
        link: change.link,
        moment: change.moment.into(),
        revision: change.version,
    };
    Ok(change::of_incident(db, incident).await?.into_iter().map(one).collect())
}
