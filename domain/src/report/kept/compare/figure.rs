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
    /// It differs, and may do so only because what goes on has grown older.
    pub aged: bool,
}

impl Figure {
    pub fn of(label: Label, detail: bool, then: Option<&Value>, today: Option<&Value>) -> Self {
        let differs = then != today;
        let (then, today) = (then.cloned(), today.cloned());
        Self { label, detail, then, today, differs, aged: false }
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

    /// It is a length or a share, which grows with what goes on; a number of incidents does not.
    pub fn grows(&self) -> bool {
        self.detail || matches!(self.label.unit, Unit::Seconds | Unit::Days | Unit::Share)
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

/// Those that differ by more than their age; how sure they are only where nothing else does.
pub(super) fn that_differ(figures: &[Figure]) -> Vec<&Figure> {
    let differ = |detail: bool| {
        let mut found: Vec<_> =
            figures.iter().filter(|one| one.differs && !one.aged && one.detail == detail).collect();
        found.sort_by_key(|one| one.label.rank);
        found
    };
    let figures = differ(false);
    if figures.is_empty() { differ(true) } else { figures }
}
