//! The report on toil that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::action::ActionState;
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::{By, Day};
use nofault_domain::refusal::Refusal;
use nofault_domain::report::periods::{PeriodsAsked, PeriodsForm};
use nofault_domain::report::toil::{ToilReport, build};
use nofault_store::toil::{self, Removing};
use nofault_store::{Failure, Scope, Store, catalog};
use serde::Serialize;

use super::Choices;

/// The report, and the actions beside it.
#[derive(Debug, Clone, Serialize)]
pub struct ToilFound {
    #[serde(flatten)]
    pub report: ToilReport,
    /// The actions that would remove toil, or did.
    pub actions: Vec<Removes>,
    /// There are more of these than are listed.
    pub more_actions: bool,
    #[serde(skip)]
    pub today: Day,
}

/// An action that removes toil.
#[derive(Debug, Clone, Serialize)]
pub struct Removes {
    pub action: ActionNumber,
    pub title: String,
    pub state: ActionState,
    pub due: Option<Day>,
    pub incident: Option<IncidentNumber>,
}

impl From<Removing> for Removes {
    fn from(one: Removing) -> Self {
        let Removing { action, title, state, due, incident } = one;
        Self { action, title, state, due, incident }
    }
}

/// As of other reports over periods, by month where nothing else is said.
///
/// # Errors
/// [`Refusal::Invalid`].
pub fn asked(pairs: &[(String, String)]) -> Result<PeriodsAsked, Refusal> {
    PeriodsForm::of(pairs).or_by(By::Month).parse()
}

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &PeriodsAsked,
) -> Result<ToilFound, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    Choices::have(&mut db, asked.service.as_deref(), asked.team.as_deref()).await?;
    let scope = Scope::of(asked, &zone);
    let (facts, responses) = both!(
        store,
        db,
        async {
            let facts = toil::toil(&mut *db, viewer, &scope).await?;
            Ok::<_, Failure>((facts, toil::removing(&mut *db, viewer, &scope).await?))
        }
        .await,
        toil::responses(&mut *db, viewer, &scope).await
    );
    let ((facts, actions), responses) = (facts?, responses?);
    let (actions, more_actions) = cut(actions);
    let report = build(asked, &zone, now, &facts, &responses);
    Ok(ToilFound { report, actions, more_actions, today: Day::of(now, &zone) })
}

/// As many as are listed, and whether there are more.
fn cut(actions: Vec<Removing>) -> (Vec<Removes>, bool) {
    let more = actions.len() > toil::LISTED;
    (actions.into_iter().take(toil::LISTED).map(Removes::from).collect(), more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_are_listed_are_said() {
        let many = |many: usize| {
            let one = |number| Removing {
                action: ActionNumber(number),
                title: "Script it".to_owned(),
                state: ActionState::Open,
                due: None,
                incident: None,
            };
            let (listed, more) = cut((1..).take(many).map(one).collect());
            (listed.len(), more)
        };
        assert_eq!([0, 200, 201].map(many), [(0, false), (200, false), (200, true)]);
    }
}
