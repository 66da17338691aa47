//! Where a postmortem stands. What it is made of is its template's: see [`crate::template`].

crate::words!(
    /// Where a postmortem stands.
    PostmortemState, "state of a postmortem" {
        Draft = "draft", "Draft";
        InReview = "in_review", "In review";
        Published = "published", "Published";
    }
);
