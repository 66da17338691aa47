//! “All times in PST”: the zone that a file says its times are in.

use super::line::Line;
use crate::zone::Zone;

/// What people call a zone, and where it is. Letters that mean two places are none.
const CALLED: [(&str, &str); 17] = [
    ("pst", "America/Los_Angeles"),
    ("pdt", "America/Los_Angeles"),
    ("pacific", "America/Los_Angeles"),
    ("mst", "America/Denver"),
    ("mdt", "America/Denver"),
    ("cdt", "America/Chicago"),
    ("est", "America/New_York"),
    ("edt", "America/New_York"),
    ("eastern", "America/New_York"),
    ("utc", "UTC"),
    ("gmt", "UTC"),
    ("bst", "Europe/London"),
    ("cet", "Europe/Berlin"),
    ("cest", "Europe/Berlin"),
    ("eet", "Europe/Helsinki"),
    ("eest", "Europe/Helsinki"),
    ("jst", "Asia/Tokyo"),
];

pub(super) fn said(lines: &[Line<'_>]) -> Option<Zone> {
    let said = |line: &Line<'_>| {
        let text = line.text.to_lowercase();
        let at = ["all times in", "all times are in", "times are in", "times in"];
        let at = at.iter().find_map(|words| text.find(words).map(|at| at + words.len()))?;
        text.get(at..)?.split(|c: char| c.is_whitespace() || "()/,.;".contains(c)).find_map(named)
    };
    lines.iter().filter(|line| !line.code).find_map(said)
}

/// The zone of one word: `PST`, `UTC+1`, and nothing else.
pub(super) fn named(word: &str) -> Option<Zone> {
    let word = word.to_lowercase();
    if let Some((_, zone)) = CALLED.iter().find(|(called, _)| *called == word) {
        return Zone::parse(zone).ok();
    }
    let offset = word.strip_prefix("utc").or(word.strip_prefix("gmt"))?;
    let hours = offset.strip_prefix('+').map(|hours| (hours, '-'));
    let (hours, sign) = hours.or_else(|| offset.strip_prefix('-').map(|hours| (hours, '+')))?;
    let hours: u8 = hours.trim_start_matches('0').parse().ok().filter(|hours| *hours <= 12)?;
    // East of Greenwich is Etc/GMT-1: the sign is the other one there.
    Zone::parse(&format!("Etc/GMT{sign}{hours}")).ok()
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn the_zone_of_a_file_is_found() {
        let of = |text| said(&lines(text)).map(|zone| zone.name().to_owned());
        for (text, zone) in [
            ("x\n\nAll times in PST", Some("America/Los_Angeles")),
            ("All times in Central European Time (CET)", Some("Europe/Berlin")),
            ("All times in UTC+1 (Zurich time)", Some("Etc/GMT-1")),
            ("All times in UC/Pacific", Some("America/Los_Angeles")),
            ("All times are in UTC.", Some("UTC")),
            ("Times in IST", None),
            ("```\nAll times in PST\n```", None),
        ] {
            assert_eq!(of(text).as_deref(), zone, "{text}");
        }
    }
}
