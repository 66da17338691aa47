//! What a report said and what it says today, figure by figure, and what differs in words.

mod figure;
mod list;
mod part;

use std::fmt;

use part::Part;

use super::answer::Answer;
use super::facts::{Facts, Step};
use super::labels;
use super::place::place;

/// Two answers to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the report; none where both say the same.
    pub differences: Vec<Difference>,
    /// Every figure that is told.
    pub sections: Vec<Section>,
}

/// Something that differs: a sentence around the numbers that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub before: String,
    /// Such as `INC-12` or `INC-12, impact 2`.
    pub numbers: Vec<String>,
    pub after: String,
}

/// Figures that belong together, such as those of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Empty for what the report says as a whole.
    pub name: String,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    pub then: Option<String>,
    pub today: Option<String>,
    pub differs: bool,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.numbers.join(", "), self.after)
    }
}

/// What was said, and what is said today.
#[must_use]
pub fn compare(then: &Answer, today: &Answer) -> Comparison {
    let knew_rules = then.value().get("policy").is_some();
    let (then, today) = (Facts::of(then), Facts::of(today));
    let mut parts: Vec<Part> = Vec::new();
    for (path, then, today) in then.pairs(&today) {
        // Kept before rules were read from policies: it says nothing of them.
        if !knew_rules && is_of_policy(path) {
            continue;
        }
        let Some(place) = place(path) else { continue };
        let at = parts.iter().position(|part| part.section == place.section).unwrap_or_else(|| {
            parts.push(Part::of(place.section));
            parts.len() - 1
        });
        parts[at].take(place.what, then, today);
    }
    for part in &mut parts {
        part.look_again();
    }
    parts.sort_by_key(|part| labels::order(&part.section.0, &part.section.1));
    let moved = parts.iter().any(Part::moved);
    parts.iter_mut().for_each(|part| part.age(moved));
    let differences = parts.iter().flat_map(Part::differences).chain(aged(&parts)).collect();
    let sections = parts.into_iter().map(Part::section);
    Comparison { differences, sections: sections.filter(|one| !one.rows.is_empty()).collect() }
}

/// One sentence for all that moves by itself.
fn aged(parts: &[Part]) -> Option<Difference> {
    let (mut names, mut figures): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for part in parts.iter().filter(|part| !part.aged().is_empty()) {
        names.push(part.said());
        for figure in part.aged().into_iter().map(str::to_lowercase) {
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
    }
    (!figures.is_empty()).then(|| Difference {
        before: format!(
            "What is still open has grown older since; by that these move ({}): {}",
            names.join(", "),
            figures.join("; ")
        ),
        numbers: Vec::new(),
        after: String::new(),
    })
}

/// The rule of a budget's policy that holds, or what is due of one of its incidents.
fn is_of_policy(path: &[Step]) -> bool {
    let is =
        |step: Option<&Step>, name: &str| matches!(step, Some(Step::Field(own)) if own == name);
    is(path.first(), "rule") || (is(path.first(), "incidents") && is(path.get(2), "due"))
}
