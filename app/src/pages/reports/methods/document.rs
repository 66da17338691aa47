//! A document of the repository, cut at its headings, so that each has an address.

use leptos::prelude::*;

use crate::markdown;

#[derive(Debug)]
pub struct Document {
    pub title: String,
    /// What stands before its first section, as HTML.
    pub intro: String,
    pub sections: Vec<Section>,
}

#[derive(Debug)]
pub struct Section {
    pub id: String,
    pub title: String,
    pub html: String,
}

impl Document {
    /// `prefix` stands before the id of each section.
    pub fn read(prefix: &str, text: &str) -> Self {
        let mut parts = text.split("\n## ");
        let head = parts.next().unwrap_or_default();
        let (title, intro) = head.split_once('\n').unwrap_or((head, ""));
        let section = |part: &str| {
            let (title, body) = part.split_once('\n').unwrap_or((part, ""));
            let title = title.trim().to_owned();
            Section { id: format!("{prefix}{}", slug(&title)), title, html: html(body) }
        };
        Self {
            title: title.trim_start_matches('#').trim().to_owned(),
            intro: html(intro),
            sections: parts.map(section).collect(),
        }
    }

    pub fn shown(&self) -> AnyView {
        let one = |section: &Section| {
            view! {
                <section id=section.id.clone()>
                    <h2>{section.title.clone()}</h2>
                    <div class="markdown" inner_html=section.html.clone()></div>
                </section>
            }
        };
        self.sections.iter().map(one).collect_view().into_any()
    }
}

fn html(text: &str) -> String {
    markdown::render(&at_home(text))
}

/// “How long?” as `how-long`.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Links to other files of the repository lead to where these stand here, or become text.
fn at_home(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        out.push_str(before);
        let whole = link.split_once("](").and_then(|(name, after)| {
            let (target, after) = after.split_once(')')?;
            (!name.contains(['[', '\n'])).then_some((name, target, after))
        });
        let Some((name, target, after)) = whole else {
            out.push('[');
            rest = link;
            continue;
        };
        let here = match target {
            "calibration.md" => Some("#calibration"),
            "budgets.md" => Some("#budgets"),
            "methods.md" => Some("/reports/methods"),
            other => other.starts_with("https://").then_some(other),
        };
        match here {
            Some(target) => out.push_str(&format!("[{name}]({target})")),
            None => out.push_str(name),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_cut_at_its_headings() {
        let text = "# All of it\n\nFirst [a](x.md), [`b`](../c) and [d](https://e.org).\n\n## So many, or more?\n\nNo [link].\n";
        let document = Document::read("x-", text);
        assert_eq!(document.title, "All of it");
        assert!(document.intro.contains("First a, <code>b</code> and <a href=\"https://e.org\""));
        let section = &document.sections[0];
        assert_eq!(
            (section.id.as_str(), section.title.as_str()),
            ("x-so-many-or-more", "So many, or more?")
        );
        assert!(section.html.contains("No [link]."), "{}", section.html);
        assert_eq!(
            at_home("[a](calibration.md)[b](methods.md)"),
            "[a](#calibration)[b](/reports/methods)"
        );
    }
}
