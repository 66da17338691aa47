//! A template as one text: `## Title` lines, with the guidance of each section beneath.
//!
//! A section's key is the slug of its title. One that is called by another key, or that was
//! renamed, says so at the end of its line, as Markdown writers know it: `## Summary {#what}`.

use super::SectionTemplate;
use crate::text::Title;

/// A section as it was written: what its key is depends on what was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// Written at the end of its line.
    pub key: Option<String>,
    pub title: String,
    pub guidance: String,
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("Begin each section with a line such as “## Summary”: there is none yet.")]
    None,
    #[error("“{0}” stands before the first section: begin with a line such as “## Summary”.")]
    Before(String),
    #[error("A section has no title: write it after the ##.")]
    Untitled,
    #[error("The title of a section is {chars} characters long; {most} fit.", chars = .0, most = Title::MOST)]
    LongTitle(usize),
    #[error("“{{#{0}}}” is no key: use small letters without accents, digits and hyphens.")]
    Key(String),
    #[error("Two sections are called “{0}”: give each a title of its own.")]
    SameTitle(String),
    #[error("Two sections have the key “{0}”.")]
    SameKey(String),
    #[error("{many} sections are too many: {most} fit.", many = .0, most = MOST)]
    TooMany(usize),
}

/// More sections than these nobody reads.
const MOST: usize = 40;
/// The longest key, in characters.
const KEY: usize = 60;

/// Reads a text that [`Markdown`](crate::text::Markdown) took.
///
/// # Errors
/// [`TextError`] says what is wrong, and where.
pub fn read(text: &str) -> Result<Vec<Drafted>, TextError> {
    let mut sections: Vec<Drafted> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = heading(line) {
            let section = titled(heading)?;
            if sections.iter().any(|one| one.title == section.title) {
                return Err(TextError::SameTitle(section.title));
            }
            let taken = |key: &String| sections.iter().any(|one| one.key.as_ref() == Some(key));
            if let Some(key) = section.key.clone().filter(taken) {
                return Err(TextError::SameKey(key));
            }
            sections.push(section);
        } else if let Some(section) = sections.last_mut() {
            section.guidance.push_str(line.trim_end());
            section.guidance.push('\n');
        } else if !line.trim().is_empty() {
            return Err(TextError::Before(line.trim().chars().take(60).collect()));
        }
    }
    match sections.len() {
        0 => return Err(TextError::None),
        1..=MOST => {}
        many => return Err(TextError::TooMany(many)),
    }
    for section in &mut sections {
        section.guidance = section.guidance.trim_matches('\n').to_owned();
    }
    Ok(sections)
}

/// What stands after two number signs; more than two begin no section.
fn heading(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("##")?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
}

fn titled(heading: &str) -> Result<Drafted, TextError> {
    let marked = heading.strip_suffix('}').and_then(|rest| rest.rsplit_once("{#"));
    let (title, key) = match marked {
        Some((title, key)) if is_key(key) => (title, Some(key.to_owned())),
        Some((_, key)) => return Err(TextError::Key(key.chars().take(KEY).collect())),
        None => (heading, None),
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars = title.chars().count();
    if chars == 0 {
        return Err(TextError::Untitled);
    }
    if chars > Title::MOST {
        return Err(TextError::LongTitle(chars));
    }
    Ok(Drafted { key, title, guidance: String::new() })
}

fn is_key(key: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=KEY).contains(&key.len()) && key.bytes().all(plain)
}

/// A title as it stands in an address: letters without accents and digits, joined by hyphens.
#[must_use]
pub fn slug(title: &str) -> String {
    let small = title.to_lowercase();
    let words = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(KEY).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}

/// Gives each section its key: the one that it says, else the one that a section of this title
/// had before, else the slug of its title; a number where another has that already.
///
/// # Errors
/// [`TextError::SameKey`].
pub fn keyed(
    drafted: Vec<Drafted>,
    before: &[SectionTemplate],
) -> Result<Vec<SectionTemplate>, TextError> {
    let mut taken: Vec<String> = drafted.iter().filter_map(|one| one.key.clone()).collect();
    let keeps = |one: &Drafted| {
        let same = before.iter().find(|section| section.title == one.title);
        same.map(|section| section.key.clone()).filter(|_| one.key.is_none())
    };
    // What stays as it is comes before what is new.
    let kept: Vec<_> = drafted.iter().map(keeps).collect();
    for key in kept.iter().flatten() {
        if taken.contains(key) {
            return Err(TextError::SameKey(key.clone()));
        }
        taken.push(key.clone());
    }
    let mut sections = Vec::with_capacity(drafted.len());
    for (one, kept) in drafted.into_iter().zip(kept) {
        let key = one.key.or(kept).unwrap_or_else(|| {
            let key = free(&slug(&one.title), &taken);
            taken.push(key.clone());
            key
        });
        sections.push(SectionTemplate { key, title: one.title, guidance: one.guidance });
    }
    Ok(sections)
}

fn free(slug: &str, taken: &[String]) -> String {
    let is_free = |key: &String| !taken.contains(key);
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    let first = std::iter::once(slug.to_owned());
    first.chain(numbered).find(is_free).unwrap_or_else(|| slug.to_owned())
}

/// The text of these sections; [`read`] and [`keyed`] make the same of it again.
#[must_use]
pub fn print(sections: &[SectionTemplate]) -> String {
    let one = |section: &SectionTemplate| {
        let SectionTemplate { key, title, guidance } = section;
        // A title that itself ends as with a key is told from one by a key of its own.
        let plain = *key == slug(title) && !title.ends_with('}');
        let key = if plain { String::new() } else { format!(" {{#{key}}}") };
        let guidance = if guidance.is_empty() { String::new() } else { format!("\n{guidance}") };
        format!("## {title}{key}{guidance}")
    };
    sections.iter().map(one).collect::<Vec<_>>().join("\n\n")
}
