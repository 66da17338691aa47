//! One object of a file: its version, kind and name, and what becomes of it.

use super::VERSION;
use super::object::{Found, Look};
use super::plan::{Becomes, Object};
use super::slo::{self, Thresholds};
use super::tree::Node;
use crate::text::ObjectName;
use crate::zone::Zone;

/// What OpenSLO v1 has beside SLOs and services.
const OTHERS: [(&str, &str); 5] = [
    ("SLI", "Nofault runs no query"),
    ("DataSource", "Nofault connects to no source of metrics"),
    ("AlertPolicy", "Nofault sends no alerts"),
    ("AlertCondition", "Nofault sends no alerts"),
    ("AlertNotificationTarget", "Nofault sends no alerts"),
];

pub(super) fn object(node: &Node, asked: (&Zone, &Thresholds<'_>)) -> Object {
    let (root, mut found) = (Look::at(node), Found::default());
    let kind = found.need_text(&root, "kind");
    let word = kind.as_ref().map(|(_, word)| (*word).to_owned()).unwrap_or_default();
    let version = found.need_text(&root, "apiVersion");
    let known = version.as_ref().is_some_and(|(_, version)| *version == VERSION);
    if let Some((at, given)) = version
        && given != VERSION
    {
        found.refuse(&at, format!("“{}” is not read: only {VERSION} is", short(given)));
    }
    found.only(&root, &["apiVersion", "kind", "metadata", "spec"]);
    let metadata = found.need(&root, "metadata");
    let key = metadata.and_then(|metadata| {
        found.only(&metadata, &["name", "displayName", "labels", "annotations"]);
        if let Some(labels) = metadata.get("labels") {
            found.leave(&labels, "labels are not kept");
        }
        found.need_text(&metadata, "name")
    });
    let key = key.and_then(|(at, name)| found.take(&at, ObjectName::parse(name)));
    let name = key.as_ref().map(ObjectName::to_string).unwrap_or_default();
    let other = OTHERS.iter().find(|(kind, _)| *kind == word);
    let becomes = match (word.as_str(), other) {
        // Its fields may be other ones in another version.
        _ if !known => None,
        ("SLO", _) => {
            slo::slo(&mut found, &root, key, asked).map(|row| Becomes::Slo(Box::new(row)))
        }
        ("Service", _) => {
            slo::annotations(&mut found, &root);
            if let Some(about) = root.far(&["spec", "description"]) {
                found.leave(&about, "a description is not kept");
            }
            slo::name(&mut found, &root).map(Becomes::Service)
        }
        (_, Some((_, why))) => Some(Becomes::NotEvaluated(why)),
        (given, None) => {
            if let Some((at, _)) = kind {
                found.refuse(&at, format!("“{}” is no kind of OpenSLO v1", short(given)));
            }
            None
        }
    };
    found.wrong.sort_by_key(|trouble| trouble.line);
    found.left.sort_by_key(|trouble| trouble.line);
    // Nothing of what is not evaluated has to be right.
    let refused = !found.wrong.is_empty() && !matches!(becomes, Some(Becomes::NotEvaluated(_)));
    let becomes = match becomes {
        Some(becomes) if !refused => becomes,
        _ => Becomes::Refused(found.wrong),
    };
    Object { line: node.line, kind: short(&word), name, becomes, left: found.left }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
