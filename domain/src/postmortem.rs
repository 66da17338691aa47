//! The shape of a postmortem: sections from a template.

/// A section as its template gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionTemplate {
    /// The section's name in addresses.
    pub key: &'static str,
    pub title: &'static str,
    pub guidance: &'static str,
}

/// The template that Nofault ships.
pub const STANDARD: [SectionTemplate; 7] = [
    SectionTemplate {
        key: "summary",
        title: "Summary",
        guidance: "Three sentences for somebody who was not there: what happened, to whom, how it ended.",
    },
    SectionTemplate {
        key: "impact",
        title: "Impact",
        guidance: "Who could not do what, for how long, and how many of them. Numbers where you have them.",
    },
    SectionTemplate {
        key: "contributing-factors",
        title: "Contributing factors",
        guidance: "Everything that had to be so for this to happen. There is never only one, and it is never a person.",
    },
    SectionTemplate {
        key: "went-well",
        title: "What went well",
        guidance: "What worked, and should work like that again.",
    },
    SectionTemplate {
        key: "went-wrong",
        title: "What went wrong",
        guidance: "What made it worse, longer, or harder to see.",
    },
    SectionTemplate {
        key: "got-lucky",
        title: "Where we got lucky",
        guidance: "What could have made it worse and by chance did not. Luck is a risk not yet met.",
    },
    SectionTemplate {
        key: "lessons",
        title: "Lessons",
        guidance: "What we know now that we did not know before.",
    },
];

crate::words!(
    /// Where a postmortem stands.
    PostmortemState, "state of a postmortem" {
        Draft = "draft", "Draft";
        Published = "published", "Published";
    }
);
