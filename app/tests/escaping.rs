//! What Leptos writes as it is, read off the source: no such element has children, and
//! whatever is written as HTML was made for it.

use std::path::{Path, PathBuf};

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// Elements whose children Leptos does not escape.
const RAW: [&str; 4] = ["textarea", "script", "style", "noscript"];

#[test]
fn nothing_is_written_as_html_that_is_text() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for file in sources(Path::new(SOURCE)) {
        // Markdown's own tests hold evil texts.
        if file.ends_with("markdown/tests.rs") {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        for element in elements(&source) {
            seen += 1;
            if let Some(why) = fault(&source, &element) {
                wrong.push(format!("{}: {why}: {}", file.display(), element.tag));
            }
        }
    }
    assert!(seen >= 4, "only {seen} found: this test no longer reads the source");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_wrong_is_found() {
    let faulty = |source: &str| elements(source).any(|element| fault(source, &element).is_some());
    for wrong in [
        "<textarea readonly>{text}</textarea>",
        "<textarea\n  id=\"a\"\n>\"x\"</textarea>",
        "<textarea rows=\"2\"></textarea>",
        "<textarea inner_html=text></textarea>",
        "<textarea inner_html=in_text_area(&text)>{text}</textarea>",
        "<style>{text}</style>",
        "<noscript>{text}</noscript>",
    ] {
        assert!(faulty(wrong), "{wrong}");
    }
    for right in [
        "<textarea on:input=move |_| { a > b } inner_html=in_text_area(&text)></textarea>",
        "let text = in_text_area(&body); <textarea inner_html=text></textarea>",
        "<script inner_html=script></script>",
        "\"a </textarea><script>\" and <title>{text}</title>",
    ] {
        assert!(!faulty(right), "{right}");
    }
}

struct Element {
    name: &'static str,
    /// From its name to its end tag.
    tag: String,
}

/// Every raw element with an end tag.
fn elements(source: &str) -> impl Iterator<Item = Element> {
    RAW.into_iter().flat_map(move |name| {
        let begin = format!("<{name}");
        let end = format!("</{name}>");
        source.match_indices(&begin).map(|(at, _)| at).collect::<Vec<_>>().into_iter().filter_map(
            move |at| {
                let rest = &source[at..];
                let tag = rest.find(&end).map(|to| rest[..to + end.len()].to_owned())?;
                Some(Element { name, tag })
            },
        )
    })
}

fn fault(source: &str, element: &Element) -> Option<&'static str> {
    let end = format!("></{}>", element.name);
    if !element.tag.ends_with(&end) {
        return Some("it has children");
    }
    if element.name != "textarea" {
        return None;
    }
    let html = element.tag.split_once("inner_html=").map(|(_, html)| html);
    let Some(html) = html else { return Some("no inner_html") };
    let made = html.starts_with("in_text_area(&")
        || html.starts_with("text>") && source.contains("let text = in_text_area(&");
    (!made).then_some("not made by in_text_area")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false if path.extension().is_some_and(|end| end == "rs") => vec![path],
            false => Vec::new(),
        })
        .collect()
}
