//! YAML as a tree that knows its lines. Texts stay texts, so that a target is read digit by digit.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

/// A value, and the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub line: usize,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// As it was written, without quotation marks.
    Text(String),
    Nothing,
    List(Vec<Node>),
    /// Keys in their order, each with its line; none stands twice.
    Map(Vec<(String, Node)>),
}

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("There is nothing in it.")]
    Empty,
    #[error("It is {bytes} bytes large; {most} fit. Split it.")]
    TooLarge { bytes: usize, most: usize },
    #[error("It is no text in UTF-8.")]
    NoText,
    #[error(
        "Line {0} cannot be read as YAML: look at its indentation, colons and quotation marks, and at those of the line before."
    )]
    NotYaml(usize),
    #[error("Line {line} says “{key}” a second time.")]
    Twice { line: usize, key: String },
    #[error("The key on line {0} is no text.")]
    Key(usize),
    #[error("On line {0} it is nested too deeply, or its aliases make too much of it.")]
    TooMuch(usize),
}

const DEEPEST: usize = 40;
/// With what aliases repeat.
const MOST: usize = 200_000;

/// The documents of a file.
pub(super) fn read(text: &str) -> Result<Vec<Node>, Unreadable> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| Unreadable::NotYaml(error.marker().line().max(1)))?;
        builder.take(event, span.start.line().max(1))?;
    }
    Ok(builder.documents)
}

#[derive(Default)]
struct Builder {
    documents: Vec<Node>,
    open: Vec<Open>,
    /// By the parser's number; 0 is none.
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

struct Open {
    node: Node,
    anchor: usize,
    /// Of a map: what the next value is of.
    key: Option<(String, usize)>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: usize) -> Result<(), Unreadable> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == saphyr_parser::ScalarStyle::Plain;
                let nothing = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if nothing { Value::Nothing } else { Value::Text(text.into_owned()) };
                self.add(Node { line, value }, anchor)
            }
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).cloned();
                let node = known.ok_or(Unreadable::NotYaml(line))?;
                self.nodes += size(&node);
                self.add(Node { line, ..node }, 0)
            }
            Event::SequenceStart(anchor, _) => self.begin(Value::List(Vec::new()), anchor, line),
            Event::MappingStart(anchor, _) => self.begin(Value::Map(Vec::new()), anchor, line),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.add(open.node, open.anchor),
                None => Err(Unreadable::NotYaml(line)),
            },
            // An anchor holds within its document.
            Event::DocumentStart(_) => {
                self.anchors.clear();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, value: Value, anchor: usize, line: usize) -> Result<(), Unreadable> {
        if self.open.len() >= DEEPEST {
            return Err(Unreadable::TooMuch(line));
        }
        self.open.push(Open { node: Node { line, value }, anchor, key: None });
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Unreadable> {
        self.nodes += 1;
        if self.nodes > MOST {
            return Err(Unreadable::TooMuch(node.line));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(Open { node: parent, key, .. }) = self.open.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        match (&mut parent.value, key.take()) {
            (Value::Map(pairs), Some((key, line))) => {
                // What has no value stands where its key does.
                let line = if node.value == Value::Nothing { line } else { node.line };
                pairs.push((key, Node { line, ..node }));
            }
            (Value::Map(pairs), None) => {
                let Value::Text(text) = node.value else { return Err(Unreadable::Key(node.line)) };
                if pairs.iter().any(|(known, _)| *known == text) {
                    let shown = text.chars().take(60).collect();
                    return Err(Unreadable::Twice { line: node.line, key: shown });
                }
                *key = Some((text, node.line));
            }
            (Value::List(items), _) => items.push(node),
            (Value::Text(_) | Value::Nothing, _) => return Err(Unreadable::NotYaml(node.line)),
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::Text(_) | Value::Nothing => 1,
        Value::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Map(pairs) => 1 + pairs.iter().map(|(_, node)| size(node)).sum::<usize>(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_those_of_an_editor() {
        let documents = read("a: 1\nb:\n  - x\n  - \"y\"\nc:\n---\nd: ~\n").unwrap();
        assert_eq!(documents.len(), 2);
        let Value::Map(pairs) = &documents[0].value else { panic!("no map") };
        let lines: Vec<_> = pairs.iter().map(|(key, node)| (key.as_str(), node.line)).collect();
        assert_eq!(lines, [("a", 1), ("b", 3), ("c", 5)]);
        assert_eq!(pairs[2].1.value, Value::Nothing);
    }

    #[test]
    fn a_flood_ends() {
        assert_eq!(read(&"- ".repeat(100)), Err(Unreadable::TooMuch(1)));
        assert!(read(&"[".repeat(100_000)).is_err());
        let mut laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
        for n in 1..12 {
            let last = format!("*a{}", n - 1);
            laughs += &format!("a{n}: &a{n} [{}]\n", [last.as_str(); 10].join(", "));
        }
        assert!(matches!(read(&laughs), Err(Unreadable::TooMuch(_))));
        assert_eq!(read("a: 1\na: 2\n"), Err(Unreadable::Twice { line: 2, key: "a".to_owned() }));
        assert_eq!(read("a: 1\nb: c: d\n"), Err(Unreadable::NotYaml(2)));
    }

    proptest! {
        #[test]
        fn any_text_is_yaml_or_is_not(text in "[-a:#\\[\\]{}&*!|>'\"%@`, \n\t0~?é]{0,60}") {
            let _ = read(&text);
        }
    }
}
