//! What a file would do, object by object, in its order.

use std::collections::HashMap;

use super::Trouble;
use super::document::object;
use super::slo::threshold;
use super::tree::{self, Node, Unreadable, Value};
use crate::budget::{Policy, Slo};
use crate::text::{Name, ObjectName};
use crate::zone::Zone;

/// An SLO of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SloRow {
    /// `metadata.name`: the same SLO, however often its file is read.
    pub key: ObjectName,
    pub name: Name,
    pub service: Name,
    pub slo: Slo,
    /// One without rules where the file has none.
    pub policy: Policy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    Slo(Box<SloRow>),
    Service(Name),
    /// A kind that Nofault has no use for, and why.
    NotEvaluated(&'static str),
    /// Every reason.
    Refused(Vec<Trouble>),
}

/// An object of a file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    pub line: usize,
    pub kind: String,
    /// `metadata.name`, where it has one.
    pub name: String,
    pub becomes: Becomes,
    /// What of it is not taken.
    pub left: Vec<Trouble>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub objects: Vec<Object>,
}

/// The largest file: its text has to fit into a form.
pub const MOST_BYTES: usize = 512 * 1024;
/// More would make a page of which nobody reads the end.
const MOST_OBJECTS: usize = 5000;

impl Plan {
    pub fn slos(&self) -> impl Iterator<Item = &SloRow> {
        self.objects.iter().filter_map(|object| match &object.becomes {
            Becomes::Slo(row) => Some(&**row),
            _ => None,
        })
    }

    pub fn services(&self) -> impl Iterator<Item = &Name> {
        self.objects.iter().filter_map(|object| match &object.becomes {
            Becomes::Service(name) => Some(name),
            _ => None,
        })
    }

    /// Every reason for which something is refused.
    pub fn refused(&self) -> impl Iterator<Item = &Trouble> {
        self.objects.iter().flat_map(|object| match &object.becomes {
            Becomes::Refused(why) => why.as_slice(),
            _ => &[],
        })
    }
}

/// What becomes of a file; a rolling window that names no zone is given `zone`.
///
/// # Errors
/// [`Unreadable`], where it is no YAML.
pub fn plan(text: &str, zone: &Zone) -> Result<Plan, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge { bytes: text.len(), most: MOST_BYTES });
    }
    let documents = tree::read(text)?;
    let mut nodes: Vec<&Node> = Vec::new();
    for document in &documents {
        match &document.value {
            Value::Nothing => {}
            // A list of objects is as good as several documents.
            Value::List(items) => nodes.extend(items),
            _ => nodes.push(document),
        }
    }
    if nodes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if nodes.len() > MOST_OBJECTS {
        return Err(Unreadable::TooMany { objects: nodes.len(), most: MOST_OBJECTS });
    }
    let thresholds = nodes.iter().filter_map(|node| threshold(node)).collect();
    let mut objects: Vec<Object> =
        nodes.into_iter().map(|node| object(node, (zone, &thresholds))).collect();
    name_services(&mut objects);
    refuse_twice(&mut objects);
    Ok(Plan { objects })
}

/// A service that stands in the file is called as it says there.
fn name_services(objects: &mut [Object]) {
    let mut called: HashMap<String, Name> = HashMap::new();
    for object in objects.iter() {
        if let Becomes::Service(name) = &object.becomes {
            called.entry(object.name.clone()).or_insert_with(|| name.clone());
        }
    }
    for object in objects {
        if let Becomes::Slo(row) = &mut object.becomes
            && let Some(name) = called.get(row.service.as_str())
        {
            row.service = name.clone();
        }
    }
}

/// Names stand for one SLO or service of a file each.
fn refuse_twice(objects: &mut [Object]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for object in objects {
        let keys = match &object.becomes {
            Becomes::Slo(row) => {
                let shown = format!("SLO\n{}\n{}", row.service.key(), row.name.key());
                vec![format!("SLO\n{}", row.key), shown]
            }
            Becomes::Service(_) => vec![format!("Service\n{}", object.name)],
            Becomes::NotEvaluated(_) | Becomes::Refused(_) => Vec::new(),
        };
        let first = keys.iter().find_map(|key| seen.get(key)).copied();
        if let Some(first) = first {
            let says = format!("the object on line {first} has the same name");
            let trouble = Trouble { line: object.line, path: String::new(), says };
            object.becomes = Becomes::Refused(vec![trouble]);
        } else {
            seen.extend(keys.into_iter().map(|key| (key, object.line)));
        }
    }
}
