//! The words that may stand behind a slash.

use crate::milestone::Milestone;
use crate::word::Word;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Severity,
    Status,
    Lead,
    Milestone(Milestone),
    Impact,
    Action,
    Update,
    Toil,
}

/// A command as it is explained.
#[derive(Debug, Clone, Copy)]
pub struct Help {
    /// The word, with its slash.
    pub word: &'static str,
    /// What may follow it.
    pub rest: &'static str,
    pub about: &'static str,
}

const fn help(word: &'static str, rest: &'static str, about: &'static str) -> Help {
    Help { word, rest, about }
}

/// All of them, the most used ones first.
pub const HELP: [Help; 14] = [
    help("/status", "monitoring at 14:05: comment", "Change the status"),
    help("/sev", "2: comment", "Change the severity"),
    help("/lead", "@name", "Say who leads; without a name, you"),
    help("/update", "text next 30 min", "Tell stakeholders, and promise the next time"),
    help("/action", "text @owner due 2026-12-01", "Add an action"),
    help("/impact", "checkout 30% 13:50-14:20 words", "Say what was affected, and when"),
    help("/toil", "20 min words", "Log manual work, with how long it took"),
    help("/impact_started", "13:50", "When the impact started"),
    help("/detected", "14:05", "When it was detected"),
    help("/declared", "14:10", "When it was declared"),
    help("/acknowledged", "14:06", "When somebody took it up"),
    help("/mitigated", "14:20", "When the impact was stopped"),
    help("/resolved", "14:40", "When it was resolved"),
    help("/impact_ended", "14:20", "When the impact ended"),
];

impl Verb {
    /// The word behind the slash, in any case, and what is glued to it: the 2 of `/sev2`.
    pub(super) fn of(word: &str) -> Option<(Self, &str)> {
        let known = |word: &str| {
            Some(match word.to_lowercase().as_str() {
                "sev" | "severity" => Self::Severity,
                "status" => Self::Status,
                "lead" => Self::Lead,
                "impact" => Self::Impact,
                "action" => Self::Action,
                "update" => Self::Update,
                "toil" => Self::Toil,
                _ => Self::Milestone(milestone(word)?),
            })
        };
        let said = word.trim_end_matches(':');
        let level = said.get(3..).filter(|level| {
            said.to_ascii_lowercase().starts_with("sev")
                && !level.is_empty()
                && level.bytes().all(|byte| byte.is_ascii_digit())
        });
        match level {
            Some(_) => word.get(3..).map(|glued| (Self::Severity, glued)),
            None => known(said).map(|verb| (verb, "")),
        }
    }
}

/// `impact_started` or `impact-started`; a path such as `/re/solved` is none.
fn milestone(word: &str) -> Option<Milestone> {
    let plain = word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-'));
    Milestone::parse(word).ok().filter(|_| plain)
}
