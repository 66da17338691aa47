//! Titles that many postmortems have, and the section of our template that each is.

/// What a part of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Timeline,
    /// It may hold rows of the timeline, and often does.
    Perhaps,
    Actions,
    /// A duration or the like, in a line.
    Fact,
    /// A section, whatever it is called.
    Section,
}

/// The key of our template, and the titles of others for it.
const SECTIONS: [(&str, &[&str]); 12] = [
    (
        "summary",
        &["summary", "executive summary", "overview", "tl dr", "tldr", "abstract", "what happened"],
    ),
    ("impact", &["impact", "user impact", "customer impact", "business impact", "affected"]),
    (
        "contributing-factors",
        &[
            "contributing factors",
            "contributing factor",
            "causes",
            "cause",
            "root cause",
            "root causes",
            "root cause s",
            "root cause analysis",
            "why it happened",
            "what contributed",
        ],
    ),
    ("trigger", &["trigger", "triggers"]),
    ("detection", &["detection", "identified", "how it was detected", "how was it detected"]),
    (
        "resolution",
        &[
            "resolution",
            "resolution and recovery",
            "recovery",
            "mitigation",
            "mitigation and resolution",
            "remediation",
            "fix",
            "the fix",
        ],
    ),
    ("went-well", &["what went well", "went well", "what worked", "things that went well"]),
    (
        "went-wrong",
        &[
            "what went wrong",
            "went wrong",
            "what went poorly",
            "what went badly",
            "what could have gone better",
            "what didnt go well",
            "what did not go well",
            "things that went poorly",
        ],
    ),
    ("got-lucky", &["where we got lucky", "got lucky", "what was lucky", "luck"]),
    (
        "lessons",
        &[
            "lessons",
            "lessons learned",
            "lessons learnt",
            "conclusion",
            "conclusions",
            "learnings",
            "takeaways",
            "what we learned",
            "what we learnt",
        ],
    ),
    (
        "timeline",
        &[
            "timeline",
            "incident timeline",
            "timeline if relevant",
            "chronology",
            "sequence of events",
            "timeline of events",
        ],
    ),
    (
        "supporting-information",
        &[
            "supporting information",
            "references",
            "links",
            "appendix",
            "resources",
            "further reading",
        ],
    ),
];

const ACTIONS: [&str; 14] = [
    "action items",
    "action item",
    "actions",
    "review actions",
    "actions following review",
    "follow up actions",
    "followup actions",
    "follow ups",
    "follow up",
    "followups",
    "future actions",
    "next steps",
    "todo",
    "corrective and preventative measures",
];

const PERHAPS: [&str; 2] = ["key events", "context"];

/// The title in small letters, its words alone.
fn words(title: &str) -> String {
    let plain = title.to_lowercase().replace(['’', '\''], "");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

pub(super) fn known(title: &str) -> Known {
    let words = words(title);
    let words = words.as_str();
    if section(title) == Some("timeline") {
        Known::Timeline
    } else if PERHAPS.contains(&words) {
        Known::Perhaps
    } else if ACTIONS.contains(&words) {
        Known::Actions
    } else if matches!(words.strip_prefix("time to "), Some(rest) if !rest.contains(' ')) {
        Known::Fact
    } else {
        Known::Section
    }
}

/// The key of the template's section that a title means.
pub(super) fn section(title: &str) -> Option<&'static str> {
    let words = words(title);
    let mut all = SECTIONS.iter();
    all.find(|(_, titles)| titles.contains(&words.as_str())).map(|(key, _)| *key)
}

/// Whether a heading of this title begins a part, however deep it stands.
pub(super) fn begins(title: &str) -> bool {
    section(title).is_some() || known(title) != Known::Section
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_many_are_known() {
        for (title, key) in [
            ("Lessons learnt", Some("lessons")),
            ("ROOT CAUSE(S)", Some("contributing-factors")),
            ("What didn’t go well?", Some("went-wrong")),
            ("Timeline (if relevant)", Some("timeline")),
            ("Hub information", None),
        ] {
            assert_eq!(section(title), key, "{title}");
        }
        assert_eq!(known("Action Items:"), Known::Actions);
        assert_eq!(known("Time to repair"), Known::Fact);
        assert_eq!(known("Time to say goodbye"), Known::Section);
        assert!(begins("Context") && !begins("Process"));
    }
}
