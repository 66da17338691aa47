//! Links that show their own address: on paper it is not written out once more.

const BEGIN: &str = "<a href=\"";

/// Cleaned HTML, in which such links say so.
pub fn marked(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some((before, link)) = rest.split_once(BEGIN) {
        out.push_str(before);
        out.push_str(if is_bare(link) { "<a data-bare href=\"" } else { BEGIN });
        rest = link;
    }
    out.push_str(rest);
    out
}

/// What follows the beginning of a link: its address, other attributes, its content.
fn is_bare(link: &str) -> bool {
    let Some((address, rest)) = link.split_once('"') else { return false };
    let content = rest.split_once("</a>").map_or(rest, |(content, _)| content);
    let content = content.split_once('>').map_or(content, |(_, content)| content);
    !address.is_empty() && content.contains(address)
}

#[cfg(test)]
mod tests {
    use super::super::render;

    #[test]
    fn links_that_show_their_address_say_so() {
        for (text, bare) in [
            ("<https://example.org/a?b=1&c=2>", true),
            ("[https://example.org/a](https://example.org/a)", true),
            ("![graph](https://example.org/a.png)", true),
            ("[the runbook](https://example.org/a)", false),
            ("see https://example.org/a", true),
            ("[x](https://example.org/a \"data-bare\") `<a href=\"`", false),
        ] {
            assert_eq!(render(text).contains("<a data-bare"), bare, "{text}");
        }
        let two = render("[x](https://example.org/1) and <https://example.org/2>");
        assert!(two.contains("<a data-bare href=\"https://example.org/2\""), "{two}");
        assert!(two.contains("<a href=\"https://example.org/1\""), "{two}");
    }
}
