//! A time in a file, which must mean the same whenever the file is read.

use crate::instant::Instant;
use crate::moment::{Moment, MomentError, Source};
use crate::zone::Zone;

/// A moment with its date: read in `zone` where it names neither offset nor zone.
pub(super) fn read(given: &str, zone: &Zone, now: Instant) -> Result<Moment, String> {
    const FORMS: &str = "write a date and a time, such as 2024-03-31 14:05, 2024-03-31T14:05Z or \
                         2024-03-31 14:05 Europe/London";
    if !names_a_year(given) {
        return Err(format!("a file needs the date with its year of four digits: {FORMS}"));
    }
    let at = |now| Moment::parse(given, zone, now, Source::Import);
    let moment = at(now).map_err(|error| match error {
        // Its own sentence offers times without a date.
        MomentError::NotUnderstood(_) => format!("it is no time: {FORMS}"),
        other => other.to_string(),
    })?;
    // 402 days and some hours on, nothing that is counted from now can come out the same.
    let later = at(now.plus_micros(402 * 86_400_000_000 + 12_345_678_901));
    match later {
        Ok(later) if later.at != moment.at => {
            Err(format!("a time counted from now means nothing in a file: {FORMS}"))
        }
        _ => Ok(moment),
    }
}

/// Four digits, or the eight of a whole date, that begin as a year does; and digits beside them.
fn names_a_year(given: &str) -> bool {
    let runs: Vec<&str> =
        given.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let year = |run: &&str| {
        matches!(run.len(), 4 | 8)
            && ["19", "20", "21"].iter().any(|century| run.starts_with(century))
    };
    runs.iter().any(year) && given.chars().filter(char::is_ascii_digit).count() > 4
}
