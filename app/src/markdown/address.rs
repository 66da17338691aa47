//! Web addresses in running text.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// The text with its web addresses as links.
pub fn linked<'a>(text: &CowStr<'a>, out: &mut Vec<Event<'a>>) {
    let mut rest: &str = text;
    while let Some((before, address, after)) = first(rest) {
        if !before.is_empty() {
            out.push(Event::Text(before.to_owned().into()));
        }
        let dest_url = CowStr::from(address.to_owned());
        let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
        let link = Tag::Link { link_type: LinkType::Autolink, dest_url, title, id };
        out.push(Event::Start(link));
        out.push(Event::Text(address.to_owned().into()));
        out.push(Event::End(TagEnd::Link));
        rest = after;
    }
    if rest.len() == text.len() {
        out.push(Event::Text(text.clone()));
    } else if !rest.is_empty() {
        out.push(Event::Text(rest.to_owned().into()));
    }
}

/// What stands before the first address, the address, and the rest.
fn first(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        let (before, rest) = (text.get(..start)?, text.get(start..)?);
        let glued = before.ends_with(char::is_alphanumeric);
        let scheme = ["http://", "https://"].into_iter().find(|scheme| rest.starts_with(scheme));
        if let Some(scheme) = scheme.filter(|_| !glued) {
            let end = rest
                .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`|".contains(c))
                .unwrap_or(rest.len());
            let address = trimmed(rest.get(..end)?);
            if address.len() > scheme.len() {
                return Some((before, address, rest.get(address.len()..)?));
            }
        }
        from = start + 4;
    }
}

/// Without what ends the sentence around it.
fn trimmed(address: &str) -> &str {
    let opening = address.matches('(').count();
    // Counted once: of both kinds only these go.
    let mut closing = address.matches(')').count();
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
        match shorter.strip_suffix(')') {
            Some(inner) if opening < closing => (address, closing) = (inner, closing - 1),
            _ => return shorter,
        }
    }
}
