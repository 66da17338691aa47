//! The shop's people, teams and services.

use nofault_domain::command::action::OwnerId;
use nofault_domain::command::catalog::{Service, Team};
use nofault_domain::id::TeamId;
use nofault_domain::text::Name;
use nofault_domain::zone::Zone;

use super::tell::taken;
use crate::work::{Perform, Work};
use crate::{Failure, catalog};

/// Who may own an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Nobody,
    Amina,
    Jonas,
    Storefront,
    Payments,
}

pub(super) struct Shop {
    pub zone: Zone,
    amina: OwnerId,
    jonas: OwnerId,
    storefront: OwnerId,
    payments: OwnerId,
}

impl Shop {
    pub(super) fn owner(&self, who: Who) -> Option<OwnerId> {
        match who {
            Who::Nobody => None,
            Who::Amina => Some(self.amina),
            Who::Jonas => Some(self.jonas),
            Who::Storefront => Some(self.storefront),
            Who::Payments => Some(self.payments),
        }
    }
}

pub(super) async fn open(work: &mut Work<'_>) -> Result<Shop, Failure> {
    let zone = catalog::installation(&mut work.db).await?.zone;
    let amina = work.person_named(&taken(Name::parse("Amina Diallo"))?).await?;
    let jonas = work.person_named(&taken(Name::parse("Jonas Weber"))?).await?;
    let storefront = team(work, "Storefront", vec![amina]).await?;
    let payments = team(work, "Payments", vec![jonas]).await?;
    for (name, team) in [
        ("checkout", payments),
        ("payments gateway", payments),
        ("search", storefront),
        ("login", storefront),
    ] {
        service(work, name, team).await?;
    }
    Ok(Shop {
        zone,
        amina: OwnerId::Person(amina),
        jonas: OwnerId::Person(jonas),
        storefront: OwnerId::Team(storefront),
        payments: OwnerId::Team(payments),
    })
}

/// What somebody already named is left as it is.
async fn team(
    work: &mut Work<'_>,
    name: &str,
    members: Vec<nofault_domain::id::PersonId>,
) -> Result<TeamId, Failure> {
    let known = catalog::teams(&mut work.db).await?;
    if let Some(team) = known.iter().find(|team| team.name.eq_ignore_ascii_case(name)) {
        return Ok(team.id);
    }
    let name = taken(Name::parse(name))?;
    let team = Team { id: None, name, members };
    Ok(TeamId(team.perform(work).await?.id))
}

async fn service(work: &mut Work<'_>, name: &str, team: TeamId) -> Result<(), Failure> {
    let known = catalog::services(&mut work.db).await?;
    if known.iter().any(|service| service.name.eq_ignore_ascii_case(name)) {
        return Ok(());
    }
    let service = Service { id: None, name: taken(Name::parse(name))?, team: Some(team) };
    service.perform(work).await.map(drop)
}
