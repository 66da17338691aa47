//! Lines, and which of them mean nothing because they are code.

/// One line of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    /// Of a block of code between fences, which belong to it.
    pub code: bool,
}

impl<'a> Line<'a> {
    /// The level and the text of a heading, without marks at its end and around it.
    pub fn heading(&self) -> Option<(usize, &'a str)> {
        if self.code {
            return None;
        }
        heading(self.text)
    }
}

pub(super) fn heading(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let title = rest.trim().trim_end_matches('#').trim();
    let bare = title.strip_prefix("**").and_then(|title| title.strip_suffix("**"));
    Some((level, bare.filter(|bare| !bare.contains("**")).unwrap_or(title).trim()))
}

pub(super) fn lines(body: &str) -> Vec<Line<'_>> {
    let mut fence: Option<&str> = None;
    let line = |text| {
        let code = in_code(text, &mut fence);
        Line { text, code }
    };
    body.split('\n').map(line).collect()
}

/// Whether a line is code; `fence` is the one that is open.
pub(super) fn in_code<'a>(text: &'a str, fence: &mut Option<&'a str>) -> bool {
    let bare = text.trim_start();
    let long = |mark: char| bare.len() - bare.trim_start_matches(mark).len();
    let marks = ['`', '~'].into_iter().map(|mark| (mark, long(mark))).find(|(_, long)| *long >= 3);
    match (*fence, marks) {
        // A line such as ```code``` opens nothing.
        (None, Some((mark, long))) if !bare.get(long..).unwrap_or_default().contains(mark) => {
            *fence = bare.get(..long);
            true
        }
        (None, _) => false,
        (Some(open), Some((mark, long)))
            if open.starts_with(mark) && long >= open.len() && bare.trim_end().len() == long =>
        {
            *fence = None;
            true
        }
        (Some(_), _) => true,
    }
}

/// The indent of a line, and what a list's item says: after `-`, `*`, `+`, `1.` or `1)`.
pub(super) fn item(text: &str) -> Option<(usize, &str)> {
    let bare = text.trim_start();
    let indent = indent(text);
    let rest = bare.strip_prefix(['-', '*', '+', '•']).or_else(|| {
        let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        let many = bare.len() - digits.len();
        (1..=3).contains(&many).then(|| digits.strip_prefix(['.', ')'])).flatten()
    })?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| (indent, rest.trim()))
}

/// Blanks at the beginning; a tab is four.
pub(super) fn indent(text: &str) -> usize {
    let blanks = text.chars().take_while(|c| matches!(c, ' ' | '\t'));
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Without the blanks that all lines have at their beginning.
pub(super) fn dedent(lines: &[&str]) -> Vec<String> {
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min();
    let least = least.unwrap_or(0);
    lines.iter().map(|line| cut(line, least)).collect()
}

/// Without so many blanks at its beginning.
pub(super) fn cut(line: &str, blanks: usize) -> String {
    let mut left = blanks;
    let mut rest = line;
    while left > 0 {
        rest = match rest.strip_prefix(' ') {
            Some(rest) => rest,
            None => match rest.strip_prefix('\t') {
                Some(rest) => {
                    left = left.saturating_sub(3);
                    rest
                }
                None => break,
            },
        };
        left -= 1;
    }
    rest.to_owned()
}

/// Whether there is anything but blanks.
pub(super) fn says<T: AsRef<str>>(lines: &[T]) -> bool {
    lines.iter().any(|line| !line.as_ref().trim().is_empty())
}
