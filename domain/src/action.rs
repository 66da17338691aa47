//! Actions: what a review is worth.

crate::words!(
    /// What an action is good for.
    ActionKind, "kind of action" {
        Prevent = "prevent", "Prevent";
        Detect = "detect", "Detect";
        Mitigate = "mitigate", "Mitigate";
        Process = "process", "Process";
        Investigate = "investigate", "Investigate";
    }
);

crate::words!(
    /// Where an action stands.
    ActionState, "state of an action" {
        Idea = "idea", "Idea";
        Open = "open", "Open";
        InProgress = "in_progress", "In progress";
        Done = "done", "Done";
        WontDo = "wont_do", "Won’t do";
    }
);

impl ActionState {
    #[must_use]
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Done | Self::WontDo)
    }
}

crate::words!(
    /// P0 is the most urgent.
    Priority, "priority" {
        P0 = "p0", "P0";
        P1 = "p1", "P1";
        P2 = "p2", "P2";
        P3 = "p3", "P3";
        P4 = "p4", "P4";
    }
);
