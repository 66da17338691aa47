//! What the shop's services promise.

use nofault_domain::budget::{self, DEFAULT_POLICY, Policy, Target, Window};
use nofault_domain::command::slo::{SloOf, SloSaving, SloWas};
use nofault_domain::text::Name;

use super::clock::When;
use super::shop::Shop;
use super::tell::taken;
use crate::work::{Perform, Work};
use crate::{Failure, catalog};

/// As a team writes it that releases every day.
const GATEWAY: &str = "- **Within budget:** releases go out when they are ready.
- **Above 33 % spent:** a second person looks at each release before it goes out.
- **Over budget:** nothing is released but fixes, until the budget is back.
- **One incident above 20 % of the budget:** a full review, with at least one action of P0.

The team decides, and tells the shop’s other teams on Mondays.";

/// (service, target, window, policy)
const SLOS: [(&str, &str, Window, &str); 4] = [
    ("card provider", "99.95 %", Window::Month, DEFAULT_POLICY),
    ("payments gateway", "99.9 %", Window::Rolling(30), GATEWAY),
    ("checkout", "99.5 %", Window::Quarter, DEFAULT_POLICY),
    ("search", "99 %", Window::Rolling(30), DEFAULT_POLICY),
];

/// Last of all, so that no review that was begun asks for another level; promised before any of
/// it happened.
pub(super) async fn promise(work: &mut Work<'_>, shop: &Shop) -> Result<(), Failure> {
    let services = catalog::services(&mut work.db).await?;
    let now = work.now;
    work.now = When::Days(400, 9, 0).before(now);
    for (name, target, window, policy) in SLOS {
        let service = services.iter().find(|one| one.name.eq_ignore_ascii_case(name));
        let Some(service) = service else { continue };
        let target = taken(Target::parse(target))?;
        let saving = SloSaving {
            of: SloOf::New(service.id),
            name: taken(Name::parse("Availability"))?,
            promises: None,
            slo: budget::Slo { target, window, zone: shop.zone.clone() },
            policy: taken(Policy::parse(policy))?,
            was: SloWas::default(),
        };
        saving.perform(work).await?;
    }
    work.now = now;
    Ok(())
}
