//! An answer taken apart: every figure of it with its place.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::answer::Answer;
use crate::number::IncidentNumber;

/// From one field of an answer to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Step {
    Field(String),
    /// One of a list: by which of its fields it is told from the others, and what that says.
    One {
        by: &'static str,
        name: String,
    },
}

pub(super) type Path = Vec<Step>;

/// What stands where; nothing is not told from null. One of a list has a null of its own, which
/// says that it is there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facts(pub(super) Vec<(Path, Value)>);

/// What a place says, in the first answer and in the second.
pub(super) type Pair<'a> = (&'a Path, Option<&'a Value>, Option<&'a Value>);

/// By which one of a list is named, the first that it has.
const NAMES: [&str; 14] = [
    "slo", "period", "of", "number", "action", "change", "factor", "incident", "team", "group",
    "service", "category", "priority", "days",
];

/// When it was asked: no part of what was said.
const CLOCK: [&str; 5] = ["as_of", "at", "now", "so_far", "today"];

impl Facts {
    pub(super) fn of(answer: &Answer) -> Self {
        let mut facts = Vec::new();
        if let Value::Object(root) = answer.value() {
            for (name, value) in root.iter().filter(|(name, _)| !CLOCK.contains(&name.as_str())) {
                let mut walk = Walk { root, path: vec![Step::Field(name.clone())] };
                walk.take(value, &mut facts);
            }
        }
        Self(facts)
    }

    /// Each place of both, in the order of the first; what only the second has is last.
    pub(super) fn pairs<'a>(&'a self, other: &'a Self) -> Vec<Pair<'a>> {
        let theirs: HashMap<&Path, &Value> = other.0.iter().map(|(path, is)| (path, is)).collect();
        let mine: HashSet<&Path> = self.0.iter().map(|(path, _)| path).collect();
        let own = self.0.iter().map(|(path, is)| (path, Some(is), theirs.get(path).copied()));
        let more = other.0.iter().filter(|(path, _)| !mine.contains(path));
        own.chain(more.map(|(path, is)| (path, None, Some(is)))).collect()
    }
}

struct Walk<'a> {
    root: &'a Map<String, Value>,
    path: Path,
}

impl Walk<'_> {
    fn take(&mut self, value: &Value, facts: &mut Vec<(Path, Value)>) {
        match value {
            Value::Null => {}
            Value::Array(all) if all.is_empty() => {}
            Value::Array(all) if all.iter().all(Value::is_object) => self.each(all, facts),
            Value::Array(all) if self.lists(all) => {
                for name in all.iter().filter_map(Value::as_str) {
                    let by = "incident";
                    self.path.push(Step::One { by, name: name.to_owned() });
                    facts.push((self.path.clone(), Value::Null));
                    self.path.pop();
                }
            }
            Value::Array(all) => {
                let mut all = all.clone();
                // Names stand in any order; the ends of a range do not.
                all.sort_by_key(|one| one.as_str().map(str::to_owned));
                facts.push((self.path.clone(), Value::Array(all)));
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.path.push(Step::Field(name.clone()));
                    self.take(value, facts);
                    self.path.pop();
                }
            }
            told => facts.push((self.path.clone(), told.clone())),
        }
    }

    fn each(&mut self, all: &[Value], facts: &mut Vec<(Path, Value)>) {
        let beside = self.beside(all.len());
        let mut taken = HashSet::new();
        for (place, one) in all.iter().enumerate() {
            let (by, first) = named(one).unwrap_or_else(|| {
                let name = beside.as_ref().and_then(|names| names.get(place)?.as_str());
                ("", name.map_or_else(|| (place + 1).to_string(), str::to_owned))
            });
            let mut name = first.clone();
            let mut times = 1;
            while !taken.insert(name.clone()) {
                times += 1;
                name = format!("{first} ({times})");
            }
            self.path.push(Step::One { by, name });
            facts.push((self.path.clone(), Value::Null));
            for (field, value) in one.as_object().into_iter().flatten() {
                if field != by {
                    self.path.push(Step::Field(field.clone()));
                    self.take(value, facts);
                    self.path.pop();
                }
            }
            self.path.pop();
        }
    }

    /// Incidents, and not those of one that is listed itself.
    fn lists(&self, all: &[Value]) -> bool {
        let number = |one: &Value| {
            one.as_str()
                .and_then(IncidentNumber::parse)
                .is_some_and(|number| *one == number.to_string())
        };
        let mut seen = HashSet::new();
        all.iter().all(|one| number(one) && seen.insert(one.as_str()))
            && !self.path.iter().any(|step| matches!(step, Step::One { by, .. } if *by != "period"))
    }

    /// A list whose figures are in the order of the report’s own list of the same name.
    fn beside(&self, many: usize) -> Option<Vec<Value>> {
        let Some(Step::Field(list)) = self.path.last() else { return None };
        let names = self.root.get(list)?.as_array()?;
        (names.len() == many && names.iter().all(Value::is_string)).then(|| names.clone())
    }
}

/// Empty is one of a list that has no name, such as what belongs to no service.
fn named(one: &Value) -> Option<(&'static str, String)> {
    let fields = one.as_object()?;
    let by = NAMES.into_iter().find(|name| {
        matches!(fields.get(*name), Some(Value::String(_) | Value::Null | Value::Number(_)))
    })?;
    let name = match &fields[by] {
        Value::String(name) => name.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    // An incident’s impacts are told apart by their own number, and by where they are written.
    let text = |field: &str| fields.get(field).and_then(Value::as_str);
    let impact = text("impact").filter(|_| by == "incident");
    let written = text("written_in").unwrap_or(&name);
    Some((by, impact.map_or_else(|| name.clone(), |impact| format!("{written}, impact {impact}"))))
}
