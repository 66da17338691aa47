//! The lines of the body that are for people alone: nothing is read back from them.

use super::{Action, Document, Entry, Factor, Update};
use crate::action::ActionState;
use crate::moment::show;

/// A line of text in which no character means anything to Markdown at the start of a line, or
/// opens a comment or a tag.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What one wants to know first.
pub(super) fn facts(document: &Document) -> String {
    let mut facts = vec![document.number.to_string(), document.kind.to_string()];
    facts.extend(document.severity_highest.map(|severity| severity.to_string()));
    facts.push(document.status.to_string());
    facts.extend(document.postmortem.as_ref().map(|one| format!("postmortem: {}", one.state)));
    let mut out = format!("{}\n\n", facts.join(" · "));
    for (milestone, moment) in &document.milestones {
        out += &format!("- {milestone}: {}\n", moment.shown_in(&document.zone));
    }
    if !document.milestones.is_empty() {
        out.push('\n');
    }
    if !document.services.is_empty() {
        let names: Vec<String> = document.services.iter().map(|one| inline(one.as_str())).collect();
        out += &format!("Services: {}\n\n", names.join(", "));
    }
    out
}

pub(super) fn factors(document: &Document) -> String {
    let one = |factor: &Factor| {
        let note = factor
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!(": {}", inline(&one_line(note.as_str()))));
        let (title, category) = (inline(factor.title.as_str()), inline(factor.category.as_str()));
        let trigger = if factor.trigger { ", trigger" } else { "" };
        format!("- {} {title} ({category}{trigger}){note}\n", factor.number)
    };
    let all: String = document.factors.iter().filter(|one| one.contributed).map(one).collect();
    if all.is_empty() { all } else { format!("\n## Factors\n\n{all}") }
}

pub(super) fn actions(document: &Document) -> String {
    let all: String = document.actions.iter().map(action).collect();
    if all.is_empty() { all } else { format!("\n## Actions\n\n{all}") }
}

fn action(action: &Action) -> String {
    // There is nothing to tick off an idea.
    let done = match action.state {
        ActionState::Idea => "",
        ActionState::Done | ActionState::WontDo => "[x] ",
        ActionState::Open | ActionState::InProgress => "[ ] ",
    };
    let mut words = vec![action.state.to_string()];
    words.extend(action.priority.map(|priority| priority.to_string()));
    words.extend(action.kind.map(|kind| kind.to_string()));
    words.extend(action.owner.as_ref().or(action.team.as_ref()).map(|one| inline(one.as_str())));
    words.extend(action.due.map(|due| format!("due {due}")));
    words.extend(action.factor.map(|factor| format!("answers {factor}")));
    let title = inline(action.title.as_str());
    format!("- {done}{} {title} ({})\n", action.number, words.join(", "))
}

pub(super) fn entry(entry: &Entry) -> String {
    let shown = entry.at.shown_in(&entry.at.zone);
    let mut words = vec![format!("**{shown}**"), entry.kind.to_string()];
    if let Some(change) = &entry.change {
        words.push(inline(&format!("{}: {} → {}", change.field, change.from, change.to)));
    }
    words.extend(entry.author.as_ref().map(|author| inline(author.as_str())));
    words.push(entry.number.to_string());
    if entry.pinned {
        words.push("key moment".to_owned());
    }
    words.extend(entry.evidence.as_ref().map(|link| format!("<{}>", link.as_str())));
    format!("- {}\n", words.join(" · "))
}

pub(super) fn update(update: &Update, document: &Document) -> String {
    let mut words = vec![format!("**{}**", show(update.at, &document.zone))];
    words.push(update.status.to_string());
    words.extend(update.severity.map(|severity| severity.to_string()));
    words.extend(update.author.as_ref().map(|author| inline(author.as_str())));
    format!("{}\n", words.join(" · "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
