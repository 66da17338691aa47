//! The first layer: raw HTML as text, images as links, headings below the page's own.

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::address;

/// Deeper nesting is shown flat: browsers and cleaners are slow at it.
const DEEPEST: usize = 40;

pub fn plain<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let events: Vec<_> = events.collect();
    let mut plain = Plain { down: downwards(&events), ..Plain::default() };
    for event in events {
        plain.take(event);
    }
    plain.out
}

/// What an open element becomes at its end.
enum Open<'a> {
    Same,
    Nothing,
    Text(String),
    Html(&'static str),
    /// A link, and where it goes.
    Link(CowStr<'a>, Option<String>),
    Heading(HeadingLevel),
    Code,
    Cell(&'static str),
}

#[derive(Default)]
struct Plain<'a> {
    out: Vec<Event<'a>>,
    open: Vec<Open<'a>>,
    in_link: bool,
    in_code: bool,
    in_head: bool,
    /// How many levels the headings go down.
    down: usize,
    columns: Vec<Alignment>,
    column: usize,
}

impl<'a> Plain<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => self.out.push(Event::Text(raw)),
            Event::Text(text) if !self.in_link && !self.in_code => {
                address::linked(&text, &mut self.out);
            }
            Event::FootnoteReference(name) => {
                self.html("<sup>");
                self.text(format!("[{name}]"));
                self.html("</sup>");
            }
            // A box to tick would need a label and do nothing.
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }.to_owned()),
            Event::Start(tag) => {
                let open = self.start(tag);
                self.open.push(open);
            }
            Event::End(tag) => {
                let open = self.open.pop().unwrap_or(Open::Same);
                self.end(open, tag);
            }
            other => self.out.push(other),
        }
    }

    fn text(&mut self, text: String) {
        self.out.push(Event::Text(text.into()));
    }

    fn html(&mut self, html: &'static str) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn start(&mut self, tag: Tag<'a>) -> Open<'a> {
        match tag {
            Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
                if self.open.len() > DEEPEST =>
            {
                self.text(" ".to_owned());
                Open::Nothing
            }
            Tag::Image { dest_url, title, .. } => {
                let said = format!(" (image: {})", shown(&dest_url));
                self.link(LinkType::Inline, dest_url, title, Some(said))
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(link_type, dest_url, title, None)
            }
            Tag::Heading { level, id, classes, attrs } => {
                let level = lower(level, self.down);
                self.out.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                Open::Heading(level)
            }
            Tag::HtmlBlock => {
                self.out.push(Event::Start(Tag::Paragraph));
                Open::Html("</p>\n")
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
                // More than the name of a language is the first line.
                if let CodeBlockKind::Fenced(info) = kind
                    && info.contains(char::is_whitespace)
                {
                    self.text(format!("{info}\n"));
                }
                Open::Code
            }
            Tag::FootnoteDefinition(name) => {
                self.html("<div><sup>");
                self.text(format!("[{name}]"));
                self.html("</sup> ");
                Open::Html("</div>\n")
            }
            Tag::Table(columns) => {
                self.columns.clone_from(&columns);
                self.html("<div tabindex=\"0\">");
                self.out.push(Event::Start(Tag::Table(columns)));
                Open::Same
            }
            Tag::TableHead | Tag::TableRow => {
                (self.column, self.in_head) = (0, tag == Tag::TableHead);
                self.out.push(Event::Start(tag));
                Open::Same
            }
            Tag::TableCell => self.cell(),
            other => {
                self.out.push(Event::Start(other));
                Open::Same
            }
        }
    }

    /// There is no link in a link: the inner one is told in words.
    fn link(
        &mut self,
        link_type: LinkType,
        dest_url: CowStr<'a>,
        title: CowStr<'a>,
        said: Option<String>,
    ) -> Open<'a> {
        if self.in_link {
            return Open::Text(said.unwrap_or_else(|| format!(" ({})", shown(&dest_url))));
        }
        self.in_link = true;
        let to = dest_url.clone();
        self.out.push(Event::Start(Tag::Link { link_type, dest_url, title, id: "".into() }));
        Open::Link(to, said)
    }

    fn cell(&mut self) -> Open<'a> {
        let align = self.columns.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        self.html(match (self.in_head, align) {
            (true, Alignment::None) => "<th>",
            (true, Alignment::Left) => "<th align=\"left\">",
            (true, Alignment::Center) => "<th align=\"center\">",
            (true, Alignment::Right) => "<th align=\"right\">",
            (false, Alignment::None) => "<td>",
            (false, Alignment::Left) => "<td align=\"left\">",
            (false, Alignment::Center) => "<td align=\"center\">",
            (false, Alignment::Right) => "<td align=\"right\">",
        });
        Open::Cell(if self.in_head { "</th>" } else { "</td>" })
    }

    fn end(&mut self, open: Open<'a>, tag: TagEnd) {
        match open {
            Open::Nothing => {}
            Open::Text(text) => self.text(text),
            Open::Html(html) => self.html(html),
            Open::Link(to, said) => {
                let empty = matches!(self.out.last(), Some(Event::Start(Tag::Link { .. })));
                match said {
                    Some(said) => self.text(said),
                    None if empty && to.is_empty() => self.text("link".to_owned()),
                    None if empty => self.text(shown(&to)),
                    None => {}
                }
                self.in_link = false;
                self.out.push(Event::End(TagEnd::Link));
            }
            // A heading that says nothing is none.
            Open::Heading(_)
                if matches!(self.out.last(), Some(Event::Start(Tag::Heading { .. }))) =>
            {
                self.out.pop();
            }
            Open::Heading(level) => self.out.push(Event::End(TagEnd::Heading(level))),
            Open::Code => {
                self.in_code = false;
                self.out.push(Event::End(tag));
            }
            Open::Cell(html) => {
                let empty = matches!(self.out.last(), Some(Event::InlineHtml(html)) if html.starts_with("<th"));
                // A header that says nothing is none.
                if empty {
                    self.out.pop();
                    self.html("<td></td>");
                } else {
                    self.html(html);
                }
            }
            Open::Same => {
                let table = tag == TagEnd::Table;
                self.out.push(Event::End(tag));
                if table {
                    self.html("</div>\n");
                }
            }
        }
    }
}

/// An address as text: an image inside the text is all address.
fn shown(address: &str) -> String {
    match address.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", address.get(..end).unwrap_or_default()),
        None => address.to_owned(),
    }
}

/// How far the headings go down, so that the first level used is the third: a
/// page's own go down to the second.
fn downwards(events: &[Event<'_>]) -> usize {
    let level = |event: &Event<'_>| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    };
    events.iter().filter_map(level).min().map_or(0, |top| 3_usize.saturating_sub(top))
}

fn lower(level: HeadingLevel, down: usize) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + down).unwrap_or(HeadingLevel::H6)
}
