//! A time window of OpenSLO as one that Nofault counts over.

use super::ZONE;
use super::object::{Found, Look};
use crate::budget::Window;
use crate::period::Day;
use crate::zone::Zone;

/// The window of a spec and its zone; `zone` is that of a rolling one that names none.
pub(super) fn window(
    found: &mut Found,
    root: &Look<'_>,
    spec: &Look<'_>,
    zone: &Zone,
) -> Option<(Window, Zone)> {
    let all = found.need(spec, "timeWindow")?;
    let items = all.items();
    let [one] = items.as_slice() else {
        found.refuse(&all, "write a list of exactly one window");
        return None;
    };
    found.only(one, &["duration", "isRolling", "calendar"]);
    let rolls = match one.get("isRolling") {
        None => false,
        Some(given) => match given.text() {
            Some("true") => true,
            Some("false") => false,
            _ => {
                found.refuse(&given, "write true or false");
                return None;
            }
        },
    };
    let (at, duration) = found.need_text(one, "duration")?;
    match (rolls, one.get("calendar")) {
        (true, Some(calendar)) => {
            found.refuse(&calendar, "a rolling window follows no calendar: leave one of both out");
            None
        }
        (false, None) => {
            found.refuse(one, "a window that does not roll needs its calendar");
            None
        }
        (true, None) => {
            let window = found.take(&at, rolling(duration))?;
            let own = root.far(&["metadata", "annotations"]).and_then(|all| all.get(ZONE));
            let zone = match own.as_ref().and_then(|own| Some((own, own.text()?))) {
                Some((own, name)) => found.take(own, Zone::parse(name))?,
                None => zone.clone(),
            };
            Some((window, zone))
        }
        (false, Some(calendar)) => {
            found.only(&calendar, &["startTime", "timeZone"]);
            let zone = found.need_text(&calendar, "timeZone");
            let zone = zone.and_then(|(at, name)| found.take(&at, Zone::parse(name)));
            let window = found.take(&at, aligned(duration));
            let start = found.need_text(&calendar, "startTime");
            let (window, (at, start)) = (window?, start?);
            found.take(&at, begins(window, start))?;
            Some((window, zone?))
        }
    }
}

/// `30d`, `4w`, and hours or minutes that make whole days.
fn rolling(given: &str) -> Result<Window, String> {
    let (number, unit) = shorthand(given)?;
    let days = match unit {
        'd' => Some(number),
        'w' => number.checked_mul(7),
        'h' if number % 24 == 0 => Some(number / 24),
        'm' if number % 1440 == 0 => Some(number / 1440),
        'h' | 'm' => return Err(format!("“{given}” is no number of whole days")),
        _ => {
            let no = format!("“{given}” has no fixed length to roll over: write days, such as 30d");
            return Err(no);
        }
    };
    let days = days.filter(|days| (1..=Window::LONGEST).contains(days));
    let long = || format!("“{given}” is not from 1 to {} days", Window::LONGEST);
    days.map(Window::Rolling).ok_or_else(long)
}

fn aligned(given: &str) -> Result<Window, String> {
    match shorthand(given)? {
        (1, 'M') => Ok(Window::Month),
        (1, 'Q') | (3, 'M') => Ok(Window::Quarter),
        _ => Err(format!(
            "a window of “{given}” that follows the calendar is not evaluated: only a month (1M) and a quarter (1Q) are"
        )),
    }
}

fn shorthand(given: &str) -> Result<(i64, char), String> {
    let wrong = || format!("“{given}” is no duration: write a number and its unit, such as 30d");
    let unit = given.chars().last().filter(|unit| "mhdwMQY".contains(*unit)).ok_or_else(wrong)?;
    let number = given.strip_suffix(unit).unwrap_or_default();
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|number| digits && *number > 0);
    Ok((number.ok_or_else(wrong)?, unit))
}

/// Only where a month or quarter begins.
fn begins(window: Window, given: &str) -> Result<(), String> {
    let (day, time) = given.split_once([' ', 'T']).unwrap_or((given, ""));
    let day = Day::parse(day)
        .map_err(|_| format!("“{given}” is no time: write it as 2026-01-01 00:00:00"))?;
    let day = day.to_string();
    let part = |from: usize, to: usize| day.get(from..to).and_then(|part| part.parse().ok());
    let (month, first): (Option<u32>, Option<u32>) = (part(5, 7), part(8, 10));
    let midnight = matches!(time.trim(), "" | "00:00" | "00:00:00");
    let quarter = window != Window::Quarter || matches!(month, Some(1 | 4 | 7 | 10));
    if first == Some(1) && midnight && quarter {
        return Ok(());
    }
    let what = if window == Window::Quarter { "quarter" } else { "month" };
    Err(format!("it begins at “{given}”: only windows that begin with a {what} are evaluated"))
}
