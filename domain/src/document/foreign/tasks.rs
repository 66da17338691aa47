//! Actions: the items of lists under a heading such as “Action items”. The heading over a
//! group of them goes before each.

use super::line::{self, Line};
use super::{Task, title};
use crate::text::Title;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    pub tasks: Vec<Task>,
    /// Every line that is no part of an action, and those of which an action holds the beginning.
    pub left: Vec<String>,
}

#[derive(Default)]
struct Reader {
    tasks: Vec<Task>,
    left: Vec<String>,
    /// Heading of the group: its title, its line, and whether an action carries it.
    group: Option<(String, String, bool)>,
    item: Option<Item>,
}

struct Item {
    indent: usize,
    /// As they stand in the file; the first one without its mark beside.
    lines: Vec<String>,
    says: String,
    /// More than one paragraph, list or block: a title does not hold it.
    rich: bool,
    blank: bool,
}

pub(super) fn read(lines: &[String]) -> Read {
    let mut reader = Reader::default();
    let text = lines.join("\n");
    for line in line::lines(&text) {
        reader.line(&line);
    }
    reader.close();
    reader.end_group();
    Read { tasks: reader.tasks, left: reader.left }
}

impl Reader {
    fn line(&mut self, line: &Line<'_>) {
        let text = line.text;
        if let Some((_, title)) = line.heading() {
            self.close();
            self.end_group();
            self.group = Some((title.to_owned(), text.to_owned(), false));
            return;
        }
        let found = line::item(text).filter(|_| !line.code);
        match (found, &mut self.item) {
            (Some((indent, says)), open)
                if open.as_ref().is_none_or(|open| indent <= open.indent + 1) =>
            {
                let item = Item {
                    indent,
                    lines: vec![text.to_owned()],
                    says: says.to_owned(),
                    rich: false,
                    blank: false,
                };
                self.close();
                self.item = Some(item);
            }
            (_, Some(open)) if open.takes(line) => open.add(line),
            _ => {
                self.close();
                self.keep(text);
            }
        }
    }

    fn keep(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.bring_group();
        }
        self.left.push(text.to_owned());
    }

    /// Its heading stands before what is left of a group.
    fn bring_group(&mut self) {
        if let Some((_, heading, brought)) = &mut self.group
            && !*brought
        {
            self.left.extend([heading.clone(), String::new()]);
            *brought = true;
        }
    }

    /// A group that no action carries is left as it is.
    fn end_group(&mut self) {
        if self.group.as_ref().is_some_and(|(.., brought)| !brought) {
            self.bring_group();
        }
        self.group = None;
    }

    fn close(&mut self) {
        let Some(item) = self.item.take() else { return };
        let (done, says) = state(&item.says);
        let group = self.group.as_ref().map(|(title, ..)| format!("{title}: "));
        let whole = format!("{}{says}", group.unwrap_or_default());
        let fits = !item.rich && whole.chars().count() <= Title::MOST;
        match title::short(&whole) {
            Some(title) => {
                self.tasks.push(Task { title, done });
                if let (Some((.., brought)), true) = (&mut self.group, fits) {
                    *brought = true;
                }
                if !fits {
                    self.bring_group();
                    self.left.extend(item.lines);
                }
            }
            None => {
                self.bring_group();
                self.left.extend(item.lines);
            }
        }
    }
}

impl Item {
    /// Whether a line goes on with it: indented, or straight beneath.
    fn takes(&self, line: &Line<'_>) -> bool {
        let blank = line.text.trim().is_empty();
        let deeper = line::indent(line.text) > self.indent;
        blank || deeper || !(self.blank || line.code)
    }

    fn add(&mut self, line: &Line<'_>) {
        let text = line.text.trim();
        self.lines.push(line.text.to_owned());
        if text.is_empty() {
            self.blank = true;
            return;
        }
        self.rich |= self.blank || line.code || line::item(line.text).is_some();
        self.blank = false;
        if !self.rich {
            self.says.push(' ');
            self.says.push_str(text);
        }
    }
}

/// Whether it is done, and what it says without a box before it.
fn state(says: &str) -> (bool, &str) {
    for (mark, done) in [("[ ]", false), ("[x]", true), ("[X]", true)] {
        if let Some(rest) = says.strip_prefix(mark) {
            return (done, rest.trim());
        }
    }
    let words = says.to_lowercase();
    (["(done)", "(done!)", "(completed)", "✅"].iter().any(|word| words.contains(word)), says)
}
