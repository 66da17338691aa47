//! An action that removes toil.

use nofault_domain::access::Role;
use nofault_domain::command::toil::ToilMark;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::ActionId;

use crate::conflict::{Alone, Place, Saved};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, action};

statements! {
    REMOVES = "SELECT removes_toil FROM action WHERE id = $1";
    SET = "UPDATE action SET removes_toil = $2, version = version + 1 WHERE id = $1";
}

/// Whether an action that the caller has read through its viewer removes toil.
///
/// # Errors
/// [`Failure::Database`].
pub async fn removes(db: &mut Db<'_>, action: ActionId) -> Result<bool, Failure> {
    let (removes,): (bool,) = one!(db, REMOVES, action.0)?;
    Ok(removes)
}

impl Perform for ToilMark {
    const NAME: &'static str = "mark toil";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = action::by_number(&mut work.db, work.viewer, self.action).await?;
        let present = removes(&mut work.db, action.id).await?;
        let (subject, part) = (action.id.0, action.version);
        let incident = action.incident.as_ref().map(|(incident, ..)| *incident);
        let saved: Place = match incident {
            Some(incident) => Saved::of(subject, incident, part).into(),
            None => Alone { subject, version: part, events: "action." }.into(),
        };
        let mut form = Comparison::new(self.version, part);
        let of = form.three(self.was, part, self.removes, present);
        let removes = form.tick("removes", "It removes toil", &of);
        work.settled(form, saved).await?;
        change!(&mut work.db, SET, subject, removes)?;
        let version = part + 1;
        work.event("action.edited", Subject::Action, subject, version, incident).await?;
        Ok(Outcome { id: subject, address: action.address(), version })
    }
}
