//! Calendars as RFC 5545 writes them (iCalendar): pure text, from days that the caller has read.
//!
//! Due dates are events of a whole day, not to-dos: Google, Outlook and most others leave out
//! the `VTODO`s of a calendar that one subscribes to.

use std::fmt::Write;

use crate::instant::Instant;
use crate::period::Day;

/// Something of a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllDay {
    /// The same at every reading, and nobody else's.
    pub uid: String,
    pub day: Day,
    /// When it was made: the same at every reading.
    pub made: Instant,
    /// Rises with every change.
    pub version: i64,
    pub summary: String,
    pub about: String,
    /// Where it is shown.
    pub url: String,
}

/// A line is folded so that none is longer, in bytes without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar of these days, under a name.
#[must_use]
pub fn calendar(name: &str, days: &[AllDay]) -> String {
    let mut text = String::new();
    for (key, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Nofault//Due dates//EN"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        line(&mut text, key, value);
    }
    line(&mut text, "X-WR-CALNAME", &escaped(name));
    // How often to ask again, for those who read it.
    line(&mut text, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for day in days {
        event(&mut text, day);
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

fn event(text: &mut String, one: &AllDay) {
    line(text, "BEGIN", "VEVENT");
    line(text, "UID", &escaped(&one.uid));
    line(text, "DTSTAMP", &utc(one.made));
    line(text, "SEQUENCE", &(one.version - 1).max(0).to_string());
    line(text, "DTSTART;VALUE=DATE", &date(one.day));
    // The end is the first day after it.
    line(text, "DTEND;VALUE=DATE", &date(one.day.next()));
    line(text, "SUMMARY", &escaped(&one.summary));
    if !one.about.is_empty() {
        line(text, "DESCRIPTION", &escaped(&one.about));
    }
    // An address is no text: nothing is escaped in it (3.3.13), and no control stands in it.
    let url: String = one.url.chars().filter(|c| !c.is_control()).collect();
    line(text, "URL", &url);
    // Nobody is busy for it.
    line(text, "TRANSP", "TRANSPARENT");
    line(text, "END", "VEVENT");
}

/// A text as a value (3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push_str("\\n");
            }
            '\n' => out.push_str("\\n"),
            // No other control may stand in a text.
            letter if letter.is_control() && letter != '\t' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A content line, folded: never within a character.
fn line(text: &mut String, key: &str, value: &str) {
    let mut used = 0;
    for letter in key.chars().chain([':']).chain(value.chars()) {
        if used + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}

fn date(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn utc(at: Instant) -> String {
    let at = at.to_offset_date_time();
    let mut text = String::new();
    // Writing to memory does not fail.
    let _ = write!(
        text,
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    );
    text
}

#[cfg(test)]
mod tests;
