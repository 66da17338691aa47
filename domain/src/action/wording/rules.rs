//! What the hints look for, and what they say.

use super::Hint;

pub(super) const CARE: Hint = Hint {
    reason: "Care cannot be finished, and asks people to be different. What would make it safe for somebody who is tired?",
    example: "“Refuse a deploy to production without a reviewed plan”",
};
pub(super) const NO_DOING: Hint = Hint {
    reason: "Nothing here says what somebody will do. Begin with a verb of doing: add, remove, change, write.",
    example: "“Remove the second cluster from the default context”",
};
pub(super) const VAGUE: Hint = Hint {
    reason: "This can go on for ever: one cannot say when it is done. Name the thing that will be there then.",
    example: "“Alert when the queue is longer than 500 for five minutes”",
};
pub(super) const OPEN_END: Hint = Hint {
    reason: "Finding out has no end that can be seen. Say which question is to be answered, and where the answer will stand.",
    example: "“Write down in the runbook why the pods were evicted, and how to see it coming”",
};

pub(super) const TICKET: Hint = Hint {
    reason: "A ticket changes nothing yet. Say what it is to bring about, and put its address at “Tracker link”.",
    example: "“Alert when pods wait for a node for more than five minutes”",
};
pub(super) const UNDECIDED_HINT: Hint = Hint {
    reason: "Nobody can say when something was considered enough. Say who decides it and where the decision will stand, or do it.",
    example: "“Decide whether large events get nodes of their own, and write down why”",
};
pub(super) const QUESTION: Hint = Hint {
    reason: "This is a question, and nobody can finish a question. Say what somebody will do to answer it, and where the answer will stand.",
    example: "“Write down whether the managed certificates can replace ours, and what it would take”",
};
pub(super) const HAPPENED: Hint = Hint {
    reason: "This tells what happened. An action says what somebody will do; what was done already belongs into the timeline, or is completed here.",
    example: "“Set the memory request of Prometheus to its highest use of the last month”",
};
pub(super) const NOTHING: Hint = Hint {
    reason: "Nothing is to be done here. Where nothing is, no action is needed: the postmortem can say so.",
    example: "“Drill the failover of the database in May”",
};
/// "Be more careful", "pay attention": nothing else has to be said in them.
pub(super) const CAREFUL: &[&str] = &[
    "be more careful",
    "be careful",
    "be more vigilant",
    "be more mindful",
    "pay more attention",
    "pay attention",
    "take more care",
    "try harder",
    "remember to",
    "remind everybody to",
    "remind everyone to",
];
/// A verb that has no end, unless what follows says one.
pub(super) const ENDLESS: &[&str] = &[
    "improve",
    "enhance",
    "ensure",
    "monitor",
    "review",
    "rethink",
    "strengthen",
    "optimise",
    "optimize",
];
/// A search without its question, unless what follows says one.
pub(super) const SEARCHES: &[&str] = &["investigate", "research", "analyse", "analyze", "spike"];
/// What an endless verb is mostly said of: a field, not a thing.
pub(super) const FIELDS: &[&str] = &[
    "monitoring",
    "alerting",
    "alerts",
    "testing",
    "tests",
    "documentation",
    "docs",
    "communication",
    "process",
    "processes",
    "reliability",
    "stability",
    "performance",
    "resilience",
    "logging",
    "observability",
    "coverage",
    "security",
    "code",
    "quality",
    "visibility",
    "runbooks",
    "training",
    "awareness",
    "system",
    "systems",
    "things",
    "it",
    "this",
];
/// Words that say nothing of which one is meant.
pub(super) const EMPTY: &[&str] = &[
    "our", "the", "more", "better", "of", "and", "a", "for", "all", "general", "overall", "some",
    "further", "closely",
];

/// Telling people once more is care, too.
pub(super) const TELLING: &[&str] = &["re-iterate the need", "reiterate the need"];
/// A ticket in the place of what it is about.
pub(super) const TICKETS: &[&str] = &[
    "create a ticket",
    "created a ticket",
    "raise a ticket",
    "raised a ticket",
    "open a ticket",
    "opened a ticket",
    "ticket raised",
];
/// How a question begins.
pub(super) const ASKING: &[&str] = &[
    "can we",
    "could we",
    "should we",
    "do we",
    "would we",
    "how can we",
    "how we can",
    "how would",
    "how do we",
    "how to",
    "is",
    "are",
    "does",
    "why",
    "what if",
];
/// How one tells of what happened.
pub(super) const TELLS: &[&str] = &[
    "we have",
    "we had",
    "got",
    "the team then",
    "the team has",
    "the team had",
    "team discussed",
    "the team discussed",
    "we discussed",
];
/// In the place of an action.
pub(super) const NONE: &[&str] =
    &["n/a", "na", "none", "nothing", "no action", "no actions", "tbd", "tba", "todo", "-"];
/// A search that names at most a field of work, whatever follows.
pub(super) const WANDERING: &[&str] = &[
    "look into",
    "look at",
    "explore",
    "spike into",
    "think about",
    "discuss",
    "find a way",
    "we need to find a way",
    "therefore we need to find a way",
    "find a path forward",
    "figure out",
];
/// What follows a search of which nobody knows when it has found enough.
pub(super) const CHOICES: &[&str] = &["options", "ways", "potential", "possible"];
/// Who considers has not begun.
pub(super) const UNDECIDED: &[&str] = &["consider", "maybe", "perhaps"];
/// What is no sentence about doing at all.
pub(super) const SHAPELESS: &[&str] = &["something about", "if we had", "if only"];
/// What makes something of a ticket: "create a ticket template", "open a ticket with AWS".
pub(super) const NO_TICKETS: &[&str] =
    &["system", "template", "queue", "form", "board", "with", "at"];
/// "How to pages for the hub" can be written.
pub(super) const NO_QUESTIONS: &[&str] = &["guide", "guides", "page", "pages", "document"];
