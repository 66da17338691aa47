//! A Markdown text as a reader reads it, at the places where it stands in the source: what is
//! markup becomes blank, what is not to be looked at becomes [`HIDDEN`], byte for byte.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// In the place of each byte of code, of an address, of evidence.
pub const HIDDEN: u8 = 1;

/// In the place of each byte of a name. No other is left.
pub const NAMED: u8 = b'_';

/// What is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// What the writer says: quotes and tables are evidence.
    Own,
    /// All that is read as words.
    Everything,
}

/// As long as its source, in bytes.
#[derive(Debug)]
pub struct Prose {
    masked: Vec<u8>,
    /// Paragraphs, headings, items: no sentence goes from one to the next.
    blocks: Vec<Range<usize>>,
}

impl Prose {
    pub fn of(text: &str, read: Read) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES;
        let mut walk = Walk { text, read, hides: Vec::new(), open: None, prose: Self::blank(text) };
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            walk.take(&event, range);
        }
        walk.end_block(0);
        walk.prose
    }

    fn blank(text: &str) -> Self {
        Self { masked: vec![b' '; text.len()], blocks: Vec::new() }
    }

    /// The masked text. What is not masked is whole characters.
    pub fn masked(&self) -> &str {
        std::str::from_utf8(&self.masked).unwrap_or_default()
    }

    /// Paragraphs, headings and items, from the first word until the end of the last mark.
    pub fn blocks(&self) -> &[Range<usize>] {
        &self.blocks
    }

    pub fn fill(&mut self, range: Range<usize>, with: u8) {
        if let Some(bytes) = self.masked.get_mut(range) {
            bytes.fill(with);
        }
    }

    /// Where each sentence stands, without blanks around it.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let masked = self.masked();
        let of_block = |block: &Range<usize>| {
            let (mut found, mut start) = (Vec::new(), block.start);
            let text = masked.get(block.clone()).unwrap_or_default();
            let mut characters = text.char_indices().peekable();
            while let Some((at, c)) = characters.next() {
                let ends = matches!(c, '.' | '!' | '?')
                    && characters.peek().is_none_or(|(_, next)| next.is_whitespace());
                if ends {
                    let end = block.start + at + c.len_utf8();
                    found.push(start..end);
                    start = end;
                }
            }
            found.push(start..block.end);
            found
        };
        let all = self.blocks.iter().flat_map(of_block);
        all.map(|range| trimmed(masked, range)).filter(|range| !range.is_empty()).collect()
    }

    /// A part of the source without its markup, with single blanks, at its ends, too.
    pub fn shown(&self, text: &str, range: Range<usize>) -> String {
        let part = text.get(range.clone()).unwrap_or_default();
        let is_shown = |at: usize| self.masked.get(range.start + at).is_some_and(|b| *b != b' ');
        let mut shown = String::new();
        for (at, c) in part.char_indices() {
            if c.is_whitespace() {
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            } else if is_shown(at) {
                shown.push(c);
            }
        }
        shown
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

struct Walk<'a> {
    text: &'a str,
    read: Read,
    /// Of each open element, whether it hides what is in it.
    hides: Vec<bool>,
    /// The block that is being read.
    open: Option<Range<usize>>,
    prose: Prose,
}

impl Walk<'_> {
    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                if is_block(&tag.to_end()) {
                    self.end_block(range.start);
                }
                let hides = self.does_hide(tag);
                self.hides.push(hides);
            }
            Event::End(tag) => {
                if is_block(tag) {
                    self.end_block(range.end);
                }
                self.hides.pop();
            }
            Event::Text(_) if !self.hides.contains(&true) => self.keep(range),
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => {}
            _ => {
                self.prose.fill(range.clone(), HIDDEN);
                self.extend(range);
            }
        }
    }

    fn does_hide(&self, tag: &Tag<'_>) -> bool {
        let own = self.read == Read::Own;
        match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => true,
            Tag::BlockQuote(_) | Tag::Table(_) => own,
            Tag::Link { link_type, .. } => {
                matches!(link_type, LinkType::Autolink | LinkType::Email)
            }
            _ => false,
        }
    }

    fn keep(&mut self, range: Range<usize>) {
        let bytes = self.text.as_bytes().get(range.clone()).unwrap_or_default();
        for (to, from) in self.prose.masked.iter_mut().skip(range.start).zip(bytes) {
            *to = if *from == NAMED { b'-' } else { *from };
        }
        self.extend(range);
    }

    fn extend(&mut self, range: Range<usize>) {
        let start = self.open.as_ref().map_or(range.start, |open| open.start);
        self.open = Some(start..range.end);
    }

    /// It goes on until `to`: marks stand after its last word.
    fn end_block(&mut self, to: usize) {
        let Some(mut block) = self.open.take() else { return };
        block.end = block.end.max(to);
        let part = self.prose.masked().get(block.clone()).unwrap_or_default();
        let mut hidden = addresses(part);
        if self.read == Read::Own {
            hidden.extend(quotes(part));
        }
        for range in hidden {
            self.prose.fill(block.start + range.start..block.start + range.end, HIDDEN);
        }
        self.prose.blocks.push(block);
    }
}

fn is_block(tag: &TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    !matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}

/// Words that are addresses.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_address = |word: &str| {
        let mail =
            word.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
        word.contains("://") || word.starts_with("www.") || mail
    };
    let mut found = Vec::new();
    let mut from = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if is_address(bare) {
            found.push(from..from + bare.len());
        }
        from += word.len();
    }
    found
}

/// “What somebody said”, in whatever marks; one that does not end is none.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, mark)) =
        text.get(from..).and_then(|rest| rest.char_indices().find(|(_, c)| "“\"«„".contains(*c)))
    {
        let start = from + at;
        let inside = start + mark.len_utf8();
        let ends: &[char] = match mark {
            '“' => &['”'],
            '„' => &['“', '”'],
            '«' => &['»'],
            _ => &['"'],
        };
        let rest = text.get(inside..).unwrap_or_default();
        from = match rest.char_indices().find(|(_, c)| ends.contains(c)) {
            Some((end, c)) => {
                let end = inside + end + c.len_utf8();
                found.push(start..end);
                end
            }
            None => inside,
        };
    }
    found
}
