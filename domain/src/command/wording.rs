//! Asking for hints on wording, dismissing one, and putting roles in the place of names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Command, Typing, incident};
use crate::id::PersonId;
use crate::number::IncidentNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::{Label, Markdown};

/// `POST /incidents/INC-1/postmortem/sections/summary/hints`, which changes nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CheckWording {
    pub incident: String,
    pub section: String,
    pub body: String,
}

#[derive(Debug)]
pub struct WordingCheck {
    pub incident: IncidentNumber,
    pub section: String,
    /// As it was sent: hints say where in it they stand.
    pub body: String,
}

impl Command for CheckWording {
    type Parsed = WordingCheck;

    fn parse(self, _typing: &Typing) -> Result<WordingCheck, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let body = checker.take("body", Markdown::parse_optional(&self.body));
        let section = self.section.trim().to_owned();
        checker.done(body.map(|_| WordingCheck { incident, section, body: self.body }))
    }
}

/// `POST /incidents/INC-1/postmortem/sections/summary/dismissals`: a hint is not shown again
/// while its passage stays the same. No command: nobody is noted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DismissHint {
    pub incident: String,
    pub section: String,
    /// The rule’s key and the passage’s hash: `human-error:6b86…`.
    pub hint: String,
}

#[derive(Debug)]
pub struct HintDismissal {
    pub incident: IncidentNumber,
    pub section: String,
    pub rule: String,
    /// SHA-256.
    pub passage: [u8; 32],
}

impl Command for DismissHint {
    type Parsed = HintDismissal;

    fn parse(self, _typing: &Typing) -> Result<HintDismissal, Refusal> {
        let incident = incident(&self.incident)?;
        let damaged = || Refusal::field("hint", "This is no hint: reload the page.");
        let (rule, hash) = self.hint.trim().rsplit_once(':').ok_or_else(damaged)?;
        let passage = bytes(hash).ok_or_else(damaged)?;
        let (section, rule) = (self.section.trim().to_owned(), rule.to_owned());
        Ok(HintDismissal { incident, section, rule, passage })
    }
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// `POST /incidents/INC-1/postmortem/names`: roles in the place of the names ticked, all or none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReplaceNames {
    pub incident: String,
    /// The versions seen, with commas: `summary:3,impact:2`.
    pub sections: String,
    /// The places ticked, with commas: section, from and to in bytes, person.
    pub chosen: String,
    /// `role-` and a person’s id: what to write in the place of their name.
    #[serde(flatten)]
    pub roles: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct NameReplacement {
    pub incident: IncidentNumber,
    /// Those with a place, each with the version seen.
    pub sections: BTreeMap<String, i64>,
    pub places: Vec<ChosenPlace>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenPlace {
    pub section: String,
    pub start: usize,
    pub end: usize,
    pub person: PersonId,
    pub role: Label,
}

impl Command for ReplaceNames {
    type Parsed = NameReplacement;

    fn parse(self, _typing: &Typing) -> Result<NameReplacement, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let sections: BTreeMap<_, _> = self.sections.split(',').filter_map(version).collect();
        let (mut places, mut roles) = (Vec::new(), BTreeMap::new());
        for one in self.chosen.split(',').filter(|one| !one.trim().is_empty()) {
            let place = place(one).filter(|(section, ..)| sections.contains_key(*section));
            let Some((section, start, end, person)) = place else {
                checker.add("chosen", "The places are damaged: reload the page.");
                break;
            };
            let role = roles.entry(person).or_insert_with(|| self.role(person, &mut checker));
            if let Some(role) = role.clone() {
                let section = section.to_owned();
                places.push(ChosenPlace { section, start, end, person, role });
            }
        }
        if self.chosen.trim().is_empty() {
            checker.add("chosen", "Tick at least one of the places.");
        }
        checker.done(Some(NameReplacement { incident, sections, places }))
    }
}

impl ReplaceNames {
    fn role(&self, person: PersonId, checker: &mut Checker) -> Option<Label> {
        let field = format!("role-{person}");
        let given = self.roles.get(&field).map_or("", String::as_str);
        if given.trim().is_empty() {
            checker.add(&field, "Write what stands in the place of the name.");
            return None;
        }
        checker.take(&field, Label::parse(given))
    }
}

fn version(one: &str) -> Option<(String, i64)> {
    let (section, version) = one.trim().rsplit_once(':')?;
    Some((section.to_owned(), version.parse().ok()?))
}

fn place(one: &str) -> Option<(&str, usize, usize, PersonId)> {
    let (rest, person) = one.trim().rsplit_once(':')?;
    let (section, range) = rest.rsplit_once(':')?;
    let (start, end) = range.split_once('-')?;
    let person = PersonId(uuid::Uuid::try_parse(person).ok()?);
    Some((section, start.parse().ok()?, end.parse().ok()?, person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    const ROSA: &str = "00000000-0000-7000-8000-000000000001";

    fn typing() -> Typing {
        Typing { now: Instant::from_seconds(0), zone: Zone::utc() }
    }

    fn form(chosen: &str, role: &str) -> ReplaceNames {
        ReplaceNames {
            incident: "INC-1".to_owned(),
            sections: "summary:3,impact:2".to_owned(),
            chosen: chosen.to_owned(),
            roles: BTreeMap::from([(format!("role-{ROSA}"), role.to_owned())]),
        }
    }

    #[test]
    fn places_are_read() {
        let chosen = format!("summary:4-8:{ROSA},impact:0-4:{ROSA}");
        let parsed = form(&chosen, " the  scribe ").parse(&typing()).unwrap();
        let read: Vec<_> =
            parsed.places.iter().map(|p| (p.section.as_str(), p.start, p.end)).collect();
        assert_eq!(read, [("summary", 4, 8), ("impact", 0, 4)]);
        assert_eq!(parsed.places[0].role.as_str(), "the scribe");
        assert_eq!(parsed.sections["summary"], 3);
    }

    #[test]
    fn what_is_missing_is_said() {
        let place = format!("summary:4-8:{ROSA}");
        for (chosen, role, field) in [
            ("", "x", "chosen".to_owned()),
            ("summary:4-8:nobody", "x", "chosen".to_owned()),
            (&format!("other:4-8:{ROSA}"), "x", "chosen".to_owned()),
            (&place, " ", format!("role-{ROSA}")),
            (&place, &"x".repeat(61), format!("role-{ROSA}")),
        ] {
            let refusal = form(chosen, role).parse(&typing()).unwrap_err();
            assert_eq!(refusal.fields()[0].field, field, "{chosen}");
        }
    }

    #[test]
    fn a_hint_is_a_rule_and_a_hash() {
        let dismiss = |hint: &str| {
            let form = DismissHint {
                incident: "INC-1".to_owned(),
                section: "summary".to_owned(),
                hint: hint.to_owned(),
            };
            form.parse(&typing())
        };
        let hash = "0a".repeat(32);
        let parsed = dismiss(&format!("a:b:{hash}")).unwrap();
        assert_eq!((parsed.rule.as_str(), parsed.passage), ("a:b", [10; 32]));
        for wrong in [
            "",
            "a",
            "a:",
            "a:0a",
            &format!("a:{}", "é".repeat(32)),
            &format!("a:{}", "x".repeat(64)),
        ] {
            assert!(dismiss(wrong).is_err(), "{wrong}");
        }
    }
}
