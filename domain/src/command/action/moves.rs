//! The ways in which an action ends, and opens again.

use serde::Deserialize;

use crate::command::moves::moves;
use crate::command::{Command, Typing, Was, action, version};
use crate::number::ActionNumber;
use crate::period::Day;
use crate::refusal::{Checker, Refusal};
use crate::text::Reason;

/// `POST /actions/A-1/completion`, with a word on what was done;
/// `POST /actions/A-1/refusal`, with the reason, which has to be given;
/// `POST /actions/A-1/reopening`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveAction {
    pub action: String,
    pub version: String,
    pub note: String,
    /// Of a completion: when to ask whether it worked. Not sent: as the policy says; blank: never.
    pub verify_on: Was,
}

#[derive(Debug)]
pub struct ActionMove {
    pub action: ActionNumber,
    pub version: i64,
    pub note: Option<Reason>,
    /// None: as the policy says.
    pub verify_on: Option<Option<Day>>,
}

impl Command for MoveAction {
    type Parsed = ActionMove;

    fn parse(self, _typing: &Typing) -> Result<ActionMove, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let note = checker.take("note", Reason::parse_optional(&self.note));
        let verify_on = match self.verify_on.sent() {
            None => Some(None),
            Some(typed) => checker.optional("verify_on", typed, Day::parse).map(Some),
        };
        let parsed = (|| {
            let (version, note, verify_on) = (version?, note?, verify_on?);
            Some(ActionMove { action, version, note, verify_on })
        })();
        checker.done(parsed)
    }
}

moves!(
    MoveAction => ActionMove:
    CompleteAction => ActionCompletion;
    ReopenAction => ActionReopening;
);

#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct DeclineAction(pub MoveAction);

#[derive(Debug)]
pub struct ActionRefusal(pub ActionMove);

impl Command for DeclineAction {
    type Parsed = ActionRefusal;

    fn parse(self, typing: &Typing) -> Result<ActionRefusal, Refusal> {
        let parsed = self.0.parse(typing)?;
        if parsed.note.is_none() {
            return Err(Refusal::field("note", "Say why it will not be done: somebody will ask."));
        }
        Ok(ActionRefusal(parsed))
    }
}
