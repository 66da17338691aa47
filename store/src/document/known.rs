//! What would become of documents, before it does.

use nofault_domain::access::Viewer;
use nofault_domain::document::Arriving;
use nofault_domain::number::IncidentNumber;

use crate::digest::digest;
use crate::{Db, Failure, visible};

statements! {
    BY_ID = concat!("SELECT i.number, ", visible!(), " FROM incident i WHERE i.id = $3");
    BY_KEY = concat!("SELECT i.number, ", visible!(), " FROM incident i WHERE i.import_key = $3");
    TAKEN = "SELECT number FROM incident WHERE number = $1";
}

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is there already; its number where the viewer may see it.
    There(Option<IncidentNumber>),
    /// New, under its own number or under the next that is free.
    New { keeps: Option<IncidentNumber> },
}

/// What becomes of each, in their order. One that stands there twice is new once.
///
/// # Errors
/// [`Failure::Database`].
pub async fn fates<'a>(
    db: &mut Db<'_>,
    viewer: Viewer,
    documents: impl IntoIterator<Item = &'a Arriving>,
) -> Result<Vec<Fate>, Failure> {
    let (mut fates, mut seen) = (Vec::new(), Vec::new());
    for document in documents {
        let name = name(document);
        let there = find(&mut *db, viewer, document).await?;
        let fate = match there {
            Some(number) => Fate::There(number),
            None if seen.contains(&name) => Fate::There(None),
            None => Fate::New { keeps: kept(&mut *db, document).await? },
        };
        seen.push(name);
        fates.push(fate);
    }
    Ok(fates)
}

/// By which two documents are the same incident.
pub(super) fn name(document: &Arriving) -> String {
    match document {
        Arriving::Ours(ours) => ours.id.to_string(),
        Arriving::Theirs(theirs) => digest(&theirs.key()),
    }
}

/// The incident that it is already.
pub(super) async fn find(
    db: &mut Db<'_>,
    viewer: Viewer,
    document: &Arriving,
) -> Result<Option<Option<IncidentNumber>>, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<(i64, bool)> = match document {
        Arriving::Ours(ours) => first!(db, BY_ID, all, person, ours.id.0)?,
        Arriving::Theirs(_) => first!(db, BY_KEY, all, person, name(document))?,
    };
    Ok(row.map(|(number, seen)| seen.then_some(IncidentNumber(number))))
}

/// Numbers far beyond those in use would leave a hole that nobody understands.
pub(super) const MOST: i64 = 10_000_000;

async fn kept(db: &mut Db<'_>, document: &Arriving) -> Result<Option<IncidentNumber>, Failure> {
    let Arriving::Ours(ours) = document else { return Ok(None) };
    let taken: Option<(i64,)> = first!(db, TAKEN, ours.number.0)?;
    Ok(Some(ours.number).filter(|number| taken.is_none() && number.0 <= MOST))
}
