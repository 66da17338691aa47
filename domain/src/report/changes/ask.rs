//! What a report on changes is asked for, in an address.

use std::ops::RangeBounds;

use crate::change::ChangeKind;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::refusal::{Checker, Refusal};
use crate::report::periods::covered;
use crate::report::private;
use crate::word::Word;
use crate::zone::Zone;

/// A question as it was typed; what is blank is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangesForm {
    pub by: String,
    pub service: String,
    pub team: String,
    pub kind: String,
    pub from: String,
    pub to: String,
    pub settled: String,
    pub private: String,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesAsked {
    pub by: By,
    pub service: Option<String>,
    /// That owns the service.
    pub team: Option<String>,
    pub kind: Option<ChangeKind>,
    /// The first period and the last, both whole.
    pub from: Option<Period>,
    pub to: Option<Period>,
    /// Days after which a change is taken to have shown whether it failed.
    pub settled: u32,
    /// With those private incidents that the viewer may see.
    pub private: bool,
}

/// A week: what a change breaks is mostly found by then.
const SETTLED: u32 = 7;
const MOST_DAYS: u32 = 365;

impl ChangesForm {
    /// From the pairs of an address; of several of one name the first counts.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let get = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
        };
        Self {
            by: get("by"),
            service: get("service"),
            team: get("team"),
            kind: get("kind"),
            from: get("from"),
            to: get("to"),
            settled: get("settled"),
            private: get("private"),
        }
    }

    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(&self) -> Result<ChangesAsked, Refusal> {
        let mut checker = Checker::default();
        let by = checker.optional("by", &self.by, By::parse);
        let kind = checker.optional("kind", &self.kind, ChangeKind::parse);
        let from = checker.optional("from", &self.from, Period::parse);
        let to = checker.optional("to", &self.to, Period::parse);
        let settled = checker.optional("settled", &self.settled, days);
        let private = checker.take("private", private(&self.private));
        if let (Some(Some(from)), Some(Some(to))) = (from, to)
            && to.end(&Zone::utc()) <= from.start(&Zone::utc())
        {
            checker.add("to", format!("{to} ends before {from} begins: turn the two around."));
        }
        let name = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        let (service, team) = (name(&self.service), name(&self.team));
        let parsed = (|| {
            Some(ChangesAsked {
                by: by?.unwrap_or(By::Quarter),
                service,
                team,
                kind: kind?,
                from: from?,
                to: to?,
                settled: settled?.unwrap_or(SETTLED),
                private: private?,
            })
        })();
        checker.done(parsed)
    }
}

fn days(given: &str) -> Result<u32, String> {
    let days = given.trim().parse().ok().filter(|days| *days <= MOST_DAYS);
    days.ok_or_else(|| format!("“{given}” is no number of days from 0 to {MOST_DAYS}."))
}

impl ChangesAsked {
    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs =
            vec![("by", self.by.key().to_owned()), ("settled", self.settled.to_string())];
        let optional = [
            ("service", self.service.clone()),
            ("team", self.team.clone()),
            ("kind", self.kind.map(|kind| kind.key().to_owned())),
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
        covered(self.from, self.to, zone)
    }
}
