//! What the availability of a service is asked for: some days.

use super::private;
use crate::period::Day;
use crate::refusal::{Checker, Refusal};

/// So many days at most.
const MOST: i64 = 366;
/// Where nobody says from when.
const USUAL: i64 = 30;

/// What was typed; blank is the last thirty days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AvailabilityForm {
    pub from: String,
    pub to: String,
    pub private: String,
}

/// A question that can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AvailabilityAsked {
    /// The first day and the last, both whole.
    pub from: Day,
    pub to: Day,
    /// With those private incidents that the viewer may see.
    pub private: bool,
}

impl AvailabilityForm {
    /// From the pairs of an address; of several of one name the first counts.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let get = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
        };
        Self { from: get("from"), to: get("to"), private: get("private") }
    }

    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(&self, today: Day) -> Result<AvailabilityAsked, Refusal> {
        let mut checker = Checker::default();
        let from = checker.optional("from", &self.from, Day::parse);
        let to = checker.optional("to", &self.to, Day::parse);
        let private = checker.take("private", private(&self.private));
        let days = from.zip(to).map(|(from, to)| {
            let to = to.unwrap_or(today);
            (from.unwrap_or_else(|| to.plus(1 - USUAL)), to)
        });
        if let Some((from, to)) = days {
            if to < from {
                checker.add("to", "The last day is before the first.");
            } else if to.since(from) >= MOST {
                checker.add("from", format!("Ask for {MOST} days at most."));
            }
        }
        let parsed =
            days.zip(private).map(|((from, to), private)| AvailabilityAsked { from, to, private });
        checker.done(parsed)
    }
}

/// What would be typed to ask the same.
impl From<AvailabilityAsked> for AvailabilityForm {
    fn from(asked: AvailabilityAsked) -> Self {
        let AvailabilityAsked { from, to, private } = asked;
        let private = if private { "1".to_owned() } else { String::new() };
        Self { from: from.to_string(), to: to.to_string(), private }
    }
}

impl AvailabilityAsked {
    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("from", self.from.to_string()), ("to", self.to.to_string())];
        pairs.extend(self.private.then(|| ("private", "1".to_owned())));
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        let today = Day::parse("2026-11-24").unwrap();
        let form = |from: &str, to: &str| AvailabilityForm {
            from: from.to_owned(),
            to: to.to_owned(),
            private: String::new(),
        };
        let days = |from, to| {
            form(from, to).parse(today).map(|asked| (asked.from.to_string(), asked.to.to_string()))
        };
        let of = |from: &str, to: &str| Ok((from.to_owned(), to.to_owned()));
        assert_eq!(days("", ""), of("2026-10-26", "2026-11-24"));
        assert_eq!(days("2026-01-01", "2026-01-01"), of("2026-01-01", "2026-01-01"));
        assert_eq!(days("", "2026-01-31"), of("2026-01-02", "2026-01-31"));
        assert!(days("2024-01-01", "2024-12-31").is_ok());
        for (from, to, field) in [
            ("2026-02-01", "2026-01-31", "to"),
            ("2024-01-01", "2025-01-01", "from"),
            ("yesterday", "", "from"),
        ] {
            let refused = form(from, to).parse(today).unwrap_err();
            assert_eq!(refused.fields()[0].field, field);
        }
        let asked = form("2026-01-01", "").parse(today).unwrap();
        let pairs: Vec<_> =
            asked.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        assert_eq!(AvailabilityForm::of(&pairs), AvailabilityForm::from(asked));
        assert_eq!(AvailabilityForm::of(&pairs).parse(today.next()), Ok(asked));
        // Each that is wrong has its sentence.
        for (from, to, fields) in [
            ("yesterday", "soon", &["from", "to", "private"][..]),
            ("2026-02-01", "2026-01-31", &["private", "to"]),
        ] {
            let wrong = AvailabilityForm { private: "2".to_owned(), ..form(from, to) };
            let refused = wrong.parse(today).unwrap_err();
            let found: Vec<_> = refused.fields().iter().map(|one| one.field.as_str()).collect();
            assert_eq!(found, fields);
        }
    }
}
