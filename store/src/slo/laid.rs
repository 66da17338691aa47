//! Incidents that people laid to a service which somebody else runs: by a change of it, or by a
//! factor that names it. Its impacts are read by `hits`.

use std::collections::{BTreeMap, BTreeSet};

use nofault_domain::access::Viewer;
use nofault_domain::budget::Frame;
use nofault_domain::id::ServiceId;
use nofault_domain::number::IncidentNumber;
use nofault_domain::service::{Part, names};
use uuid::Uuid;

use crate::catalog::Service;
use crate::{Db, Failure, visible};

/// What is read: of incidents that began within the frame.
#[derive(Debug, Clone, Copy)]
pub struct Laid<'a> {
    pub service: &'a Service,
    /// Directly, or through others.
    pub needed_by: &'a [(ServiceId, usize)],
    pub frame: Frame,
    /// With private incidents that the viewer may see.
    pub private: bool,
}

/// SQL: the incident `i` counts, began in the frame, and may be seen.
macro_rules! asked {
    () => {
        concat!(
            "i.at >= $5 AND i.at < $6 AND (NOT i.private OR $3) AND ",
            counts!("i"),
            " AND ",
            visible!()
        )
    };
}

statements! {
    CHANGES = concat!("SELECT DISTINCT i.number FROM change c JOIN incident_change l \
        ON l.change_id = c.id AND l.removed_at IS NULL JOIN incident i ON i.id = l.incident_id \
        WHERE c.service_id = $4 AND c.removed_at IS NULL AND ", asked!());
    // An impact of nothing on it says that it was not the one.
    FACTORS = concat!("SELECT i.number, i.title, f.title, l.note, o.service_id FROM factor f \
        JOIN incident_factor l ON l.factor_id = f.id AND l.removed_at IS NULL \
        JOIN incident i ON i.id = l.incident_id JOIN incident_service o ON o.incident_id = i.id \
        WHERE f.category = 'dependency' AND NOT EXISTS (SELECT 1 FROM impact m \
        WHERE m.incident_id = i.id AND m.service_id = $4 AND m.removed_at IS NULL \
        AND m.fraction = 0) AND ", asked!());
}

/// Each with all by which it is laid to the service.
///
/// # Errors
/// [`Failure::Database`].
pub async fn laid(
    db: &mut Db<'_>,
    viewer: Viewer,
    asked: Laid<'_>,
) -> Result<BTreeMap<IncidentNumber, BTreeSet<Part>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let (id, private) = (asked.service.id.0, asked.private);
    let (from, to) = (asked.frame.from.micros(), asked.frame.to.micros());
    let changes: Vec<(i64,)> = all!(&mut *db, CHANGES, all, person, private, id, from, to)?;
    let mut laid: BTreeMap<IncidentNumber, BTreeSet<Part>> = BTreeMap::new();
    for (incident,) in changes {
        laid.entry(IncidentNumber(incident)).or_default().insert(Part::Change);
    }
    let rows: Vec<(i64, String, String, String, Uuid)> =
        all!(db, FACTORS, all, person, private, id, from, to)?;
    for (incident, title, factor, note, service) in rows {
        let hurt = asked.needed_by.iter().any(|(needs, _)| needs.0 == service);
        let named = || [&title, &factor, &note].iter().any(|text| names(text, &asked.service.name));
        if service == id || (hurt && named()) {
            laid.entry(IncidentNumber(incident)).or_default().insert(Part::Factor);
        }
    }
    Ok(laid)
}
