//! The shop's people, teams and services.

use nofault_domain::command::action::OwnerId;
use nofault_domain::command::catalog::{Service, ServiceBefore, Team, TeamBefore};
use nofault_domain::id::TeamId;
use nofault_domain::service::Tier;
use nofault_domain::text::{Markdown, Name};
use nofault_domain::zone::Zone;

use super::tell::taken;
use crate::work::{Perform, Work};
use crate::{Failure, catalog};

/// A service of the shop; what it needs stands before it.
struct Wanted {
    name: &'static str,
    tier: Tier,
    of_payments: bool,
    provider: bool,
    needs: &'static [&'static str],
    about: &'static str,
}

const SERVICES: &[Wanted] = &[
    Wanted {
        name: "card provider",
        tier: Tier::One,
        of_payments: true,
        provider: true,
        needs: &[],
        about: "Authorises and books card payments. Run by somebody else; Payments talks to them.",
    },
    Wanted {
        name: "payments gateway",
        tier: Tier::One,
        of_payments: true,
        provider: false,
        needs: &["card provider"],
        about: "Stands between checkout and whoever takes the money.",
    },
    Wanted {
        name: "login",
        tier: Tier::Two,
        of_payments: false,
        provider: false,
        needs: &[],
        about: "",
    },
    Wanted {
        name: "checkout",
        tier: Tier::One,
        of_payments: true,
        provider: false,
        needs: &["payments gateway", "login"],
        about: "From the basket to the order.",
    },
    Wanted {
        name: "search",
        tier: Tier::Three,
        of_payments: false,
        provider: false,
        needs: &[],
        about: "",
    },
    Wanted {
        name: "web shop",
        tier: Tier::One,
        of_payments: false,
        provider: false,
        needs: &["checkout", "search", "login"],
        about: "",
    },
    Wanted {
        name: "mobile app",
        tier: Tier::Two,
        of_payments: false,
        provider: false,
        needs: &["checkout", "search", "login"],
        about: "",
    },
    Wanted {
        name: "support desk",
        tier: Tier::Four,
        of_payments: false,
        provider: true,
        needs: &["web shop"],
        about: "Answers customers, and reads orders in the web shop.",
    },
];

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
    for wanted in SERVICES {
        let team = if wanted.of_payments { payments } else { storefront };
        service(work, wanted, team).await?;
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
    let team = Team { id: None, name, members, was: TeamBefore::default() };
    Ok(TeamId(team.perform(work).await?.id))
}

async fn service(work: &mut Work<'_>, wanted: &Wanted, team: TeamId) -> Result<(), Failure> {
    let known = catalog::services(&mut work.db).await?;
    if known.iter().any(|service| service.name.eq_ignore_ascii_case(wanted.name)) {
        return Ok(());
    }
    let needs = wanted.needs.iter().map(|name| taken(Name::parse(name)));
    let service = Service {
        id: None,
        name: taken(Name::parse(wanted.name))?,
        team: Some(team),
        tier: Some(wanted.tier),
        provider: wanted.provider,
        about: taken(Markdown::parse_optional(wanted.about))?,
        needs: needs.collect::<Result<_, _>>()?,
        was: ServiceBefore::default(),
    };
    service.perform(work).await.map(drop)
}
