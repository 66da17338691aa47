//! Where Leptos writes a text as it is, without escaping it: the children of a
//! text area, and the title of the document.

/// The text as HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The inner HTML of a text area that begins with this text.
#[must_use]
pub fn in_text_area(text: &str) -> String {
    // A browser drops the first line end.
    format!("\n{}", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::in_text_area;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(
            in_text_area("</textarea><script>&amp;"),
            "\n&lt;/textarea&gt;&lt;script&gt;&amp;amp;"
        );
    }
}
