//! What the shop's services promise.

use nofault_domain::budget::{self, DEFAULT_POLICY, Policy, Target, Window};
use nofault_domain::command::slo::{SloOf, SloSaving, SloWas};
use nofault_domain::text::Name;

use super::shop::Shop;
use super::tell::taken;
use crate::work::{Perform, Work};
use crate::{Failure, catalog};

/// (service, target, window)
const SLOS: [(&str, &str, Window); 4] = [
    ("card provider", "99.95 %", Window::Month),
    ("payments gateway", "99.9 %", Window::Rolling(30)),
    ("checkout", "99.5 %", Window::Quarter),
    ("search", "99 %", Window::Rolling(30)),
];

/// After all that happened, so that no review that was begun asks for another level.
pub(super) async fn promise(work: &mut Work<'_>, shop: &Shop) -> Result<(), Failure> {
    let services = catalog::services(&mut work.db).await?;
    for (name, target, window) in SLOS {
        let service = services.iter().find(|one| one.name.eq_ignore_ascii_case(name));
        let Some(service) = service else { continue };
        let target = taken(Target::parse(target))?;
        let saving = SloSaving {
            of: SloOf::New(service.id),
            name: taken(Name::parse("Availability"))?,
            slo: budget::Slo { target, window, zone: shop.zone.clone() },
            policy: taken(Policy::parse(DEFAULT_POLICY))?,
            was: SloWas::default(),
        };
        saving.perform(work).await?;
    }
    Ok(())
}
