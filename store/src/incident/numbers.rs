//! Which incidents there are.

use nofault_domain::access::Viewer;
use nofault_domain::number::IncidentNumber;

use crate::{Db, Failure, visible};

statements! {
    NUMBERS = concat!("SELECT i.number FROM incident i WHERE ", visible!(), " ORDER BY i.number");
}

/// The number of every incident that the viewer may see, the first one first.
///
/// # Errors
/// [`Failure::Database`].
pub async fn numbers(db: &mut Db<'_>, viewer: Viewer) -> Result<Vec<IncidentNumber>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<(i64,)> = all!(db, NUMBERS, all, person)?;
    Ok(rows.into_iter().map(|(number,)| IncidentNumber(number)).collect())
}
