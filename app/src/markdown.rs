//! Markdown to HTML, in two layers: raw HTML becomes text, then ammonia cleans
//! what is left. Nothing that was written is lost: what Markdown itself would
//! drop is shown as text. Nothing is fetched from elsewhere.

mod address;
mod bare;
mod clean;
mod kept;
mod mentions;
mod plain;
#[cfg(test)]
mod tests;

pub use mentions::Links;
use pulldown_cmark::{Options, TextMergeStream, html};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES);

/// The HTML of a text; safe to stand in a page.
#[must_use]
pub fn render(text: &str) -> String {
    render_with(text, &Links::new())
}

/// As [`render`], with what the text mentions as links.
#[must_use]
pub fn render_with(text: &str, links: &Links) -> String {
    let whole = kept::events(text, OPTIONS);
    let linked = mentions::linked(TextMergeStream::new(whole.into_iter()), links);
    let plain = plain::plain(linked.into_iter());
    let mut rendered = String::with_capacity(text.len() + text.len() / 2);
    html::push_html(&mut rendered, plain.into_iter());
    bare::marked(&clean::clean(&rendered))
}
