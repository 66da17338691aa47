//! Actions: adding and changing them.

mod before;
mod idea;
mod moves;
mod owner;
mod verify;

pub use before::ActionBefore;
pub use idea::{ActionAdoption, ActionSighting, AdoptAction, SightAction};
pub use moves::{
    ActionCompletion, ActionMove, ActionRefusal, ActionReopening, CompleteAction, DeclineAction,
    MoveAction, ReopenAction,
};
pub use owner::OwnerId;
pub use verify::{ActionVerification, VerifyAction};

use serde::Deserialize;

use super::{Command, Typing, Was, action, incident, version};
use crate::action::{ActionKind, ActionState, Priority};
use crate::evidence::Evidence;
use crate::number::{ActionNumber, IncidentNumber};
use crate::period::Day;
use crate::refusal::{Checker, Refusal};
use crate::text::{Note, Title};
use crate::word::Word;

/// `POST /incidents/INC-1/actions`, and `POST /actions` for one without an incident.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddAction {
    pub incident: String,
    pub title: String,
    pub kind: String,
    pub priority: String,
    pub owner: String,
    /// Blank with a priority: as the policy says.
    pub due: String,
    pub success: String,
    pub tracker: String,
    /// Ticked: not yet an action.
    pub idea: String,
}

#[derive(Debug)]
pub struct NewAction {
    pub incident: Option<IncidentNumber>,
    pub idea: bool,
    pub content: ActionContent,
}

#[derive(Debug)]
pub struct ActionContent {
    pub title: Title,
    pub kind: Option<ActionKind>,
    pub priority: Option<Priority>,
    pub owner: Option<OwnerId>,
    pub due: Option<Day>,
    /// How one will know that it worked.
    pub success: Option<Note>,
    pub tracker: Option<Evidence>,
}

impl Command for AddAction {
    type Parsed = NewAction;

    fn parse(self, _typing: &Typing) -> Result<NewAction, Refusal> {
        let incident =
            if self.incident.is_empty() { None } else { Some(incident(&self.incident)?) };
        let mut checker = Checker::default();
        let idea = !self.idea.is_empty();
        let content = Typed {
            title: &self.title,
            kind: &self.kind,
            priority: &self.priority,
            owner: &self.owner,
            due: &self.due,
            success: &self.success,
            tracker: &self.tracker,
        };
        let content = content.read(&mut checker);
        if idea && content.as_ref().is_some_and(|content| content.due.is_some()) {
            checker.add("due", UNDUE);
        }
        checker.done(content.map(|content| NewAction { incident, idea, content }))
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
    pub success: String,
    pub tracker: String,
    /// Open or in progress.
    pub state: String,
    pub was_title: Was,
    pub was_kind: Was,
    pub was_priority: Was,
    pub was_owner: Was,
    pub was_due: Was,
    pub was_success: Was,
    pub was_tracker: Was,
    pub was_state: Was,
}

#[derive(Debug)]
pub struct ActionEdit {
    pub action: ActionNumber,
    pub version: i64,
    pub content: ActionContent,
    pub state: Option<ActionState>,
    pub was: ActionBefore,
}

impl Command for EditAction {
    type Parsed = ActionEdit;

    fn parse(self, _typing: &Typing) -> Result<ActionEdit, Refusal> {
        let action = action(&self.action)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let content = Typed {
            title: &self.title,
            kind: &self.kind,
            priority: &self.priority,
            owner: &self.owner,
            due: &self.due,
            success: &self.success,
            tracker: &self.tracker,
        };
        let content = content.read(&mut checker);
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
        let was = self.before();
        let parsed = (|| {
            let (version, content, state) = (version?, content?, state?);
            Some(ActionEdit { action, version, content, state, was })
        })();
        checker.done(parsed)
    }
}

/// What an idea with a due date is answered with.
pub const UNDUE: &str = "An idea is due on no day until it is an action: leave this blank.";

/// The fields that adding and editing share, as they were typed.
struct Typed<'a> {
    title: &'a str,
    kind: &'a str,
    priority: &'a str,
    owner: &'a str,
    due: &'a str,
    success: &'a str,
    tracker: &'a str,
}

impl Typed<'_> {
    fn read(&self, checker: &mut Checker) -> Option<ActionContent> {
        let title = checker.take("title", Title::parse(self.title));
        let kind = checker.optional("kind", self.kind, ActionKind::parse);
        let priority = checker.optional("priority", self.priority, Priority::parse);
        let owner = checker.optional("owner", self.owner, OwnerId::parse);
        let due = checker.optional("due", self.due, Day::parse);
        let success = checker.take("success", Note::parse_optional(self.success));
        let tracker = checker.optional("tracker", self.tracker, Evidence::parse);
        Some(ActionContent {
            title: title?,
            kind: kind?,
            priority: priority?,
            owner: owner?,
            due: due?,
            success: success?,
            tracker: tracker?,
        })
    }
}
