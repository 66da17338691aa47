//! Markdown to HTML, in two layers: raw HTML becomes text, then ammonia cleans
//! what is left. Images of elsewhere become links: nothing is fetched from there.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The HTML of a text; safe to stand in a page.
#[must_use]
pub fn render(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut rendered = String::with_capacity(text.len() + text.len() / 2);
    html::push_html(&mut rendered, Plain::new(Parser::new_ext(text, options)));
    CLEANER.clean(&rendered).to_string()
}

/// Raw HTML as text, images as links, headings below the page's own.
struct Plain<'a, I> {
    inner: I,
    image: Vec<CowStr<'a>>,
    queue: Vec<Event<'a>>,
}

impl<I> Plain<'_, I> {
    fn new(inner: I) -> Self {
        Self { inner, image: Vec::new(), queue: Vec::new() }
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Plain<'a, I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.queue.pop() {
            return Some(event);
        }
        Some(match self.inner.next()? {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(Tag::Image { dest_url, title, id, .. }) => {
                self.image.push(dest_url.clone());
                let link_type = pulldown_cmark::LinkType::Inline;
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::End(TagEnd::Image) => {
                let address = self.image.pop().unwrap_or_else(|| CowStr::Borrowed("image"));
                self.queue.push(Event::End(TagEnd::Link));
                Event::Text(CowStr::from(format!(" (image: {address})")))
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
            other => other,
        })
    }
}

/// A page's own headings go down to the second level.
fn lower(level: pulldown_cmark::HeadingLevel) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H3, H4, H5, H6};
    match level {
        pulldown_cmark::HeadingLevel::H1 | pulldown_cmark::HeadingLevel::H2 => H3,
        H3 => H4,
        H4 => H5,
        _ => H6,
    }
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "p",
        "br",
        "hr",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "del",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "input",
        "div",
    ]
    .into();
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", ["href", "title"].into()),
        ("ol", ["start"].into()),
        ("input", ["type", "checked", "disabled"].into()),
    ]
    .into();
    let mut builder = Builder::default();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener noreferrer nofollow"))
        .clean_content_tags(HashSet::new());
    builder
});

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn raw_html_is_shown_and_not_run() {
        for evil in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <svg onload=alert(1)> b",
            "[x](javascript:alert(1))",
            "<a href=\"javascript:alert(1)\" style=\"x\">x</a>",
            "<iframe srcdoc='<script>1</script>'></iframe>",
        ] {
            let html = render(evil);
            let tags: Vec<_> = html.split('<').skip(1).collect();
            assert!(
                tags.iter()
                    .all(|tag| !tag.contains("script") && !tag.contains("on")
                        || tag.starts_with("a ")),
                "{evil} gave {html}"
            );
            assert!(!html.contains("javascript:\""), "{evil} gave {html}");
        }
        assert!(render("<b>bold</b>").contains("&lt;b&gt;bold&lt;/b&gt;"));
    }

    #[test]
    fn images_of_elsewhere_are_links() {
        let html = render("![graph](https://example.org/a.png)");
        assert!(!html.contains("<img"), "{html}");
        assert!(html.contains("href=\"https://example.org/a.png\""), "{html}");
    }

    #[test]
    fn what_people_write_is_kept() {
        let html = render(
            "# Big\n\n- one\n- [x] two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`code` ~~gone~~",
        );
        for part in [
            "<h3>Big</h3>",
            "<li>one</li>",
            "checked",
            "<table>",
            "<code>code</code>",
            "<del>gone</del>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
