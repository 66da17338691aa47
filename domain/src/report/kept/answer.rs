//! What a report says, as JSON.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::number::IncidentNumber;

/// What a report said: its figures and the numbers behind them. Titles and the names of people
/// are left out: they are read anew when somebody looks, so that nothing that was redacted, hidden
/// or anonymised since stands in what was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    value: Value,
    /// As it was first written: digits beyond the fifteenth are not always read as they stand.
    text: String,
}

/// Texts of incidents and actions, and who owns an action.
const LEFT_OUT: [&str; 2] = ["title", "owner"];

impl Answer {
    /// None where it cannot be written as JSON.
    #[must_use]
    pub fn of(report: &impl Serialize) -> Option<Self> {
        let mut value = serde_json::to_value(report).ok()?;
        leave_out(&mut value);
        // Through its text, so that a number is the same as one that was stored.
        Self::parse(value.to_string())
    }

    /// From its text. None where it is none.
    #[must_use]
    pub fn parse(text: String) -> Option<Self> {
        serde_json::from_str(&text).ok().map(|value| Self { value, text })
    }

    /// Canonical: the names of each object in their order.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn value(&self) -> &Value {
        &self.value
    }

    /// What it said in words: the whole first, then each question with its answer. Empty of a
    /// report that is figures alone.
    #[must_use]
    pub fn words(&self) -> Vec<(String, Vec<String>)> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let texts =
            |value: &Value| value.as_array().into_iter().flatten().filter_map(text).collect();
        let headline = text(&self.value["headline"]).map(|all| (String::new(), vec![all]));
        let answers = self.value["answers"].as_array().into_iter().flatten();
        let answer = |one: &Value| Some((text(&one["question"])?, texts(&one["words"])));
        headline.into_iter().chain(answers.filter_map(answer)).collect()
    }

    /// Every incident that it names.
    #[must_use]
    pub fn incidents(&self) -> BTreeSet<IncidentNumber> {
        let mut found = BTreeSet::new();
        collect(&self.value, &mut found);
        found
    }

    /// The same without these incidents: what stands under one of their numbers goes with it,
    /// and so does what names no other. What was counted stays counted.
    #[must_use]
    pub fn without(&self, hidden: &BTreeSet<IncidentNumber>) -> Self {
        if hidden.is_empty() {
            return self.clone();
        }
        let mut value = self.value.clone();
        take_away(&mut value, hidden);
        Self { text: value.to_string(), value }
    }
}

impl Serialize for Answer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

fn leave_out(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !LEFT_OUT.contains(&name.as_str()));
            fields.values_mut().for_each(leave_out);
        }
        Value::Array(all) => all.iter_mut().for_each(leave_out),
        _ => {}
    }
}

/// As it is printed: a bare number is none.
fn incident(text: &str) -> Option<IncidentNumber> {
    IncidentNumber::parse(text).filter(|number| number.to_string() == text)
}

fn collect(value: &Value, found: &mut BTreeSet<IncidentNumber>) {
    match value {
        Value::String(text) => found.extend(incident(text)),
        Value::Array(all) => all.iter().for_each(|one| collect(one, found)),
        Value::Object(fields) => fields.values().for_each(|one| collect(one, found)),
        _ => {}
    }
}

fn take_away(value: &mut Value, hidden: &BTreeSet<IncidentNumber>) {
    match value {
        Value::String(_) if is_hidden(value, hidden) => *value = Value::Null,
        Value::Array(all) => {
            all.retain(|one| !goes(one, hidden));
            all.iter_mut().for_each(|one| take_away(one, hidden));
        }
        Value::Object(fields) => fields.values_mut().for_each(|one| take_away(one, hidden)),
        _ => {}
    }
}

/// One of a list is about a hidden incident, or about hidden ones alone.
fn goes(one: &Value, hidden: &BTreeSet<IncidentNumber>) -> bool {
    let only = |value: &Value| match value {
        Value::Array(all) => !all.is_empty() && all.iter().all(|one| is_hidden(one, hidden)),
        other => is_hidden(other, hidden),
    };
    match one {
        Value::Object(fields) => fields.values().any(only),
        other => only(other),
    }
}

fn is_hidden(value: &Value, hidden: &BTreeSet<IncidentNumber>) -> bool {
    value.as_str().and_then(incident).is_some_and(|number| hidden.contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn hidden(numbers: &[i64]) -> BTreeSet<IncidentNumber> {
        numbers.iter().copied().map(IncidentNumber).collect()
    }

    #[test]
    fn no_title_and_no_name_is_kept() {
        let report = json!({
            "overdue": [{ "incident": "INC-1", "title": "The key is s3cret", "due": "2026-01-01" }],
            "actions": [{ "number": "A-1", "owner": "Ada", "title": "s3cret", "team": "Web" }],
        });
        let answer = Answer::of(&report).unwrap();
        let text = answer.text();
        assert!(!text.contains("s3cret") && !text.contains("Ada"), "{text}");
        assert!(text.contains("INC-1") && text.contains("Web"));
        assert_eq!(Answer::parse(text.to_owned()).as_ref(), Some(&answer));
    }

    #[test]
    fn what_is_hidden_goes_with_what_is_said_of_it() {
        let report = json!({
            "n": 3,
            "worst": "INC-2",
            "undated": ["INC-1", "INC-2"],
            "included": [{ "incident": "INC-1", "seconds": 60 }, { "incident": "INC-2", "seconds": 7 }],
            "failed": [
                { "change": "CH-1", "incidents": ["INC-2"] },
                { "change": "CH-2", "incidents": ["INC-1", "INC-2"] },
                { "change": "CH-3", "incidents": [] },
            ],
            "services": [{ "service": "INC", "actions": [{ "number": "A-1", "incident": "INC-2" }] }],
        });
        let answer = Answer::of(&report).unwrap();
        assert_eq!(answer.incidents(), hidden(&[1, 2]));
        let seen = answer.without(&hidden(&[2]));
        let expected = json!({
            "n": 3,
            "worst": null,
            "undated": ["INC-1"],
            "included": [{ "incident": "INC-1", "seconds": 60 }],
            "failed": [
                { "change": "CH-2", "incidents": ["INC-1"] },
                { "change": "CH-3", "incidents": [] },
            ],
            "services": [{ "service": "INC", "actions": [] }],
        });
        assert_eq!(seen.value(), &expected);
        assert_eq!(seen.incidents(), hidden(&[1]));
        assert_eq!(answer.without(&hidden(&[])), answer);
    }
}
