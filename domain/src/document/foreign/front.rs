//! Front matter of other programs: between `---` (YAML) or `+++` (TOML). Only its simple
//! lines are understood; the rest is kept as text.

/// The lines of the front matter.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Front {
    lines: Vec<String>,
}

/// The front matter, and the body beneath it.
pub(super) fn split(text: &str) -> (Front, &str) {
    for fence in ["---", "+++"] {
        let Some(rest) = text.strip_prefix(fence).and_then(|rest| rest.strip_prefix('\n')) else {
            continue;
        };
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == fence {
                let lines = rest.get(..at).unwrap_or_default().lines().map(str::to_owned);
                let front = Front { lines: lines.collect() };
                return (front, rest.get(at + line.len()..).unwrap_or_default());
            }
            at += line.len();
        }
    }
    (Front::default(), text)
}

impl Front {
    /// The value of a name, without quotation marks.
    pub fn value(&self, name: &str) -> Option<&str> {
        let pair = |line: &'_ String| -> Option<(usize, usize)> {
            let at = line.find([':', '='])?;
            let key = line.get(..at)?.trim();
            key.eq_ignore_ascii_case(name).then_some((at + 1, line.len()))
        };
        let (line, (from, to)) = self.lines.iter().find_map(|line| Some((line, pair(line)?)))?;
        let value = line.get(from..to)?.trim();
        let bare = ['"', '\''].into_iter().find_map(|quote| {
            value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote))
        });
        Some(bare.unwrap_or(value).trim()).filter(|value| !value.is_empty())
    }

    /// Every line that is neither the title nor the date.
    pub fn others(&self) -> Vec<String> {
        let understood = |line: &&String| {
            let key = line.split([':', '=']).next().unwrap_or_default().trim();
            let known = key.eq_ignore_ascii_case("title") || key.eq_ignore_ascii_case("date");
            known && self.value(key).is_some() && line.contains([':', '='])
        };
        self.lines
            .iter()
            .filter(|line| !understood(line) && !line.trim().is_empty())
            .cloned()
            .collect()
    }
}
