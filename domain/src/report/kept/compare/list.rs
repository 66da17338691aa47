//! Things of one kind that a section lists: which came, which went, and what differs of each.

use std::collections::HashMap;

use super::figure::{Figure, that_differ};
use super::{Difference, Row};
use crate::report::kept::labels::{self, capital};

#[derive(Default)]
pub(super) struct List {
    pub fields: String,
    pub items: Vec<Item>,
    /// Where each is.
    places: HashMap<String, usize>,
}

pub(super) struct Item {
    name: String,
    pub is_there: [bool; 2],
    pub figures: Vec<Figure>,
}

impl List {
    pub fn of(fields: String) -> Self {
        Self { fields, ..Self::default() }
    }

    /// The one of this name.
    pub fn item(&mut self, name: String) -> &mut Item {
        let Self { items, places, .. } = self;
        let at = *places.entry(name.clone()).or_insert_with(|| {
            items.push(Item { name, is_there: [true; 2], figures: Vec::new() });
            items.len() - 1
        });
        &mut items[at]
    }

    pub fn differences(&self, of: &str) -> Vec<Difference> {
        let why = match labels::list(&self.fields) {
            "" => String::new(),
            why => format!(", {why}"),
        };
        let moved = |is_there: [bool; 2], how: &str| {
            let numbers: Vec<String> = self
                .items
                .iter()
                .filter(|item| item.is_there == is_there)
                .map(|item| item.name.clone())
                .collect();
            let (many, first) = (numbers.len(), numbers.first()?);
            let before = format!("{many} {} {how}{why}{of}: ", noun(first, many));
            Some(Difference { before, numbers, after: String::new() })
        };
        let mut all: Vec<_> = [moved([false, true], "more"), moved([true, false], "fewer")]
            .into_iter()
            .flatten()
            .collect();
        for item in self.items.iter().filter(|item| item.is_there == [true; 2]) {
            let differ = that_differ(&item.figures);
            if differ.is_empty() {
                continue;
            }
            let figure =
                |one: &&Figure| format!("{} {}", one.label.name.to_lowercase(), one.in_words());
            let said: Vec<_> = differ.iter().map(figure).collect();
            all.push(Difference {
                before: String::new(),
                numbers: vec![item.name.clone()],
                after: format!("{why}{of}: {}", said.join("; ")),
            });
        }
        all
    }

    /// How many there are.
    pub fn row(&self) -> Row {
        let count = |side: usize| self.items.iter().filter(|item| item.is_there[side]).count();
        let [then, today] = [count(0), count(1)];
        let noun = self.items.first().map_or("", |item| noun(&item.name, 2));
        let label = match labels::list(&self.fields) {
            "" => noun.to_owned(),
            why => format!("{noun}, {why}"),
        };
        let differs = self
            .items
            .iter()
            .any(|item| item.is_there != [true; 2] || item.figures.iter().any(|one| one.differs));
        let label = capital(&label);
        Row { label, then: Some(then.to_string()), today: Some(today.to_string()), differs }
    }
}

/// What has such a number.
fn noun(number: &str, many: usize) -> &'static str {
    let kinds = [
        (", impact", "impact", "impacts"),
        ("INC-", "incident", "incidents"),
        ("CH-", "change", "changes"),
        ("A-", "action", "actions"),
        ("F-", "factor", "factors"),
    ];
    let found = kinds.into_iter().find(|(mark, ..)| {
        if mark.starts_with(',') { number.contains(mark) } else { number.starts_with(mark) }
    });
    match (found, many) {
        (Some((_, one, _)), 1) => one,
        (Some((_, _, several)), _) => several,
        (None, 1) => "entry",
        (None, _) => "entries",
    }
}
