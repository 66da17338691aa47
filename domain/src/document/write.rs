//! A document as text: the same text for the same document, always.

use super::marks::{self, Mark};
use super::written;
use super::{Document, Section};
use crate::text::Markdown;

/// Markdown with front matter, which [`super::read`] reads back.
///
/// # Errors
/// A sentence, where the front matter cannot be written; no document is known of which that
/// is so.
pub fn write(document: &Document) -> Result<String, String> {
    let front = toml::to_string(document).map_err(|error| error.to_string())?;
    let mut out = format!("+++\n{front}+++\n\n# {}\n\n", written::inline(document.title.as_str()));
    out += &written::facts(document);
    text(&mut out, &Mark::Summary, document.summary.as_ref());
    let mut told = false;
    for section in &document.sections {
        out += &format!("\n## {}\n\n", written::inline(section.title.as_str()));
        let body = section.texts.first().and_then(|text| text.body.as_ref());
        text(&mut out, &Mark::Section(section.key.clone()), body);
        if section.key.as_str() == "timeline" {
            timeline(&mut out, document);
            told = true;
        }
    }
    out += &written::factors(document);
    out += &written::actions(document);
    if !told && !document.entries.is_empty() {
        out += "\n## Timeline\n";
        timeline(&mut out, document);
    }
    updates(&mut out, document);
    earlier(&mut out, &document.sections);
    Ok(out)
}

fn text(out: &mut String, mark: &Mark, text: Option<&Markdown>) {
    marks::put(out, mark, text.map_or("", Markdown::as_str));
}

fn timeline(out: &mut String, document: &Document) {
    for entry in &document.entries {
        out.push('\n');
        *out += &written::entry(entry);
        text(out, &Mark::Entry(entry.number), entry.body.as_ref());
    }
}

fn updates(out: &mut String, document: &Document) {
    if document.updates.is_empty() {
        return;
    }
    *out += "\n## Updates to stakeholders\n";
    for update in &document.updates {
        *out += &format!("\n{}\n", written::update(update, document));
        text(out, &Mark::Update(update.number), update.body.as_ref());
    }
}

/// What earlier publications show, and the sections do not say any more.
fn earlier(out: &mut String, sections: &[Section]) {
    let earlier = |section: &Section| section.texts.len() > 1;
    if !sections.iter().any(earlier) {
        return;
    }
    *out += "\n## As published before\n";
    for section in sections {
        for past in section.texts.iter().skip(1) {
            let title = written::inline(section.title.as_str());
            *out += &format!("\n### {title} (version {})\n\n", past.version);
            text(out, &Mark::Earlier(section.key.clone(), past.version), past.body.as_ref());
        }
    }
}
