//! Figures of an answer as people read them.

use serde_json::Value;

use crate::period::Day;
use crate::toil;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// As it stands.
    Plain,
    /// A word of a vocabulary, by its key.
    Word,
    Seconds,
    Minutes,
    Days,
    /// Of 1.
    Share,
}

/// Short where it may be, else with every digit.
pub(super) fn shown(value: &Value, unit: Unit, exact: bool) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if unit == Unit::Word => text.replace('_', " "),
        Value::String(text) => moment(text).unwrap_or_else(|| text.clone()),
        Value::Number(number) => match number.as_f64() {
            Some(figure) if !(exact && unit == Unit::Plain) => of(figure, unit, exact),
            _ => number.to_string(),
        },
        Value::Array(all) => {
            let between = if all.iter().all(Value::is_number) { " to " } else { ", " };
            let all: Vec<_> = all.iter().map(|one| shown(one, unit, exact)).collect();
            all.join(between)
        }
        other => other.to_string(),
    }
}

/// `2026-11-01T00:00:00Z` as it is read elsewhere.
fn moment(text: &str) -> Option<String> {
    let (day, rest) = text.split_once('T')?;
    let (_, clock) = (Day::parse(day).ok()?, rest.strip_suffix('Z')?);
    Some(format!("{day} {} UTC", clock.get(..5)?))
}

fn of(figure: f64, unit: Unit, exact: bool) -> String {
    let digits = if exact { 6 } else { 1 };
    match unit {
        Unit::Plain | Unit::Word => rounded(figure, 2),
        Unit::Seconds => {
            let length = crate::statistics::geometric::from_seconds(figure);
            if exact { length.edit_text() } else { length.to_string() }
        }
        #[expect(clippy::cast_possible_truncation, reason = "`as` keeps to what an i64 holds")]
        Unit::Minutes if figure.fract() == 0.0 => toil::shown(figure as i64),
        Unit::Minutes => crate::statistics::geometric::from_seconds(figure * 60.0).edit_text(),
        Unit::Days => match rounded(figure, digits).as_str() {
            "1" => "1 day".to_owned(),
            days => format!("{days} days"),
        },
        Unit::Share => format!("{} %", rounded(figure * 100.0, digits.max(2))),
    }
}

/// With so many digits after the point at most.
fn rounded(figure: f64, digits: usize) -> String {
    let text = format!("{figure:.digits$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// Both, so that they are not read as the same where they are not.
pub(super) fn both(
    then: Option<&Value>,
    today: Option<&Value>,
    unit: Unit,
    differ: bool,
) -> (Option<String>, Option<String>) {
    let as_read = |exact| {
        let of = |value: Option<&Value>| value.map(|value| shown(value, unit, exact));
        (of(then), of(today))
    };
    let (short, long) = (as_read(false), as_read(true));
    if !differ || short.0 != short.1 {
        short
    } else if long.0 != long.1 {
        long
    } else {
        let raw = |value: Option<&Value>| value.map(ToString::to_string);
        (raw(then), raw(today))
    }
}
