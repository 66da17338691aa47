//! SLOs as a file of OpenSLO v1 that comes back as it was.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::{DESCRIPTION, METRIC, NAME, POLICY, VERSION, ZONE};
use crate::budget::{Slo, Window};

/// An SLO to be written.
#[derive(Debug, Clone, Copy)]
pub struct Written<'s> {
    /// The `metadata.name` with which it came, if it came from a file.
    pub key: Option<&'s str>,
    pub name: &'s str,
    pub service: &'s str,
    pub slo: &'s Slo,
    /// Markdown.
    pub policy: &'s str,
}

/// A name of Kubernetes is so long at most.
const LONGEST: usize = 63;

/// Those of `all` that are `chosen`, with their services. Names are the same whatever is chosen.
#[must_use]
pub fn write(all: &[Written<'_>], chosen: impl Fn(usize) -> bool) -> String {
    let services = services(all);
    let mut text =
        format!("# {VERSION}, written by Nofault. What only it knows stands in its annotations.\n");
    let mut written = HashSet::new();
    for (at, (one, key)) in all.iter().zip(slos(all)).enumerate() {
        let Some(service) = services.get(one.service).filter(|_| chosen(at)) else { continue };
        if written.insert(one.service) {
            head(&mut text, "Service", service, one.service, &[]);
            text += "spec: {}\n";
        }
        slo(&mut text, one, &key, service);
    }
    text
}

fn head(text: &mut String, kind: &str, key: &str, name: &str, own: &[(&str, &str)]) {
    let _ = write!(text, "---\napiVersion: {VERSION}\nkind: {kind}\nmetadata:\n");
    let _ = writeln!(text, "  name: {}", quoted(key));
    // The tools of OpenSLO take no longer one.
    let long = name.chars().count() > LONGEST;
    let shown: String = name.chars().take(LONGEST).collect();
    let _ = writeln!(text, "  displayName: {}", quoted(shown.trim_end()));
    let whole = long.then_some((NAME, name));
    let own: Vec<_> = whole.iter().chain(own).filter(|(_, value)| !value.is_empty()).collect();
    if !own.is_empty() {
        *text += "  annotations:\n";
    }
    for (key, value) in own {
        let _ = writeln!(text, "    {key}: {}", block(value, 6));
    }
}

fn slo(text: &mut String, one: &Written<'_>, key: &str, service: &str) {
    let zone = one.slo.zone.name();
    let rolls = one.slo.window.rolling().is_some();
    let own = [(ZONE, if rolls { zone } else { "" }), (POLICY, one.policy)];
    head(text, "SLO", key, one.name, &own);
    let indicator: String = key.chars().take(LONGEST - 11).collect();
    let _ = write!(
        text,
        "spec:\n  description: {}\n  service: {}\n  indicator:\n    metadata:\n      name: {}\n    \
         spec:\n      ratioMetric:\n        counter: false\n",
        quoted(DESCRIPTION),
        quoted(service),
        quoted(&format!("{}-good-total", indicator.trim_end_matches('-'))),
    );
    for count in ["good", "total"] {
        let _ = write!(
            text,
            "        {count}:\n          metricSource:\n            type: {METRIC}\n            \
             spec:\n              count: {count}\n"
        );
    }
    *text += "  timeWindow:\n";
    let _ = match one.slo.window {
        Window::Rolling(days) => write!(text, "    - duration: {days}d\n      isRolling: true\n"),
        calendar => write!(
            text,
            "    - duration: {}\n      calendar:\n        startTime: \"2026-01-01 00:00:00\"\n        \
             timeZone: {}\n      isRolling: false\n",
            if calendar == Window::Month { "1M" } else { "1Q" },
            quoted(zone)
        ),
    };
    let target = format!("0.{:06}", one.slo.target.parts());
    let target = target.trim_end_matches('0');
    let _ = write!(text, "  budgetingMethod: Occurrences\n  objectives:\n    - target: {target}\n");
}

/// Of each service its own name, as Kubernetes takes it.
fn services<'s>(all: &[Written<'s>]) -> HashMap<&'s str, String> {
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut taken = HashSet::new();
    for one in all {
        names.entry(one.service).or_insert_with(|| take(one.service, "service", &mut taken));
    }
    names
}

/// Those that came with a name keep it; the others get one that is free.
fn slos(all: &[Written<'_>]) -> Vec<String> {
    let mut taken = all.iter().filter_map(|one| one.key.map(str::to_owned)).collect();
    let name = |one: &Written<'_>| match one.key {
        Some(key) => key.to_owned(),
        None => take(&format!("{} {}", one.service, one.name), "slo", &mut taken),
    };
    all.iter().map(name).collect()
}

fn take(text: &str, fallback: &str, taken: &mut HashSet<String>) -> String {
    let wanted = slug(text, fallback);
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut all = std::iter::once(wanted.clone()).chain(numbered);
    let free = all.find(|name| !taken.contains(name)).unwrap_or(wanted);
    taken.insert(free.clone());
    free
}

/// Small letters and digits, with `-` between; room is left for a number.
fn slug(text: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(LONGEST - 8).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { fallback } else { slug }.to_owned()
}

/// What people wrote in several lines is written so where YAML gives it back exactly.
fn block(text: &str, indent: usize) -> String {
    let odd = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(
                c,
                '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
            )
    };
    let blanks = |line: &str| line.starts_with([' ', '\t']) || line.ends_with([' ', '\t']);
    if !text.contains('\n')
        || text.ends_with('\n')
        || text.contains(odd)
        || text.lines().any(blanks)
    {
        return quoted(text);
    }
    let line = |line: &str| {
        if line.is_empty() { "\n".to_owned() } else { format!("\n{}{line}", " ".repeat(indent)) }
    };
    format!("|-{}", text.split('\n').map(line).collect::<String>())
}

/// Between quotation marks, with everything escaped that could be read in two ways.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
