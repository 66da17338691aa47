//! The second layer: only these elements and attributes pass.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

const TAGS: [&str; 24] = [
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
];

pub fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let attributes: HashMap<&str, HashSet<&str>> =
        [("a", ["href", "title"].into()), ("ol", ["start"].into())].into();
    let aligned: HashMap<&str, HashSet<&str>> =
        [("align", ["left", "center", "right"].into())].into();
    let focused: HashMap<&str, HashSet<&str>> = [("tabindex", ["0"].into())].into();
    let mut builder = Builder::default();
    builder
        .tags(TAGS.into_iter().chain(["div"]).collect())
        .tag_attributes(attributes)
        .tag_attribute_values(
            [("th", aligned.clone()), ("td", aligned), ("div", focused.clone()), ("pre", focused)]
                .into(),
        )
        .generic_attributes(HashSet::new())
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener noreferrer nofollow"))
        // What scrolls by itself can be reached by the keyboard.
        .set_tag_attribute_value("pre", "tabindex", "0")
        .set_tag_attribute_value("table", "tabindex", "0")
        .clean_content_tags(HashSet::new());
    builder
});
