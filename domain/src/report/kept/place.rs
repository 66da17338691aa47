//! Where something of an answer is read: in which section, as a figure or as one of a list.

use super::facts::Step;
use super::labels::{self, Label};

/// A place in the table that people read.
pub(super) struct Place {
    /// Its field, and its name: both empty for what the report says as a whole.
    pub section: (String, String),
    pub what: What,
}

pub(super) enum What {
    /// The section itself.
    Section,
    Figure {
        label: Label,
        detail: bool,
    },
    /// It is in the list of these fields.
    Item {
        list: String,
        item: String,
    },
    /// A figure of one in a list.
    OfItem {
        list: String,
        item: String,
        label: Label,
        detail: bool,
    },
}

/// What has a number of its own.
fn is_item(step: &Step) -> bool {
    matches!(step, Step::One { by: "number" | "action" | "change" | "factor" | "incident", .. })
}

/// None where it is not told.
pub(super) fn place(path: &[Step]) -> Option<Place> {
    let Some((Step::Field(root), inside)) = path.split_first() else { return None };
    if matches!(root.as_str(), "recovery" | "headline" | "answers") {
        // The points of a curve; sentences of what stands in figures beside them.
        return None;
    }
    let own = labels::own_section(&leading(path));
    let own = own.map(|(name, many)| (name, &path[many..]));
    let (name, rest) = match (inside.first(), own) {
        // Figures of a field.
        (Some(Step::Field(_)), Some((name, rest))) => (name.to_owned(), rest),
        (Some(one @ Step::One { .. }), Some((name, rest))) if !is_item(one) => {
            (name.to_owned(), rest)
        }
        (Some(one @ Step::One { by, name }), _) if !is_item(one) => {
            (labels::section(root, by, name), &inside[1..])
        }
        _ => (String::new(), path),
    };
    let field = match root.as_str() {
        _ if rest.len() == path.len() => "",
        // Those behind the figures of a period.
        "behind" => "periods",
        field => field,
    };
    let section = (field.to_owned(), name);
    if rest.is_empty() {
        return Some(Place { section, what: What::Section });
    }
    if let Some(at) = rest.iter().position(is_item) {
        let (before, after) = rest.split_at(at);
        let Some((Step::One { name, .. }, after)) = after.split_first() else { return None };
        let list = fields(before).join(".");
        let item = name.clone();
        let what = match figure(after) {
            _ if after.is_empty() => What::Item { list, item },
            Some((label, detail)) => What::OfItem { list, item, label, detail },
            None => return None,
        };
        return Some(Place { section, what });
    }
    let (label, detail) = figure(rest)?;
    Some(Place { section, what: What::Figure { label, detail } })
}

/// What it is called, and whether it is a detail.
fn figure(rest: &[Step]) -> Option<(Label, bool)> {
    let mut fields = fields(rest);
    if labels::is_left_out(&fields) || !matches!(rest.last(), Some(Step::Field(_))) {
        return None;
    }
    // A cost is told as the failure of all that costs as much.
    fields.retain(|field| *field != "seconds_of_all");
    let detail = labels::is_detail(&fields);
    let ones: Vec<(&str, &str)> = rest
        .iter()
        .filter_map(|step| match step {
            Step::One { by, name } => Some((*by, name.as_str())),
            Step::Field(_) => None,
        })
        .collect();
    if let (Some(("category", _)), Some(last)) = (ones.last(), fields.last().copied()) {
        fields = vec!["category", last];
    }
    let mut label = labels::label(&fields);
    let names: Vec<String> = ones
        .iter()
        .map(|(by, name)| if name.is_empty() { format!("no {by}") } else { name.replace('_', " ") })
        .collect();
    if !names.is_empty() {
        label.name = format!("{}: {}", names.join(", "), label.name);
    }
    Some((label, detail))
}

/// The fields from the report down to the first list.
fn leading(path: &[Step]) -> Vec<&str> {
    path.iter()
        .map_while(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::One { .. } => None,
        })
        .collect()
}

fn fields(path: &[Step]) -> Vec<&str> {
    fn field(step: &Step) -> Option<&str> {
        match step {
            Step::Field(name) => Some(name.as_str()),
            Step::One { .. } => None,
        }
    }
    path.iter().filter_map(field).collect()
}
