//! What the timeline holds, sorted by what it means to whoever takes over. Each leads to its entry.

use leptos::prelude::*;
use nofault_domain::entry::EntryKind;
use nofault_domain::number::IncidentNumber;
use nofault_domain::word::Word;
use nofault_store::timeline::Entry;

use super::Summary;
use crate::here::Here;
use crate::markdown;
use crate::pages::incident::merged::anchor;
use crate::pages::incident::timeline;
use crate::ui::When;

/// An entry, and whose it is where it is a merged part's.
type Logged = (Option<IncidentNumber>, Entry);

/// Of each sort so many, the latest: it has to fit on two pages.
const MOST: usize = 8;
/// Characters of an entry; the whole of it is one press away.
const LONG: usize = 280;

/// Key moments always, then what was seen and decided.
pub(super) fn known(summary: &Summary) -> AnyView {
    let pinned = |(_, entry): &&Logged| entry.pinned;
    let key: Vec<&Logged> = summary.entries.iter().filter(pinned).collect();
    let rest = of_kinds(summary, &[EntryKind::Observation, EntryKind::Decision]);
    let rest: Vec<&Logged> = rest.into_iter().filter(|logged| !pinned(logged)).collect();
    let nothing = key.is_empty() && rest.is_empty();
    view! {
        <section id="known">
            <h2>"What is known"</h2>
            {nothing.then(|| none("Nothing was observed or decided yet."))}
            {(!key.is_empty()).then(|| list(summary, &key))}
            {latest(summary, &rest)}
        </section>
    }
    .into_any()
}

pub(super) fn tried(summary: &Summary) -> AnyView {
    let entries = of_kinds(summary, &[EntryKind::ActionTaken]);
    section(summary, "tried", "What was tried", &entries, "No action taken was logged yet.")
}

pub(super) fn believed(summary: &Summary) -> AnyView {
    let entries = of_kinds(summary, &[EntryKind::Hypothesis]);
    section(summary, "believed", "What we believe", &entries, "No hypothesis was logged yet.")
}

/// The last five, whatever they are.
pub(super) fn last(summary: &Summary) -> AnyView {
    let from = summary.entries.len().saturating_sub(5);
    let entries: Vec<&Logged> = summary.entries.iter().skip(from).collect();
    section(summary, "last", "Last on the timeline", &entries, "Nothing is logged yet.")
}

fn of_kinds<'a>(summary: &'a Summary, kinds: &[EntryKind]) -> Vec<&'a Logged> {
    summary.entries.iter().filter(|(_, entry)| kinds.contains(&entry.kind)).collect()
}

fn section(
    summary: &Summary,
    id: &'static str,
    title: &'static str,
    entries: &[&Logged],
    empty: &'static str,
) -> AnyView {
    view! {
        <section id=id>
            <h2>{title}</h2>
            {entries.is_empty().then(|| none(empty))}
            {latest(summary, entries)}
        </section>
    }
    .into_any()
}

fn none(words: &'static str) -> AnyView {
    view! { <p class="hint">{words}</p> }.into_any()
}

/// The latest of them, and how many stand before.
fn latest(summary: &Summary, entries: &[&Logged]) -> AnyView {
    let left_out = entries.len().saturating_sub(MOST);
    let shown = entries.get(left_out..).unwrap_or_default();
    let href = format!("{}#timeline", summary.incident.address());
    let before = (left_out > 0).then(|| {
        view! { <p class="hint">{left_out}" earlier on "<a href=href>"the timeline"</a></p> }
    });
    view! { {before}{list(summary, shown)} }.into_any()
}

fn list(summary: &Summary, entries: &[&Logged]) -> AnyView {
    let (here, address) = (Here::now(), summary.incident.address());
    let one = |(part, entry): &&Logged| {
        let number = anchor(*part, entry.number);
        let href = format!("{address}#{number}");
        let kind = matches!(entry.kind, EntryKind::Decision | EntryKind::Communication)
            .then(|| view! { <span class="entry-kind">{entry.kind.label()}</span> });
        let change = entry
            .change
            .as_ref()
            .map(|change| timeline::told(change, &entry.moment, &here, &summary.names));
        let author = entry.author.clone().unwrap_or_else(|| "Nofault".to_owned());
        let body = (!entry.body.is_empty()).then(|| {
            view! { <div class="markdown" inner_html=markdown::render(&excerpt(&entry.body))></div> }
        });
        view! {
            <li>
                <p class="meta"><When moment=entry.moment.clone() />" "{kind}<span class="author">{author}</span>" "<a href=href>{number}</a></p>
                {change.map(|change| view! { <p class="change">{change}</p> })}
                {body}
            </li>
        }
    };
    let items: Vec<_> = entries.iter().map(one).collect();
    view! { <ol class="told">{items}</ol> }.into_any()
}

/// The first paragraph of a text, cut at a word where it is long.
fn excerpt(text: &str) -> String {
    let whole = text.trim();
    let first = whole.split("\n\n").next().unwrap_or_default();
    let cut: String = first.chars().take(LONG).collect();
    let cut = match (cut.len() < first.len(), cut.rfind(char::is_whitespace)) {
        (true, Some(at)) => cut.get(..at).unwrap_or(&cut),
        _ => cut.as_str(),
    };
    if cut.len() < whole.len() { format!("{cut} …") } else { cut.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{LONG, excerpt};

    #[test]
    fn a_long_text_is_cut_at_a_word_and_a_short_one_is_whole() {
        assert_eq!(excerpt("Restarted **web-3**\nand web-4"), "Restarted **web-3**\nand web-4");
        assert_eq!(excerpt("First.\n\nSecond."), "First. …");
        let long = excerpt(&"größer ".repeat(100));
        assert!(long.ends_with("größer …") && long.chars().count() <= LONG + 2, "{long}");
        assert_eq!(excerpt(&"x".repeat(900)).chars().count(), LONG + 2);
    }
}
