//! Mentions in running text as links to what they name.

use std::collections::BTreeMap;

use nofault_domain::mention::{self, Mention};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// Where each leads, and what it is called there.
pub type Links = BTreeMap<Mention, (String, String)>;

/// Outside code and links, what is known of `links` becomes one.
pub fn linked<'a>(events: impl Iterator<Item = Event<'a>>, links: &Links) -> Vec<Event<'a>> {
    let (mut out, mut inside) = (Vec::new(), 0_usize);
    for event in events {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(text) if inside == 0 && !links.is_empty() => {
                cut(text, links, &mut out);
                continue;
            }
            _ => {}
        }
        out.push(event);
    }
    out
}

fn cut<'a>(text: &str, links: &Links, out: &mut Vec<Event<'a>>) {
    let mut at = 0;
    let say = |range: std::ops::Range<usize>, out: &mut Vec<Event<'a>>| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            out.push(Event::Text(text.to_owned().into()));
        }
    };
    for (range, mention) in mention::find(text) {
        let Some((href, title)) = links.get(&mention) else { continue };
        say(at..range.start, out);
        let (dest_url, title) = (href.clone().into(), title.clone().into());
        let link = Tag::Link { link_type: LinkType::Inline, dest_url, title, id: "".into() };
        out.push(Event::Start(link));
        say(range.clone(), out);
        out.push(Event::End(TagEnd::Link));
        at = range.end;
    }
    say(at..text.len(), out);
}
