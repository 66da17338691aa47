//! Calendars of due dates that are subscribed to.

crate::words!(
    /// Whose due dates a calendar shows; always only those that its person may see.
    Whose, "choice of due dates" {
        Mine = "mine", "Mine";
        Teams = "teams", "Mine and my teams’";
        All = "all", "All that I may see";
    }
);
