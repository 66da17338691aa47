use std::time::{Duration, Instant};

use super::render;
use proptest::prelude::*;

/// Every tag of the output with its attributes.
fn tags(html: &str) -> Vec<String> {
    let (mut tags, mut tag, mut quoted) = (Vec::new(), None::<String>, false);
    for c in html.chars() {
        match (&mut tag, c) {
            (None, '<') => tag = Some(String::new()),
            (Some(text), '>') if !quoted => {
                tags.push(std::mem::take(text).to_lowercase());
                tag = None;
            }
            (Some(text), c) => {
                quoted ^= c == '"';
                text.push(c);
            }
            (None, _) => {}
        }
    }
    assert!(tag.is_none(), "a tag is not closed in {html}");
    tags
}

/// Only what is harmless: see `clean.rs`.
fn assert_harmless(given: &str) -> String {
    let html = render(given);
    for tag in tags(&html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let known = "p br hr h3 h4 h5 h6 ul ol li blockquote pre code em strong del a table thead tbody tr th td sup div";
        assert!(known.split(' ').any(|known| known == name), "{name} in {html}");
        let mut rest = tag.strip_prefix(name).unwrap_or_default();
        while let Some((before, after)) = rest.split_once("=\"") {
            // An attribute without a value, for print: see `bare.rs`.
            let attribute = before.trim();
            let attribute = attribute.strip_prefix("data-bare ").unwrap_or(attribute);
            let (value, after) = after.split_once('"').unwrap_or_default();
            let allowed = ["href", "title", "rel", "start", "align", "tabindex"];
            assert!(allowed.contains(&attribute), "{attribute} in {html}");
            assert!(attribute != "href" || leads_somewhere_harmless(value), "{value} in {html}");
            rest = after;
        }
    }
    html
}

/// As a browser reads it: blanks and control characters do not count.
fn leads_somewhere_harmless(href: &str) -> bool {
    let href: String = href.chars().filter(|c| *c > ' ').collect();
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    match href.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => ["http", "https", "mailto"].contains(&scheme),
        _ => true,
    }
}

#[test]
fn raw_html_is_shown_and_not_run() {
    for evil in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <svg onload=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](\u{1}javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
        "![\" onerror=\"alert(1)](x)",
        "[a](http://x \"\\\" onclick=\\\"alert(1)\")",
        "<javascript:alert(1)>",
        "[r]\n\n[r]: javascript:alert(1)",
        "<a href=\"javascript:alert(1)\" style=\"x\">x</a>",
        "<iframe srcdoc='<script>1</script>'></iframe>",
        "<style>*{display:none}</style>",
        "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
        "</div></main><form action=/sign-out>",
        "```\"><script>alert(1)</script>\nx\n```",
        "| a |\n|--|\n| <script>alert(1)</script> |",
        "[^<script>]\n\n[^<script>]: x",
        "https://x\"onmouseover=\"alert(1)",
        "https://x/<script>alert(1)</script>",
        "<!-- --><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    ] {
        assert_harmless(evil);
    }
    assert!(render("<b>bold</b>").contains("&lt;b&gt;bold&lt;/b&gt;"));
}

#[test]
fn images_of_elsewhere_are_links() {
    let html = render("![graph](https://example.org/a.png)");
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("href=\"https://example.org/a.png\""), "{html}");
    assert!(html.contains("graph (image: https://example.org/a.png)"), "{html}");
    let html = render("[![graph](a.png)](https://example.org/)");
    assert_eq!(html.matches("<a ").count(), 1, "{html}");
    assert!(html.contains(">graph (image: a.png)</a>"), "{html}");
}

#[test]
fn what_people_write_is_kept() {
    for (given, parts) in [
        ("# Big\n\n- one\n- [x] two", vec!["<h3>Big</h3>", "<li>one</li>", "☑ two"]),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            vec!["<table tabindex=\"0\">", "<td align=\"right\">2</td>"],
        ),
        ("`code` ~~gone~~", vec!["<code>code</code>", "<del>gone</del>"]),
        ("[14:05]: rebooted\n[14:06]: fixed", vec!["[14:05]: rebooted", "[14:06]: fixed"]),
        ("- [14:05]: rebooted\n- b", vec!["[14:05]: rebooted", "b"]),
        ("> [14:05]: rebooted", vec!["[14:05]: rebooted"]),
        ("1. [a]: b", vec!["[a]: b"]),
        ("[log]: https://x.org/a", vec!["[log]: "]),
        ("| a |\n|---|\n| 1 | two | three |", vec!["two | three"]),
        ("a[^n]\n\n[^n]: why", vec!["<sup>[n]</sup>", "why"]),
        ("[^n]: nobody asked", vec!["[n]", "nobody asked"]),
        ("```14:05 ERROR down\n14:06 up\n```", vec!["14:05 ERROR down\n14:06 up"]),
        ("see https://x.org/a_b_c?d=(e).", vec!["href=\"https://x.org/a_b_c?d=(e)\"", "</a>."]),
        ("(https://x.org)", vec![">https://x.org</a>)"]),
        ("<https://x.org> <a@x.org>", vec![">https://x.org</a>", "href=\"mailto:a@x.org\""]),
        ("`https://x.org`", vec!["<code>https://x.org</code>"]),
        ("[](https://x.org)", vec![">https://x.org</a>"]),
        (
            "<details>\n<summary>Logs</summary>\n\n**x**\n</details>",
            vec!["Logs", "&lt;/details&gt;"],
        ),
        ("<!-- why -->", vec!["&lt;!-- why --&gt;"]),
        ("---\ntitle: x\n---", vec!["title: x"]),
    ] {
        let html = assert_harmless(given);
        for part in parts {
            assert!(html.contains(part), "{part} is not in {html}, made of {given}");
        }
    }
}

#[test]
fn a_definition_that_serves_a_link_is_not_shown() {
    let html = render("See [the log].\n\n[The  Log]: https://x.org/a \"Log\"\n");
    assert_eq!(html.matches("x.org").count(), 1, "{html}");
    assert!(!html.contains("]:"), "{html}");
}

#[test]
fn what_says_nothing_is_not_there() {
    assert!(!render("#").contains("<h"));
    assert!(render("| a | |\n|---|---|\n| 1 | 2 |").contains("<td></td>"));
}

/// A text can be 100,000 characters long; unoptimised, a third of it says as much.
#[test]
fn nothing_takes_long() {
    for part in [
        ">", "- ", "* a\n", "[", "![", "*a ", "**a", "`", "|a", "<a ", "[^a]: ", "[a]: b\n",
        "http://", "&", "_a_*", "1. ", "\\", "<!--", "a\n-\n",
    ] {
        let given = part.repeat(30_000 / part.len());
        let begun = Instant::now();
        assert_harmless(&given);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(10), "{part:?} took {took:?}");
    }
}

/// Work that grows with the square of the text would not end here.
#[test]
fn an_address_may_end_in_any_number_of_parentheses() {
    let closing = ")".repeat(200_000);
    let html = render(&format!("https://x.org/(a){closing}"));
    assert!(html.contains(">https://x.org/(a)</a>)"), "{}", html.len());
    let html = render(&format!("https://x.org/{}.", ")!".repeat(100_000)));
    assert!(html.contains(">https://x.org/</a>)!"), "{}", html.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_harmless(given in any::<String>()) {
        assert_harmless(&given);
    }

    #[test]
    fn any_markup_is_harmless(parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..24)) {
        assert_harmless(&parts.concat());
    }
}

const PARTS: &[&str] = &[
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='",
    "javascript:",
    "\"",
    "'",
    ">",
    "<",
    "\n",
    "\n\n",
    "[",
    "](",
    ")",
    "]",
    "[x]: ",
    "![",
    "`",
    "```",
    "| a |",
    "\n|---|\n",
    "- ",
    "> ",
    "# ",
    "**",
    "_",
    "~~",
    "[^1]",
    "[^1]: ",
    "https://x",
    " style=\"x\"",
    "onclick=\"",
    "&lt;",
    "&#x6A;",
    "\\",
    "    ",
    "<!--",
    "-->",
    "<svg/onload=1>",
    "data:text/html,",
    "\u{0}",
    "<style>",
    "<p title=\"",
    "[x] ",
    "1. ",
    " ",
    "a",
    "\t",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
];
