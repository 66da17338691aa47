//! Durations that a file states, and lines that are neither section nor row.

use super::front::Front;
use super::{Foreign, ForeignError, line};
use crate::duration::Duration;
use crate::metric::Metric;

const TITLE: &str = "Facts of the source";

/// `Time to repair: 0h 16m`: kept as a stated duration where it is one, and as text anyhow.
pub(super) fn state(foreign: &mut Foreign, title: &str, lines: &[String]) {
    let says = lines.join(" ");
    let length = says.split('(').next().unwrap_or_default().trim();
    if let (Ok(metric), Ok(length)) = (Metric::parse(title), Duration::parse(length))
        && !foreign.stated.iter().any(|(known, _)| *known == metric)
    {
        foreign.stated.push((metric, length));
        foreign.stated.sort();
    }
    foreign.facts.push(format!("- {title}: {}", says.trim()));
}

/// Facts and front matter as a section at the end.
pub(super) fn keep(foreign: &mut Foreign, front: &Front) -> Result<(), ForeignError> {
    let mut lines = std::mem::take(&mut foreign.facts);
    let others = front.others();
    if line::says(&others) {
        lines.push(String::new());
        lines.extend(others.iter().map(|line| format!("    {line}")));
    }
    if line::says(&lines) { foreign.keep(TITLE, &lines) } else { Ok(()) }
}
