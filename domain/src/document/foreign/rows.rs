//! Rows of a timeline: headings, tables, lists and lines that begin with a time; and lines of
//! a list that end with one (`Incident declared 2020-02-12 11:51`).

mod ends;

use super::line::{self, Line};
use super::when::{self, Lead};
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::period::Day;
use crate::zone::Zone;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub rows: Vec<Row>,
    /// Every line that is no part of a row.
    pub left: Vec<String>,
    /// Every row names a moment of the incident, as a list of key events does.
    pub is_events: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub at: Moment,
    pub body: Vec<String>,
    pub milestone: Option<Milestone>,
}

/// The row whose lines are being read.
enum Open {
    None,
    /// Up to the next row: of a heading at this level, or of a line that begins with a time.
    All(usize),
    /// What is indented more than this.
    Deeper(usize),
}

struct Reader<'z> {
    zone: &'z Zone,
    day: Option<Day>,
    rows: Vec<Row>,
    left: Vec<String>,
    open: Open,
}

/// `day` is the one that was named last, and that a time alone is of.
pub(super) fn read(lines: &[String], zone: &Zone, day: &mut Option<Day>) -> Read {
    let mut reader =
        Reader { zone, day: *day, rows: Vec::new(), left: Vec::new(), open: Open::None };
    let text = lines.join("\n");
    for line in line::lines(&text) {
        reader.line(&line);
    }
    *day = reader.day;
    for row in &mut reader.rows {
        let deep: Vec<&str> = row.body.iter().skip(1).map(String::as_str).collect();
        let deep = line::dedent(&deep);
        // Of several blank lines at the beginning, one.
        let blank = deep.iter().take_while(|line| line.trim().is_empty()).count();
        let deep = deep.into_iter().skip(blank.saturating_sub(1));
        row.body.truncate(1);
        row.body.extend(deep);
    }
    let is_events =
        !reader.rows.is_empty() && reader.rows.iter().all(|row| row.milestone.is_some());
    Read { rows: reader.rows, left: reader.left, is_events }
}

impl Reader<'_> {
    fn line(&mut self, line: &Line<'_>) {
        let text = line.text;
        if text.trim().is_empty() || line.code {
            return self.keep(text, line.code);
        }
        if let Some((level, title)) = line.heading() {
            if !self.begin(when::lead(title), true, Open::All(level)) {
                self.heading(level, text);
            }
        } else if let Some(cells) = cells(text) {
            self.cells(text, &cells);
        } else if let Some((indent, says)) = line::item(text).filter(|_| !self.is_all()) {
            let inside = matches!(self.open, Open::Deeper(above) if indent > above);
            let lead = when::lead(says).filter(|lead| lead.clock.is_some() || lead.separated);
            // What stands deeper is a part of the row, whatever it begins with.
            let begun = !inside
                && (self.begin(lead, false, Open::Deeper(indent)) || self.ends(says, indent));
            if !begun {
                self.keep(text, false);
            }
        } else {
            let lead = when::lead(text);
            let lead = lead.filter(|lead| lead.clock.is_some() && lead.separated);
            let heads = lead.filter(|_| line::indent(text) == 0 && !self.is_heading());
            if !self.begin(heads, false, Open::All(0)) {
                self.keep(text, false);
            }
        }
    }

    fn is_all(&self) -> bool {
        matches!(self.open, Open::All(_))
    }

    fn is_heading(&self) -> bool {
        matches!(self.open, Open::All(level) if level > 0)
    }

    /// A row that begins with its time; false where that is none, or of no known day.
    fn begin(&mut self, lead: Option<Lead<'_>>, titled: bool, open: Open) -> bool {
        let Some(lead) = lead else { return false };
        let Some(day) = lead.day(self.day) else { return false };
        let Some(at) = lead.moment(day, self.zone) else { return false };
        self.day = Some(day);
        let written = lead.written.map(|written| format!("**{}**", written.replace('*', "")));
        let head = match (written, lead.rest) {
            (Some(written), "") => written,
            (Some(written), rest) => format!("{written} {rest}"),
            (None, rest) if titled && !rest.is_empty() => format!("**{}**", rest.replace("**", "")),
            (None, rest) => rest.to_owned(),
        };
        let body = if titled { vec![head, String::new()] } else { vec![head] };
        self.rows.push(Row { at, body, milestone: None });
        self.open = open;
        true
    }

    /// A row that ends with its time.
    fn ends(&mut self, says: &str, indent: usize) -> bool {
        let Some((name, lead)) = ends::split(says) else { return false };
        let Some(day) = lead.day(self.day) else { return false };
        let Some(at) = lead.moment(day, self.zone) else { return false };
        let written = lead.written.map_or_else(String::new, |written| format!(" ({written})"));
        let body = vec![format!("{name}{written}")];
        self.rows.push(Row { at, body, milestone: ends::milestone(name) });
        self.open = Open::Deeper(indent);
        true
    }

    /// One that is no time: within a row of a higher one it belongs to that row.
    fn heading(&mut self, level: usize, text: &str) {
        if !matches!(self.open, Open::All(above) if level >= above) {
            self.open = Open::None;
        }
        self.keep(text, true);
    }

    /// A line of a table: its first cell is the time.
    fn cells(&mut self, text: &str, cells: &[&str]) {
        let rule =
            |cell: &&str| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':' | ' '));
        if cells.iter().all(rule) && !self.is_all() {
            return;
        }
        let Some((first, rest)) = cells.split_first().filter(|_| !self.is_all()) else {
            return self.keep(text, false);
        };
        let said: Vec<&str> = rest.iter().filter(|cell| !cell.is_empty()).copied().collect();
        let lead = when::lead(first).filter(|lead| lead.clock.is_some() || lead.rest.is_empty());
        if self.begin(lead, false, Open::None) {
            if let Some(head) = self.rows.last_mut().and_then(|row| row.body.first_mut()) {
                *head = [head.as_str(), &said.join(" · ")].join(" ").trim().to_owned();
            }
        } else {
            // Its head, most often: words without a table.
            self.left.push(cells.join(" · "));
        }
    }

    /// A line of the row that is open, or of none.
    fn keep(&mut self, text: &str, whole: bool) {
        let blank = text.trim().is_empty();
        let inside = match self.open {
            Open::None => false,
            Open::All(_) => true,
            Open::Deeper(indent) => blank || line::indent(text) > indent,
        };
        let place = self.rows.last_mut().filter(|_| inside);
        match place {
            Some(row) => row.body.push(text.to_owned()),
            None => {
                if !blank && !whole {
                    self.open = Open::None;
                }
                self.left.push(text.to_owned());
            }
        }
    }
}

/// The cells of a table's row.
fn cells(text: &str) -> Option<Vec<&str>> {
    let row = text.trim().strip_prefix('|')?;
    let row = row.strip_suffix('|').unwrap_or(row);
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    (cells.len() > 1).then_some(cells)
}
