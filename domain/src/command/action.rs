//! Actions: adding, changing, and the ways in which they end.

use serde::Deserialize;

use super::{Command, Typing, action, incident, version};
use crate::action::{ActionKind, ActionState, Priority};
use crate::id::{PersonId, TeamId};
use crate::number::{ActionNumber, IncidentNumber};
use crate::period::Day;
use crate::refusal::{Checker, Refusal};
use crate::text::{Reason, Title};
use crate::word::Word;

/// A person or a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerId {
    Person(PersonId),
    Team(TeamId),
}

impl OwnerId {
    /// As a form's select sends it: `person:<id>` or `team:<id>`.
    ///
    /// # Errors
    /// A sentence, where it is neither.
    pub fn parse(given: &str) -> Result<Self, &'static str> {
        let id = |text: &str| uuid::Uuid::try_parse(text).map_err(|_| UNKNOWN);
        match given.trim().split_once(':') {
            Some(("person", rest)) => Ok(Self::Person(PersonId(id(rest)?))),
            Some(("team", rest)) => Ok(Self::Team(TeamId(id(rest)?))),
            _ => Err(UNKNOWN),
        }
    }
}

const UNKNOWN: &str = "That owner is not known: choose a person or a team from the list.";

impl std::fmt::Display for OwnerId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Team(id) => write!(f, "team:{id}"),
        }
    }
}

/// `POST /incidents/INC-1/actions`, and `POST /actions` for one without an incident.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddAction {
    pub incident: String,
    pub title: String,
    pub kind: String,
    pub priority: String,
    pub owner: String,
    pub due: String,
}

#[derive(Debug)]
pub struct NewAction {
    pub incident: Option<IncidentNumber>,
    pub content: ActionContent,
}

#[derive(Debug)]
pub struct ActionContent {
    pub title: Title,
    pub kind: Option<ActionKind>,
    pub priority: Option<Priority>,
    pub owner: Option<OwnerId>,
    pub due: Option<Day>,
}

impl Command for AddAction {
    type Parsed = NewAction;

    fn parse(self, _typing: &Typing) -> Result<NewAction, Refusal> {
        let incident =
            if self.incident.is_empty() { None } else { Some(incident(&self.incident)?) };
        let mut checker = Checker::default();
        let content =
            content(&self.title, &self.kind, &self.priority, &self.owner, &self.due, &mut checker);
        checker.done(content.map(|content| NewAction { incident, content }))
    }
}

/// `POST /actions/A-1`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditAction {
    pub action: String,
    pub version: String,
    pub title: String,
    pub kind: String,
    pub priority: String,
    pub owner: String,
    pub due: String,
    /// Open or in progress.
    pub state: String,
}

#[derive(Debug)]
pub struct ActionEdit {
    pub action: ActionNumber,
    pub version: i64,
    pub content: ActionContent,
    pub state: Option<ActionState>,
}

impl Command for EditAction {
    type Parsed = ActionEdit;

    fn parse(self, _typing: &Typing) -> Result<ActionEdit, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let content =
            content(&self.title, &self.kind, &self.priority, &self.owner, &self.due, &mut checker);
        let state = checker.optional("state", &self.state, ActionState::parse);
        match state.flatten() {
            None | Some(ActionState::Open | ActionState::InProgress) => {}
            Some(ActionState::Done | ActionState::WontDo) => {
                checker.add("state", "An action is ended by completing or declining it.");
            }
            Some(ActionState::Idea) => {
                checker.add("state", "An action is open or in progress until it ends.");
            }
        }
        let parsed =
            (|| Some(ActionEdit { action, version: version?, content: content?, state: state? }))();
        checker.done(parsed)
    }
}

fn content(
    title: &str,
    kind: &str,
    priority: &str,
    owner: &str,
    due: &str,
    checker: &mut Checker,
) -> Option<ActionContent> {
    let title = checker.take("title", Title::parse(title));
    let kind = checker.optional("kind", kind, ActionKind::parse);
    let priority = checker.optional("priority", priority, Priority::parse);
    let owner = checker.optional("owner", owner, OwnerId::parse);
    let due = checker.optional("due", due, Day::parse);
    Some(ActionContent {
        title: title?,
        kind: kind?,
        priority: priority?,
        owner: owner?,
        due: due?,
    })
}

/// `POST /actions/A-1/completion`, with a word on what was done;
/// `POST /actions/A-1/refusal`, with the reason, which has to be given;
/// `POST /actions/A-1/reopening`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveAction {
    pub action: String,
    pub version: String,
    pub note: String,
}

#[derive(Debug)]
pub struct ActionMove {
    pub action: ActionNumber,
    pub version: i64,
    pub note: Option<Reason>,
}

impl Command for MoveAction {
    type Parsed = ActionMove;

    fn parse(self, _typing: &Typing) -> Result<ActionMove, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let note = checker.take("note", Reason::parse_optional(&self.note));
        let parsed = (|| Some(ActionMove { action, version: version?, note: note? }))();
        checker.done(parsed)
    }
}

macro_rules! moves {
    ($($(#[$meta:meta])* $form:ident => $parsed:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(transparent)]
        pub struct $form(pub MoveAction);

        #[derive(Debug)]
        pub struct $parsed(pub ActionMove);
    )+};
}

moves!(
    CompleteAction => ActionCompletion;
    DeclineAction => ActionRefusal;
    ReopenAction => ActionReopening;
);

impl Command for CompleteAction {
    type Parsed = ActionCompletion;

    fn parse(self, typing: &Typing) -> Result<ActionCompletion, Refusal> {
        self.0.parse(typing).map(ActionCompletion)
    }
}

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

impl Command for ReopenAction {
    type Parsed = ActionReopening;

    fn parse(self, typing: &Typing) -> Result<ActionReopening, Refusal> {
        self.0.parse(typing).map(ActionReopening)
    }
}
