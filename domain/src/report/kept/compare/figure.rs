//! A figure of both answers.

use serde_json::Value;

use crate::report::kept::labels::Label;
use crate::report::kept::shown::{Unit, both, shown};

pub(super) struct Figure {
    pub label: Label,
    pub detail: bool,
    then: Option<Value>,
    today: Option<Value>,
    pub differs: bool,
}

impl Figure {
    pub fn of(label: Label, detail: bool, then: Option<&Value>, today: Option<&Value>) -> Self {
        let differs = then != today;
        Self { label, detail, then: then.cloned(), today: today.cloned(), differs }
    }

    /// What grows with every second differs only where it reads otherwise.
    pub fn look_again(&mut self, goes_on: bool) {
        if self.differs && (goes_on || self.label.unit == Unit::Days) {
            let read = |value: &Option<Value>| {
                value.as_ref().map(|value| shown(value, self.label.unit, false))
            };
            self.differs = read(&self.then) != read(&self.today);
        }
    }

    /// Where none is left out, or none is of a kind, the table is shorter for it.
    pub fn says_something(&self) -> bool {
        let nothing = |value: &Value| match value {
            Value::Array(ends) => ends.first().is_some_and(|least| *least == 0.0),
            other => *other == false || *other == 0 || *other == 0.0,
        };
        let may_be_left_out = self.detail || self.label.of_kind;
        self.differs || !(may_be_left_out && self.then.as_ref().is_some_and(nothing))
    }

    pub fn both(&self) -> (Option<String>, Option<String>) {
        both(self.then.as_ref(), self.today.as_ref(), self.label.unit, self.differs)
    }

    pub fn in_words(&self) -> String {
        let (then, today) = self.both();
        let or_none = |figure: Option<String>| figure.unwrap_or_else(|| "none".to_owned());
        format!("{} then, {} today", or_none(then), or_none(today))
    }
}

/// Those that differ; how sure they are only where nothing else does.
pub(super) fn that_differ(figures: &[Figure]) -> Vec<&Figure> {
    let differ = |detail: bool| {
        let mut found: Vec<_> =
            figures.iter().filter(|one| one.differs && one.detail == detail).collect();
        found.sort_by_key(|one| one.label.rank);
        found
    };
    let figures = differ(false);
    if figures.is_empty() { differ(true) } else { figures }
}
