//! The actions report that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::{Checker, Refusal};
use nofault_domain::report::actions::{ActionsFilter, ActionsReport, GroupBy, build};
use nofault_domain::report::private;
use nofault_domain::report::stay::StayOf;
use nofault_domain::word::Word;
use nofault_store::{Failure, Store, catalog, report};

use super::Choices;

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionsAsked {
    pub by: GroupBy,
    /// With those of the private incidents that the viewer may see.
    pub private: bool,
    pub filter: ActionsFilter,
}

impl ActionsAsked {
    /// From what was typed, by its name; blank is by team, without private ones, and of all.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] names the choices.
    pub fn parse<'a>(text: impl Fn(&str) -> &'a str) -> Result<Self, Refusal> {
        let mut checker = Checker::default();
        let by = checker.optional("by", text("by"), GroupBy::parse);
        let private = checker.take("private", private(text("private")));
        let priority = checker.optional("priority", text("priority"), StayOf::parse);
        let name = |name: &str| Some(text(name).trim().to_owned()).filter(|name| !name.is_empty());
        let (service, team) = (name("service"), name("team"));
        let parsed = (|| {
            let priority = priority?.filter(|priority| *priority != StayOf::All);
            let filter = ActionsFilter { priority, service, team };
            Some(Self { by: by?.unwrap_or(GroupBy::Team), private: private?, filter })
        })();
        checker.done(parsed)
    }

    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let ActionsFilter { priority, service, team } = &self.filter;
        let mut pairs = vec![("by", self.by.key().to_owned())];
        pairs.extend(self.private.then(|| ("private", "1".to_owned())));
        pairs.extend(priority.map(|priority| ("priority", priority.key().to_owned())));
        pairs.extend(service.clone().map(|service| ("service", service)));
        pairs.extend(team.clone().map(|team| ("team", team)));
        pairs
    }
}

/// # Errors
/// Invalid, where the service or the team is not known.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: &ActionsAsked,
) -> Result<ActionsReport, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let ActionsFilter { service, team, .. } = &asked.filter;
    Choices::have(&mut db, service.as_deref(), team.as_deref()).await?;
    let actions = report::actions(&mut db, viewer, asked.private).await?;
    Ok(build(asked.by, asked.filter.clone(), &zone, now, actions))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(given: &[(&str, &'static str)]) -> Result<ActionsAsked, Refusal> {
        ActionsAsked::parse(|name| {
            given.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| *value)
        })
    }

    #[test]
    fn a_question_is_the_same_in_its_address() {
        let given = [("by", "owner"), ("private", "1"), ("priority", "P0"), ("service", " Web ")];
        let question = asked(&given).unwrap();
        let pairs = question.pairs();
        let said: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let expected = [("by", "owner"), ("private", "1"), ("priority", "p0"), ("service", "Web")];
        assert_eq!(said, expected);
        assert_eq!(asked(&[("priority", "all")]).unwrap(), asked(&[]).unwrap());
        let wrong = asked(&[("priority", "p9"), ("by", "mood"), ("private", "2")]).unwrap_err();
        assert_eq!(wrong.fields().len(), 3);
    }
}
