//! The title and the date of a file: from its front matter, its first heading, its name.

use super::front::Front;
use super::line::Line;
use super::when;
use crate::period::Day;
use crate::text::Title;

pub(super) struct Found {
    pub title: Title,
    pub has_title: bool,
    pub date: Option<Day>,
    /// So many lines of the body are understood.
    pub used: usize,
    /// A first heading that says something else than the front matter.
    pub kept: Vec<String>,
    pub warnings: Vec<String>,
}

/// None where no word can be its title.
pub(super) fn find(front: &Front, lines: &[Line<'_>], file_name: &str) -> Option<Found> {
    let first = lines.iter().position(|line| !line.text.trim().is_empty()).unwrap_or(0);
    let heading = lines.get(first).and_then(Line::heading);
    let heading = heading.filter(|(level, title)| *level == 1 && !title.is_empty());
    let heading = heading.map(|(_, title)| title);
    let titled = front.value("title").or(heading);
    let kept = match (front.value("title"), heading) {
        (Some(title), Some(heading)) if title != heading => vec![heading.to_owned(), String::new()],
        _ => Vec::new(),
    };
    let mut warnings = Vec::new();
    let date = date(front, titled.unwrap_or_default(), lines, file_name, &mut warnings);
    let whole = titled.map(|title| without_date(title, date));
    let title = whole.and_then(short);
    let mut kept = kept;
    if let Some(long) = whole.filter(|whole| whole.chars().count() > Title::MOST) {
        kept.insert(0, long.to_owned());
    }
    let has_title = title.is_some();
    let named = || short(&stem(file_name).replace(['-', '_'], " "));
    let fallback = || Title::parse("Postmortem").ok();
    let title = title.or_else(named).or_else(fallback)?;
    let used = if heading.is_some() { first + 1 } else { 0 };
    Some(Found { title, has_title, date, used, kept, warnings })
}

/// As much of a text as a title holds.
pub(super) fn short(text: &str) -> Option<Title> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= Title::MOST {
        return Title::parse(&line).ok();
    }
    let head: String = line.chars().take(Title::MOST - 1).collect();
    let end = head.rfind(' ').filter(|end| *end > 0).unwrap_or(head.len());
    Title::parse(&format!("{}…", head.get(..end)?)).ok()
}

/// `2018-01-17, Emergency bump` is called “Emergency bump”, where that is its date.
fn without_date(title: &str, date: Option<Day>) -> &str {
    let Some(date) = date.map(|date| date.to_string()) else { return title };
    let rest = title.trim().strip_prefix(&date).unwrap_or_default();
    let rest = rest.trim_start_matches([',', ':', '-', '–', ' ']);
    if rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) { title } else { rest }
}

fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// The first date of the front matter, the title and the file's name. Where they differ, the
/// one that the text names too: headings are copied from the last postmortem and forgotten.
fn date(
    front: &Front,
    title: &str,
    lines: &[Line<'_>],
    file_name: &str,
    warnings: &mut Vec<String>,
) -> Option<Day> {
    if let Some(day) = front.value("date").and_then(when::date) {
        return Some(day);
    }
    let in_title = within(title);
    let in_name = when::date(stem(file_name));
    match (in_title, in_name) {
        (Some(title), Some(name)) if title != name => {
            let says = |day: Day| {
                let day = day.to_string();
                lines.iter().skip(1).any(|line| line.text.contains(&day))
            };
            let chosen = if says(name) && !says(title) { name } else { title };
            warnings.push(format!(
                "the title says {title} and the file’s name {name}: taken as {chosen}"
            ));
            Some(chosen)
        }
        (title, name) => title.or(name),
    }
}

/// The first date in a text, year first.
fn within(text: &str) -> Option<Day> {
    let digit = |at: &usize| {
        text.get(*at..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    (0..text.len()).filter(digit).find_map(|at| {
        let glued = text.get(..at)?.ends_with(|c: char| c.is_ascii_digit());
        let day = text.get(at..at + 10).filter(|_| !glued)?;
        when::date(day)
    })
}
