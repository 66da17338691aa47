//! The list's filter, as it stands in the address.

use nofault_domain::command::action::OwnerId;
use nofault_domain::refusal::{Checker, Refusal};
use nofault_domain::word::Word;

use crate::here::Here;

nofault_domain::words!(
    /// Which actions are listed.
    Standing, "state of actions" {
        Open = "open", "Open";
        Overdue = "overdue", "Overdue";
        Ended = "ended", "Ended";
    }
);

/// Whose actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Mine,
    Of(OwnerId),
}

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionsQuery {
    pub owner: Option<Whose>,
    pub state: Standing,
    /// A service's name.
    pub service: Option<String>,
}

impl ActionsQuery {
    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn of(here: &Here) -> Result<Self, Refusal> {
        Self::parse(here.query("owner"), here.query("state"), here.query("service"))
    }

    fn parse(owner: &str, state: &str, service: &str) -> Result<Self, Refusal> {
        let mut checker = Checker::default();
        let owner = checker.optional("owner", owner, |given| match given.trim() {
            "mine" => Ok(Whose::Mine),
            other => OwnerId::parse(other).map(Whose::Of),
        });
        let state = checker.optional("state", state, Standing::parse);
        let service = Some(service.trim().to_owned()).filter(|service| !service.is_empty());
        let parsed =
            (|| Some(Self { owner: owner?, state: state?.unwrap_or(Standing::Open), service }))();
        checker.done(parsed)
    }

    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.owner.is_some() || self.state != Standing::Open || self.service.is_some()
    }

    /// The owner as the address has it.
    #[must_use]
    pub fn owner_value(&self) -> String {
        match self.owner {
            None => String::new(),
            Some(Whose::Mine) => "mine".to_owned(),
            Some(Whose::Of(owner)) => owner.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_or_refused() {
        let none = ActionsQuery::parse("", "", " ").unwrap();
        assert!(!none.is_filtered());
        let id = "018f2f6e-0000-7000-8000-000000000001";
        let all = ActionsQuery::parse(&format!("team:{id}"), "overdue", "Web").unwrap();
        assert_eq!(all.owner_value(), format!("team:{id}"));
        assert_eq!(ActionsQuery::parse("mine", "ended", "").unwrap().owner, Some(Whose::Mine));
        assert_eq!(ActionsQuery::parse("me", "late", "").unwrap_err().fields().len(), 2);
    }
}
