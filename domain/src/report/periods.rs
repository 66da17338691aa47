//! What a report over periods is asked for, in an address.

use std::ops::{Bound, RangeBounds};

use super::private;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::refusal::{Checker, Refusal};
use crate::word::Word;
use crate::zone::Zone;

/// A question as it was typed; what is blank is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeriodsForm {
    pub by: String,
    pub service: String,
    pub team: String,
    pub from: String,
    pub to: String,
    pub private: String,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodsAsked {
    pub by: By,
    pub service: Option<String>,
    /// Whose services are hurt.
    pub team: Option<String>,
    /// The first period and the last, both whole.
    pub from: Option<Period>,
    pub to: Option<Period>,
    /// With those private incidents that the viewer may see.
    pub private: bool,
}

impl PeriodsForm {
    /// From the pairs of an address; of several of one name the first counts.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let [by, service, team, from, to, private] =
            ["by", "service", "team", "from", "to", "private"].map(|name| given(pairs, name));
        Self { by, service, team, from, to, private }
    }

    /// By this, where nothing else is said.
    #[must_use]
    pub fn or_by(mut self, by: By) -> Self {
        if self.by.is_empty() {
            by.key().clone_into(&mut self.by);
        }
        self
    }

    /// By quarter, where nothing else is said.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(&self) -> Result<PeriodsAsked, Refusal> {
        let mut checker = Checker::default();
        let by = checker.optional("by", &self.by, By::parse);
        let from = checker.optional("from", &self.from, Period::parse);
        let to = checker.optional("to", &self.to, Period::parse);
        let private = checker.take("private", private(&self.private));
        in_order(from.flatten(), to.flatten(), &mut checker);
        let (service, team) = (name(&self.service), name(&self.team));
        let parsed = (|| {
            let by = by?.unwrap_or(By::Quarter);
            Some(PeriodsAsked { by, service, team, from: from?, to: to?, private: private? })
        })();
        checker.done(parsed)
    }
}

impl PeriodsAsked {
    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("by", self.by.key().to_owned())];
        let optional = [
            ("service", self.service.clone()),
            ("team", self.team.clone()),
            ("from", self.from.map(|period| period.to_string())),
            ("to", self.to.map(|period| period.to_string())),
            ("private", self.private.then(|| "1".to_owned())),
        ];
        pairs.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        pairs
    }

    /// What is asked for belongs to these instants.
    #[must_use]
    pub fn covered(&self, zone: &Zone) -> impl RangeBounds<Instant> {
        let from = self.from.map(|from| Bound::Included(from.start(zone)));
        let to = self.to.map(|to| Bound::Excluded(to.end(zone)));
        (from.unwrap_or(Bound::Unbounded), to.unwrap_or(Bound::Unbounded))
    }
}

/// What an address asks of this name: of several the first.
pub(super) fn given(pairs: &[(String, String)], name: &str) -> String {
    let found = pairs.iter().find(|(key, _)| key == name);
    found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

/// Notes where the last period ends before the first one begins.
pub(super) fn in_order(from: Option<Period>, to: Option<Period>, checker: &mut Checker) {
    if let (Some(from), Some(to)) = (from, to)
        && to.end(&Zone::utc()) <= from.start(&Zone::utc())
    {
        checker.add("to", format!("{to} ends before {from} begins: turn the two around."));
    }
}

/// What was typed; none where it is blank.
pub(super) fn name(given: &str) -> Option<String> {
    Some(given.trim().to_owned()).filter(|name| !name.is_empty())
}

/// A period as long as those of the report, where that length is known.
pub(super) fn of_length(given: &str, by: Option<By>) -> Result<Period, String> {
    let period = Period::parse(given).map_err(|error| error.to_string())?;
    match by {
        Some(by) if by != period.by() => {
            Err(format!("{period} is no {}, as the report is by {}.", by.key(), by.key()))
        }
        _ => Ok(period),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_found_again_in_its_address() {
        let pairs = [
            ("by", "year"),
            ("service", "Web & shop"),
            ("team", "Search"),
            ("from", "2026-Q1"),
            ("to", "2026"),
            ("private", "1"),
        ];
        let owned: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let asked = PeriodsForm::of(&owned).parse().unwrap();
        let again: Vec<_> = asked.pairs().into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        assert_eq!(PeriodsForm::of(&again).parse().unwrap(), asked);
        assert_eq!(asked.pairs().len(), 6);
        let form = PeriodsForm {
            by: "fortnight".to_owned(),
            from: "x".to_owned(),
            private: "yes".to_owned(),
            ..PeriodsForm::default()
        };
        assert_eq!(form.parse().unwrap_err().fields().len(), 3);
    }
}
