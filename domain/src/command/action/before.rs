//! What the form of an action was opened with.

use super::{EditAction, OwnerId};
use crate::action::{ActionKind, ActionState, Priority};
use crate::evidence::Evidence;
use crate::period::Day;
use crate::text::{Note, Title};
use crate::word::Word;

/// Each field where the form says so: none where it does not, `Some(None)` where it was blank.
#[derive(Debug, Default)]
pub struct ActionBefore {
    pub title: Option<Title>,
    pub kind: Option<Option<ActionKind>>,
    pub priority: Option<Option<Priority>>,
    pub owner: Option<Option<OwnerId>>,
    pub due: Option<Option<Day>>,
    pub success: Option<Option<Note>>,
    pub tracker: Option<Option<Evidence>>,
    pub state: Option<ActionState>,
}

impl EditAction {
    pub(super) fn before(&self) -> ActionBefore {
        ActionBefore {
            title: self.was_title.read(Title::parse),
            kind: self.was_kind.optional(ActionKind::parse),
            priority: self.was_priority.optional(Priority::parse),
            owner: self.was_owner.optional(OwnerId::parse),
            due: self.was_due.optional(Day::parse),
            success: self.was_success.optional(Note::parse),
            tracker: self.was_tracker.optional(Evidence::parse),
            state: self.was_state.read(ActionState::parse),
        }
    }
}
