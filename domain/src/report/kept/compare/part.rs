//! A section while it is put together.

use serde_json::Value;

use super::figure::{Figure, that_differ};
use super::list::{Item, List};
use super::{Difference, Row, Section};
use crate::report::kept::place::What;

#[derive(Default)]
pub(super) struct Part {
    /// As [`Place::section`](crate::report::kept::place::Place::section).
    pub section: (String, String),
    /// In the first answer and in the second, where it is one of a list.
    is_there: Option<[bool; 2]>,
    /// Some of what it counts goes on, then or today.
    goes_on: bool,
    figures: Vec<Figure>,
    lists: Vec<List>,
}

impl Part {
    pub fn of(section: (String, String)) -> Self {
        Self { section, ..Self::default() }
    }

    fn name(&self) -> &str {
        &self.section.1
    }

    pub fn take(&mut self, what: What, then: Option<&Value>, today: Option<&Value>) {
        let both = [then.is_some(), today.is_some()];
        match what {
            What::Section => {
                let before = self.is_there.unwrap_or_default();
                self.is_there = Some([before[0] || both[0], before[1] || both[1]]);
            }
            What::Figure { label, detail } => {
                let any = |value: Option<&Value>| value.is_some_and(|many| *many != 0);
                self.goes_on |= label.goes_on && (any(then) || any(today));
                self.figures.push(Figure::of(label, detail, then, today));
            }
            What::Item { list, item } => self.item(list, item).is_there = both,
            What::OfItem { list, item, label, detail } => {
                self.item(list, item).figures.push(Figure::of(label, detail, then, today));
            }
        }
    }

    pub fn look_again(&mut self) {
        let items = self.lists.iter_mut().flat_map(|list| &mut list.items);
        let all = items.flat_map(|item| &mut item.figures).chain(&mut self.figures);
        all.for_each(|one| one.look_again(self.goes_on));
    }

    /// Something came, went or was written down otherwise.
    pub fn moved(&self) -> bool {
        matches!(self.is_there, Some([true, false] | [false, true]))
            || self.figures.iter().any(|one| one.differs && !one.grows())
            || self.lists.iter().any(|list| list.row().differs)
    }

    /// Where some of it goes on and nothing else happened, its lengths move by themselves. What
    /// lists nothing may have moved with what the others list.
    pub fn age(&mut self, others_moved: bool) {
        let by_itself = !self.moved() && (!self.lists.is_empty() || !others_moved);
        if self.goes_on && by_itself {
            self.figures.iter_mut().for_each(|one| one.aged = one.differs);
        }
    }

    /// The figures that only grew older; those that say how sure they are, where there is none.
    pub fn aged(&self) -> Vec<&str> {
        let of = |detail: bool| {
            let aged = self.figures.iter().filter(move |one| one.aged && one.detail == detail);
            aged.map(|one| one.label.name.as_str()).collect::<Vec<_>>()
        };
        let figures = of(false);
        if figures.is_empty() { of(true) } else { figures }
    }

    /// As it is named within a sentence.
    pub fn said(&self) -> &str {
        match self.name() {
            "" => "as a whole",
            "All together" => "all together",
            name => name,
        }
    }

    fn item(&mut self, fields: String, name: String) -> &mut Item {
        let at = self.lists.iter().position(|list| list.fields == fields).unwrap_or_else(|| {
            self.lists.push(List::of(fields));
            self.lists.len() - 1
        });
        self.lists[at].item(name)
    }

    pub fn differences(&self) -> Vec<Difference> {
        let sentence =
            |text: String| Difference { before: text, numbers: Vec::new(), after: String::new() };
        match self.is_there {
            Some([true, false]) => {
                return vec![sentence(format!("{}: not there today", self.name()))];
            }
            Some([false, true]) => return vec![sentence(format!("{}: new today", self.name()))],
            _ => {}
        }
        let of = self.whose();
        let figure = |one: &Figure| sentence(format!("{}{of}: {}", one.label.name, one.in_words()));
        let mut all: Vec<_> = that_differ(&self.figures).into_iter().map(figure).collect();
        all.extend(self.lists.iter().flat_map(|list| list.differences(&of)));
        all
    }

    /// Whose a figure is, after its own name.
    fn whose(&self) -> String {
        match self.name() {
            "" => String::new(),
            "All together" => ", all together".to_owned(),
            name => format!(", {name}"),
        }
    }

    pub fn section(mut self) -> Section {
        self.figures.sort_by_key(|one| one.label.rank);
        let row = |one: Figure| {
            let (then, today) = one.both();
            Row { label: one.label.name, then, today, differs: one.differs }
        };
        let said = self.figures.into_iter().filter(Figure::says_something);
        let mut rows: Vec<_> = said.map(row).collect();
        rows.extend(self.lists.iter().map(List::row));
        Section { name: self.section.1, rows }
    }
}
