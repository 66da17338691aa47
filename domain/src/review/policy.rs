//! The policy: when a review is asked for, when it is due, and how long actions may take.

use crate::action::Priority;
use crate::duration::Duration;
use crate::refusal::Checker;
use crate::severity::Severity;
use crate::word::Word;

use super::{DataLost, parse_percent, percent};

/// What is not set does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewPolicy {
    /// An incident of this severity or a graver one gets a full review.
    pub full_severity: Option<Severity>,
    /// … at least a light one.
    pub light_severity: Option<Severity>,
    /// So does one whose impact lasted so long.
    pub full_lasting: Option<Duration>,
    pub light_lasting: Option<Duration>,
    /// One that spent so much of an error budget, in parts per million.
    pub full_budget: Option<i64>,
    pub full_data_loss: bool,
    /// Working days from the resolution to the publication.
    pub full_days: i64,
    pub light_days: i64,
    /// Days until an action of P0, P1, P2, P3 and P4 is due.
    pub due: [Option<i64>; 5],
    /// Days from an action's completion to the question whether it worked.
    pub verify_days: Option<i64>,
}

/// A field of the policy's form: its name, its label, and what the policy says there.
pub type Said = (&'static str, &'static str, String);

const DUE: [(&str, &str); 5] = [
    ("due_p0", "P0: days until due"),
    ("due_p1", "P1: days until due"),
    ("due_p2", "P2: days until due"),
    ("due_p3", "P3: days until due"),
    ("due_p4", "P4: days until due"),
];

/// A year and a day: more is no due date.
const LONGEST: i64 = 366;

impl ReviewPolicy {
    /// Days until an action of this priority is due.
    #[must_use]
    pub fn due_days(&self, priority: Priority) -> Option<i64> {
        let place = Priority::ALL.iter().position(|one| *one == priority)?;
        self.due.get(place).copied().flatten()
    }

    /// Every field as its form holds it; [`ReviewPolicy::parse`] reads the same.
    #[must_use]
    pub fn texts(&self) -> Vec<Said> {
        let severity = |one: Option<Severity>| one.map_or("", Word::key).to_owned();
        let length = |one: Option<Duration>| one.map_or_else(String::new, Duration::edit_text);
        let number = |one: Option<i64>| one.map_or_else(String::new, |one| one.to_string());
        let budget = self.full_budget.map_or_else(String::new, percent);
        let mut texts = vec![
            ("full_severity", "Full: severity", severity(self.full_severity)),
            ("full_lasting", "Full: impact lasted", length(self.full_lasting)),
            ("full_budget", "Full: error budget spent", budget),
            ("full_data_loss", "Full: data lost", lost(self.full_data_loss).to_owned()),
            ("light_severity", "Light: severity", severity(self.light_severity)),
            ("light_lasting", "Light: impact lasted", length(self.light_lasting)),
            ("full_days", "Full: working days until due", self.full_days.to_string()),
            ("light_days", "Light: working days until due", self.light_days.to_string()),
        ];
        let due = DUE.iter().zip(self.due);
        texts.extend(due.map(|((name, label), days)| (*name, *label, number(days))));
        texts.push(("verify_days", "Days until “Did it work?”", number(self.verify_days)));
        texts
    }

    /// Reads the fields of its form by their names, and notes at each why it cannot be taken.
    pub fn parse(text: impl Fn(&str) -> String, checker: &mut Checker) -> Option<Self> {
        let severity = |name: &str, checker: &mut Checker| {
            checker.optional(name, &text(name), Severity::parse_loose)
        };
        let length = |name: &str, checker: &mut Checker| {
            checker.optional(name, &text(name), Duration::parse)
        };
        let number = |name: &str, checker: &mut Checker| checker.optional(name, &text(name), days);
        let needed = |name: &str, checker: &mut Checker| checker.take(name, days(&text(name)));
        let full_severity = severity("full_severity", checker);
        let light_severity = severity("light_severity", checker);
        let full_lasting = length("full_lasting", checker);
        let light_lasting = length("light_lasting", checker);
        let full_budget = checker.optional("full_budget", &text("full_budget"), parts);
        let loss = checker.optional("full_data_loss", &text("full_data_loss"), DataLost::parse);
        let (full_days, light_days) = (needed("full_days", checker), needed("light_days", checker));
        let due = DUE.map(|(name, _)| number(name, checker));
        let verify_days = number("verify_days", checker);
        let [p0, p1, p2, p3, p4] = due;
        Some(Self {
            full_severity: full_severity?,
            light_severity: light_severity?,
            full_lasting: full_lasting?,
            light_lasting: light_lasting?,
            full_budget: full_budget?,
            full_data_loss: loss? == Some(DataLost::Yes),
            full_days: full_days?,
            light_days: light_days?,
            due: [p0?, p1?, p2?, p3?, p4?],
            verify_days: verify_days?,
        })
    }
}

fn lost(lost: bool) -> &'static str {
    DataLost::from(lost).key()
}

fn days(given: &str) -> Result<i64, String> {
    let days = given.trim().parse::<i64>().ok().filter(|days| (0..=LONGEST).contains(days));
    days.ok_or_else(|| format!("Write how many days, from 0 to {LONGEST}."))
}

fn parts(given: &str) -> Result<i64, &'static str> {
    let parts = parse_percent(given).filter(|parts| *parts > 0);
    parts.ok_or("Write a percentage above 0, such as 20 or 12.5 %.")
}
