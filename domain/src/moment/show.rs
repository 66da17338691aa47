//! Writing a moment: to be read, and to be edited.

use super::{Moment, Precision};
use crate::instant::Instant;
use crate::zone::{Local, Zone};

/// Such as `2026-11-23 14:05 CET`.
#[must_use]
pub fn show(at: Instant, zone: &Zone) -> String {
    let local = zone.local(at);
    format!("{} {:02}:{:02} {}", date(&local), local.hour, local.minute, called(&local))
}

pub(super) fn shown(moment: &Moment, zone: &Zone) -> String {
    let local = zone.local(moment.at);
    let mut clock = format!("{:02}:{:02}", local.hour, local.minute);
    if moment.precision == Precision::Exact && local.second != 0 {
        clock += &format!(":{:02}", local.second);
    }
    around(moment.precision, &format!("{} {clock} {}", date(&local), called(&local)))
}

/// Seconds are written where they are known, so that reading it again finds
/// the same instant; the offset is, where clocks went back and the hour is told twice.
pub(super) fn edit_text(moment: &Moment) -> String {
    let local = moment.zone.local(moment.at);
    let mut text = format!("{} {:02}:{:02}", date(&local), local.hour, local.minute);
    let finer = local.second != 0 || local.micros != 0;
    match moment.precision {
        Precision::Minute => {}
        Precision::Minutes(_) if !finer => {}
        Precision::Exact | Precision::Minutes(_) => {
            text += &format!(":{:02}", local.second);
            if local.micros != 0 {
                text += format!(".{:06}", local.micros).trim_end_matches('0');
            }
        }
    }
    if moment.zone.is_ambiguous(moment.at) {
        text += " ";
        text += &offset(moment.zone.offset_seconds(moment.at));
    }
    around(moment.precision, &text)
}

fn around(precision: Precision, text: &str) -> String {
    match precision {
        Precision::Exact | Precision::Minute => text.to_owned(),
        Precision::ABOUT => format!("~{text}"),
        Precision::Minutes(_) => format!("{text} {}", precision.label()),
    }
}

fn date(local: &Local) -> String {
    format!("{:04}-{:02}-{:02}", local.year, local.month, local.day)
}

/// `CET`; `UTC-03` where the zone has no letters of its own.
fn called(local: &Local) -> String {
    let numeric = local.abbreviation.starts_with(['+', '-']);
    format!("{}{}", if numeric { "UTC" } else { "" }, local.abbreviation)
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let text = format!("{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    if seconds.is_multiple_of(60) { text } else { format!("{text}:{:02}", seconds % 60) }
}
