//! Which incidents belong to which service or team, for reports that compare them.

use std::collections::BTreeMap;
use std::sync::Arc;

use nofault_domain::access::Viewer;
use nofault_domain::report::durations::Members;

use crate::facts::{self, FactsFilter, Names};
use crate::{Db, Failure, Scope};

statements! {
    FACTS = facts!("f.services || f.head || ';'");
}

/// The incidents of each service, those of metrics; `private`: with the viewer's private ones.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_services(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<Members>, Failure> {
    members(db, viewer, private, Names::services).await
}

/// The incidents of each team: those that hurt a service which it owns.
///
/// # Errors
/// [`Failure::Database`].
pub async fn of_teams(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
) -> Result<Vec<Members>, Failure> {
    members(db, viewer, private, Names::teams).await
}

async fn members(
    db: &mut Db<'_>,
    viewer: Viewer,
    private: bool,
    of: impl Fn(&mut Names, &str) -> Arc<[String]>,
) -> Result<Vec<Members>, Failure> {
    let mut names = Names::all(&mut *db).await?;
    let scope = Scope { private, ..Scope::default() };
    let filter = FactsFilter { near_misses: true, scope, ..FactsFilter::default() };
    let mut members: BTreeMap<String, Vec<_>> = BTreeMap::new();
    facts::each(db, FACTS, viewer, &filter, |fact| {
        for name in of(&mut names, fact.services).iter() {
            match members.get_mut(name) {
                Some(incidents) => incidents.push(fact.incident),
                None => drop(members.insert(name.clone(), vec![fact.incident])),
            }
        }
        Ok(())
    })
    .await?;
    let mut members: Vec<_> =
        members.into_iter().map(|(name, incidents)| Members { name, incidents }).collect();
    members.sort_by_key(|one| one.name.to_lowercase());
    Ok(members)
}
