//! What Markdown drops in silence and people mean as text: `[14:05]: rebooted`
//! (which is a link's definition), and cells beyond the last column of a table.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// The events of a text, with what they leave out put back as text.
pub fn events(text: &str, options: Options) -> Vec<Event<'_>> {
    let all: Vec<_> = Parser::new_ext(text, options).into_offset_iter().collect();
    let mut walk = Walk { text, used: used(&all), seen: 0, leaves: 0, out: Vec::new() };
    for (event, range) in all {
        walk.take(event, &range);
    }
    walk.definitions(text.len());
    walk.out
}

/// The labels of the definitions that a link stands on.
fn used(all: &[(Event<'_>, Range<usize>)]) -> HashSet<String> {
    let label = |(event, _): &(Event<'_>, Range<usize>)| match event {
        Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
            if !matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email) =>
        {
            Some(folded(id))
        }
        _ => None,
    };
    all.iter().filter_map(label).collect()
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

struct Walk<'a> {
    text: &'a str,
    used: HashSet<String>,
    /// Up to here the text is accounted for.
    seen: usize,
    /// How many of the open elements hold no blocks.
    leaves: usize,
    out: Vec<Event<'a>>,
}

impl<'a> Walk<'a> {
    fn take(&mut self, event: Event<'a>, range: &Range<usize>) {
        match &event {
            Event::Start(tag) => {
                self.definitions(range.start);
                self.leaves += usize::from(!holds_blocks(&tag.to_end()));
                self.seen = self.seen.max(range.start);
            }
            Event::End(TagEnd::TableRow) => {
                self.leaves -= 1;
                self.cells(range.end);
            }
            Event::End(tag) => {
                self.definitions(range.end);
                self.leaves -= usize::from(!holds_blocks(tag));
                self.seen = self.seen.max(range.end);
            }
            _ => {
                self.definitions(range.start);
                self.seen = self.seen.max(range.end);
            }
        }
        self.out.push(event);
    }

    /// Between blocks there are only markers, blanks and definitions.
    fn definitions(&mut self, end: usize) {
        let gap = self.text.get(self.seen..end).unwrap_or_default();
        if self.leaves > 0 || !gap.contains("]:") {
            return;
        }
        let mut serves = false;
        for line in gap.lines().map(unmarked) {
            // What follows on the next lines belongs to the same definition.
            serves = if line.starts_with('[') { self.serves(line) } else { serves };
            if !serves && line.contains(char::is_alphanumeric) {
                self.out.push(Event::Start(Tag::Paragraph));
                self.out.push(Event::Text(CowStr::Borrowed(line)));
                self.out.push(Event::End(TagEnd::Paragraph));
            }
        }
        self.seen = end;
    }

    /// A definition that a link stands on; or a footnote's, whose label is shown with it.
    fn serves(&self, line: &str) -> bool {
        let parts = line.strip_prefix('[').and_then(|line| line.split_once("]:"));
        parts.is_some_and(|(label, to)| {
            let address = to.trim().is_empty() || to.contains(['/', '.', '#', ':', '@']);
            label.starts_with('^') || (self.used.contains(&folded(label)) && address)
        })
    }

    /// One more cell than the table has columns, with all that is left of the row.
    fn cells(&mut self, end: usize) {
        let rest = self.text.get(self.seen..end).unwrap_or_default();
        let rest = rest.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if rest.contains(char::is_alphanumeric) {
            self.out.push(Event::Start(Tag::TableCell));
            self.out.push(Event::Text(CowStr::Borrowed(rest)));
            self.out.push(Event::End(TagEnd::TableCell));
        }
        self.seen = self.seen.max(end);
    }
}

fn holds_blocks(tag: &TagEnd) -> bool {
    use TagEnd::{BlockQuote, FootnoteDefinition, Item, List};
    matches!(tag, BlockQuote(_) | List(_) | Item | FootnoteDefinition)
}

/// Without the marks of the quotes and lists around it.
fn unmarked(line: &str) -> &str {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || ">-+*".contains(c));
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = digits.strip_prefix(['.', ')']).map(str::trim_start);
    rest.filter(|rest| rest.starts_with('[')).unwrap_or(line).trim_end()
}
