//! Keeping what a report says, and putting it away.

use serde::Deserialize;

use super::{Command, Typing};
use crate::number::KeptNumber;
use crate::refusal::{Checker, Refusal};
use crate::report::kept::Address;
use crate::text::{Note, Title};

/// `POST /reports/kept`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct KeepReport {
    /// The report's own, with what was asked.
    pub address: String,
    pub title: String,
    pub note: String,
}

#[derive(Debug, Clone)]
pub struct ReportKeeping {
    pub address: Address,
    pub title: Title,
    pub note: Option<Note>,
}

impl Command for KeepReport {
    type Parsed = ReportKeeping;

    fn parse(self, _typing: &Typing) -> Result<ReportKeeping, Refusal> {
        let mut checker = Checker::default();
        let address = checker.take("address", Address::parse(&self.address));
        let title = checker.take("title", Title::parse(&self.title));
        let note = checker.take("note", Note::parse_optional(&self.note));
        let parsed = (|| Some(ReportKeeping { address: address?, title: title?, note: note? }))();
        checker.done(parsed)
    }
}

/// `POST /reports/kept/KR-1/removal`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveKept {
    pub kept: String,
}

#[derive(Debug)]
pub struct KeptRemoval(pub KeptNumber);

impl Command for RemoveKept {
    type Parsed = KeptRemoval;

    fn parse(self, _typing: &Typing) -> Result<KeptRemoval, Refusal> {
        KeptNumber::parse(&self.kept).map(KeptRemoval).ok_or(Refusal::NotFound("kept report"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let keep = |address: &str, title: &str, note: &str| {
            let (address, title) = (address.to_owned(), title.to_owned());
            KeepReport { address, title, note: note.to_owned() }.parse(&typing)
        };
        let kept = keep("/reports/toil?by=month", " For the board ", "").unwrap();
        assert_eq!(kept.title.as_str(), "For the board");
        assert!(kept.note.is_none());
        let wrong = keep("/incidents", " ", &"x".repeat(2001)).unwrap_err();
        let fields: Vec<_> = wrong.fields().iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["address", "title", "note"]);
        let none = RemoveKept { kept: "KR-x".to_owned() }.parse(&typing);
        assert_eq!(none.unwrap_err().status(), 404);
    }
}
