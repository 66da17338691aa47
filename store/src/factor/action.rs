//! Which factor an action answers.

use nofault_domain::access::{Role, Viewer};
use nofault_domain::command::factor::FactorAnswer;
use nofault_domain::conflict::Comparison;
use nofault_domain::event::Subject;
use nofault_domain::id::ActionId;
use nofault_domain::number::FactorNumber;
use nofault_domain::refusal::Refusal;

use crate::conflict::Saved;
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, action, visible};

statements! {
    SET = "UPDATE action SET factor_id = $2, version = version + 1 WHERE id = $1";
    ANSWERED = concat!("SELECT f.number, f.title FROM action a JOIN factor f ON f.id = a.factor_id \
        WHERE a.id = $3 AND ", seen!());
}

/// The factor that an action answers, where the viewer may see it; the caller has read the
/// action through its viewer.
///
/// # Errors
/// [`Failure::Database`].
pub async fn answered(
    db: &mut Db<'_>,
    viewer: Viewer,
    action: ActionId,
) -> Result<Option<(FactorNumber, String)>, Failure> {
    let (all, person) = visible::binds(viewer);
    let row: Option<(i64, String)> = first!(db, ANSWERED, all, person, action.0)?;
    Ok(row.map(|(number, title)| (FactorNumber(number), title)))
}

impl Perform for FactorAnswer {
    const NAME: &'static str = "answer factor";

    fn rule(&self) -> Rule {
        Rule::Role(Role::Responder)
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let action = action::by_number(&mut work.db, work.viewer, self.action).await?;
        let Some((incident, ..)) = &action.incident else {
            let none = "An action without an incident has no factor to answer.";
            return Err(Refusal::field("factor", none).into());
        };
        let incident = *incident;
        let present = answered(&mut work.db, work.viewer, action.id).await?;
        let present = present.map(|(number, _)| number);
        let text = |number: Option<FactorNumber>| {
            number.map_or_else(String::new, |number| number.to_string())
        };
        let (mine, theirs) = (text(self.factor), text(present));
        let was = self.was.map(text);
        let mut form = Comparison::new(self.version, action.version);
        let of = form.three(was.as_deref(), action.version, mine.as_str(), theirs.as_str());
        let wanted = form.line("factor", "Factor that it answers", &of);
        work.settled(form, Saved::of(action.id.0, incident, action.version)).await?;
        let links = super::links(&mut work.db, work.viewer, incident).await?;
        let wanted = FactorNumber::parse(&wanted);
        // One that it answered already may have been taken from the incident since.
        let allowed = |number: FactorNumber| {
            present == Some(number)
                || links.iter().any(|link| link.number == number && link.removed.is_none())
        };
        if wanted.is_some_and(|number| !allowed(number)) {
            let other = "Choose one of the incident’s factors.";
            return Err(Refusal::field("factor", other).into());
        }
        let id = match wanted {
            Some(number) => Some(super::by_number(&mut work.db, work.viewer, number).await?.id.0),
            None => None,
        };
        change!(&mut work.db, SET, action.id.0, id)?;
        let version = action.version + 1;
        work.event("action.edited", Subject::Action, action.id.0, version, Some(incident)).await?;
        Ok(Outcome { id: action.id.0, address: action.address(), version })
    }
}
