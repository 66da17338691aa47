//! "Did it work?", some time after an action was done.

use serde::Deserialize;

use super::super::{Command, Typing, action, version};
use crate::action::Verdict;
use crate::number::ActionNumber;
use crate::refusal::{Checker, Refusal};
use crate::text::Note;
use crate::word::Word;

/// `POST /actions/A-1/verifications`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct VerifyAction {
    pub action: String,
    pub version: String,
    pub verdict: String,
    pub note: String,
    /// Ticked, with a “no”: opens the action again, and the note is the reason.
    pub reopen: String,
}

#[derive(Debug)]
pub struct ActionVerification {
    pub action: ActionNumber,
    pub version: i64,
    pub verdict: Verdict,
    pub note: Option<Note>,
    pub reopen: bool,
}

impl Command for VerifyAction {
    type Parsed = ActionVerification;

    fn parse(self, _typing: &Typing) -> Result<ActionVerification, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let verdict = if self.verdict.trim().is_empty() {
            checker.add("verdict", "Choose one of the three.");
            None
        } else {
            checker.take("verdict", Verdict::parse(&self.verdict))
        };
        let note = checker.take("note", Note::parse_optional(&self.note));
        let reopen = !self.reopen.trim().is_empty();
        if reopen && verdict.is_some_and(|verdict| verdict != Verdict::DidNot) {
            checker.add("verdict", "Only what did not work is opened again: answer “No, it did not”, or do not open it again.");
        }
        if reopen && note.as_ref().is_some_and(Option::is_none) {
            checker
                .add("note", "Say what still goes wrong: it is the reason for opening it again.");
        }
        let parsed = (|| {
            let (version, verdict, note) = (version?, verdict?, note?);
            Some(ActionVerification { action, version, verdict, note, reopen })
        })();
        checker.done(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn fields(verdict: &str, note: &str, reopen: &str) -> Result<bool, Vec<String>> {
        let form = VerifyAction {
            action: "A-1".to_owned(),
            version: "1".to_owned(),
            verdict: verdict.to_owned(),
            note: note.to_owned(),
            reopen: reopen.to_owned(),
        };
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let wrong = |refusal: Refusal| {
            refusal.fields().iter().map(|error| error.field.to_string()).collect()
        };
        form.parse(&typing).map(|parsed| parsed.reopen).map_err(wrong)
    }

    #[test]
    fn only_what_did_not_work_is_opened_again_and_with_a_reason() {
        assert_eq!(fields("worked", "", ""), Ok(false));
        assert_eq!(fields("did_not", "", ""), Ok(false));
        assert_eq!(fields("did_not", "It rang for nobody", "yes"), Ok(true));
        assert_eq!(fields("did_not", " ", "yes"), Err(vec!["note".to_owned()]));
        assert_eq!(fields("unclear", "Why", "yes"), Err(vec!["verdict".to_owned()]));
        assert_eq!(fields("worked", "", "yes"), Err(vec!["verdict".to_owned(), "note".to_owned()]));
        assert_eq!(fields("", "", ""), Err(vec!["verdict".to_owned()]));
        assert_eq!(fields("perhaps", "", ""), Err(vec!["verdict".to_owned()]));
    }
}
