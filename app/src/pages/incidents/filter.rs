//! The list's filter, as it stands in the address.

use nofault_domain::incident::Kind;
use nofault_domain::instant::Instant;
use nofault_domain::number::IncidentNumber;
use nofault_domain::period::Day;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::incident::{Cursor, Filter};

use crate::here::Here;

/// What the address asks for. What cannot be read is left out, and said.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    pub filter: Filter,
    pub cursor: Option<Cursor>,
    /// The filter's own part of the query, without the place in the list.
    pub kept: Vec<(String, String)>,
    pub ignored: Vec<String>,
}

const NAMES: [&str; 8] = ["q", "status", "severity", "kind", "service", "from", "to", "followed"];

impl ListQuery {
    #[must_use]
    pub fn of(here: &Here) -> Self {
        let mut query = Self::default();
        for (name, value) in &here.query {
            let value = value.trim();
            if value.is_empty() || !NAMES.contains(&name.as_str()) {
                continue;
            }
            if query.take(name, value, &here.zone).is_some() {
                query.kept.push((name.clone(), value.to_owned()));
            } else {
                query.ignored.push(format!("{name}={value}"));
            }
        }
        query.cursor = cursor(here.query("older"), true).or(cursor(here.query("newer"), false));
        query
    }

    fn take(&mut self, name: &str, value: &str, zone: &Zone) -> Option<()> {
        let filter = &mut self.filter;
        match name {
            "q" => filter.words = value.to_owned(),
            "status" if value == "open" => {
                filter.statuses.extend(Status::ALL.iter().filter(|status| status.is_open()));
            }
            "status" => filter.statuses.push(Status::parse(value).ok()?),
            "severity" => filter.severity = Some(Severity::parse_loose(value).ok()?),
            "kind" => filter.kind = Some(Kind::parse(value).ok()?),
            "service" => filter.service = Some(value.to_owned()),
            "from" => filter.from = Some(Day::parse(value).ok()?.start(zone)?),
            // The last day is meant whole.
            "to" => filter.to = Some(Day::parse(value).ok()?.next().start(zone)?),
            "followed" if value == "on" => filter.followed = true,
            _ => return None,
        }
        Some(())
    }

    /// The value of a field of the filter, as it was read.
    #[must_use]
    pub fn value(&self, name: &str) -> String {
        let found = self.kept.iter().find(|(key, _)| key == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The address of this list, further on.
    #[must_use]
    pub fn address(&self, place: Option<(&str, Instant, IncidentNumber)>) -> String {
        let mut pairs = self.kept.clone();
        if let Some((direction, at, number)) = place {
            pairs.push((direction.to_owned(), format!("{}.{}", at.micros(), number.0)));
        }
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        if query.is_empty() { "/incidents".to_owned() } else { format!("/incidents?{query}") }
    }
}

fn cursor(given: &str, older: bool) -> Option<Cursor> {
    let (at, number) = given.split_once('.')?;
    let at = Instant::from_micros(at.parse().ok()?);
    Some(Cursor { older, at, number: IncidentNumber(number.parse().ok()?) })
}
