//! Which actions a report looks at.

use super::ActionFact;
use crate::report::stay::StayOf;
use crate::word::Word;

/// What is not said leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct ActionsFilter {
    /// Never [`StayOf::All`].
    pub priority: Option<StayOf>,
    /// A service's name, in any case.
    pub service: Option<String>,
    /// A team's name, in any case: it owns the action, or is the first of its owner's teams.
    pub team: Option<String>,
}

impl ActionsFilter {
    #[must_use]
    pub fn is_set(&self) -> bool {
        *self != Self::default()
    }

    #[must_use]
    pub fn takes(&self, action: &ActionFact) -> bool {
        self.priority.is_none_or(|of| of == StayOf::from(action.priority))
            && self
                .service
                .as_ref()
                .is_none_or(|service| action.services.iter().any(|name| same(name, service)))
            && in_team(self.team.as_deref(), action.team.as_deref())
    }

    /// "Only of P0, of the service Web and of the team Search."; nothing where all are taken.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let priority = self.priority.map(|of| match of {
            StayOf::Unset => "without a priority".to_owned(),
            of => format!("of {}", of.label()),
        });
        let service = self.service.as_ref().map(|name| format!("of the service {name}"));
        let team = self.team.as_ref().map(|name| format!("of the team {name}"));
        let all: Vec<String> = [priority, service, team].into_iter().flatten().collect();
        let (last, first) = all.split_last()?;
        Some(match first {
            [] => format!("Only actions {last}."),
            first => format!("Only actions {} and {last}.", first.join(", ")),
        })
    }
}

/// Whether it is of the team that is asked for, or none is.
pub(super) fn in_team(asked: Option<&str>, team: Option<&str>) -> bool {
    asked.is_none_or(|asked| team.is_some_and(|name| same(name, asked)))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
