//! What contributed. The record is shared with other incidents; the note is this one's.

use nofault_domain::access::Viewer;
use nofault_domain::factor::Category;
use nofault_domain::id::IncidentId;
use nofault_domain::instant::Instant;
use nofault_domain::number::FactorNumber;
use nofault_store::{Db, Failure, factor};
use serde::Serialize;

use super::Gone;

#[derive(Debug, Serialize)]
pub struct Factor {
    number: FactorNumber,
    address: String,
    title: String,
    category: Category,
    about: String,
    /// How it contributed to this incident.
    text: String,
    /// It set this incident off.
    trigger: bool,
    at: Instant,
    by: Option<String>,
    revision: i64,
    removed: Option<Gone>,
}

/// In the order in which they were added; the removed ones too.
pub(super) async fn factors(
    db: &mut Db<'_>,
    viewer: Viewer,
    incident: IncidentId,
    base_url: &str,
) -> Result<Vec<Factor>, Failure> {
    let mut factors = Vec::new();
    for link in factor::links(db, viewer, incident).await? {
        let shared = factor::by_number(db, viewer, link.number).await?;
        factors.push(Factor {
            address: format!("{base_url}{}", shared.address()),
            number: link.number,
            title: shared.title,
            category: shared.category,
            about: shared.about,
            text: link.note,
            trigger: link.trigger,
            at: link.at,
            by: link.by,
            revision: link.version,
            removed: link.removed.map(Gone::from),
        });
    }
    Ok(factors)
}
