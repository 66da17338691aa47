//! YAML as a tree that knows its lines. Texts stay texts, so that a target is read digit by digit.

use std::collections::{HashMap, HashSet};

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
    #[error("It has {objects} objects; {most} fit. Split it.")]
    TooMany { objects: usize, most: usize },
}

const DEEPEST: usize = 40;
/// With what anchors keep and aliases repeat.
const MOST: Size = Size { nodes: 200_000, bytes: 4 * 1024 * 1024 };

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
    size: Size,
}

struct Open {
    node: Node,
    anchor: usize,
    /// Of a map: what the next value is of.
    key: Option<(String, usize)>,
    /// Of a map: its keys so far.
    known: HashSet<String>,
}

/// How much there is, in nodes and in bytes of all texts.
#[derive(Default, Clone, Copy)]
struct Size {
    nodes: usize,
    bytes: usize,
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
                let known = self.anchors.get(&anchor).ok_or(Unreadable::NotYaml(line))?;
                let size = size(known);
                self.size = self.size.and(size, line)?;
                let node = Node { line, ..known.clone() };
                self.put(node)
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
        let node = Node { line, value };
        self.open.push(Open { node, anchor, key: None, known: HashSet::new() });
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Unreadable> {
        let bytes = if let Value::Text(text) = &node.value { text.len() } else { 0 };
        self.size = self.size.and(Size { nodes: 1, bytes }, node.line)?;
        if anchor > 0 {
            // Kept a second time.
            self.size = self.size.and(size(&node), node.line)?;
            self.anchors.insert(anchor, node.clone());
        }
        self.put(node)
    }

    fn put(&mut self, node: Node) -> Result<(), Unreadable> {
        let Some(Open { node: parent, key, known, .. }) = self.open.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        match (&mut parent.value, key.take()) {
            (Value::Map(pairs), Some((key, line))) => {
                // What has no value stands where its key does.
                let line = if node.value == Value::Nothing { line } else { node.line };
                pairs.push((key, Node { line, ..node }));
            }
            (Value::Map(_), None) => {
                let Value::Text(text) = node.value else { return Err(Unreadable::Key(node.line)) };
                if !known.insert(text.clone()) {
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

impl Size {
    /// Both together, asked before anything is copied.
    fn and(self, more: Self, line: usize) -> Result<Self, Unreadable> {
        let (nodes, bytes) = (self.nodes + more.nodes, self.bytes + more.bytes);
        if nodes > MOST.nodes || bytes > MOST.bytes {
            return Err(Unreadable::TooMuch(line));
        }
        Ok(Self { nodes, bytes })
    }
}

fn size(node: &Node) -> Size {
    let sum = |all: Size, (bytes, node): (usize, &Node)| {
        let one = size(node);
        Size { nodes: all.nodes + one.nodes, bytes: all.bytes + bytes + one.bytes }
    };
    let own = Size { nodes: 1, bytes: 0 };
    match &node.value {
        Value::Text(text) => Size { bytes: text.len(), ..own },
        Value::Nothing => own,
        Value::List(items) => items.iter().map(|node| (0, node)).fold(own, sum),
        Value::Map(pairs) => pairs.iter().map(|(key, node)| (key.len(), node)).fold(own, sum),
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

    #[test]
    fn a_long_text_is_not_repeated_without_end() {
        let text = "x".repeat(30_000);
        let aliases = |many: usize, of: &str| format!("[{}]\n", vec![of; many].join(","));
        let many = |many| format!("a: &a {text}\nb: {}", aliases(many, "*a"));
        assert!(read(&many(100)).is_ok());
        assert_eq!(read(&many(60_000)), Err(Unreadable::TooMuch(2)));
        let nested = format!("a: &a {{b: [{{c: {text}}}]}}\nb: {}", aliases(60_000, "*a"));
        assert_eq!(read(&nested), Err(Unreadable::TooMuch(2)));
        let key = format!("a: &a {{{text}: 1}}\nb: {}", aliases(60_000, "*a"));
        assert_eq!(read(&key), Err(Unreadable::TooMuch(2)));
        // What is anchored at each of many depths is kept at each.
        let deep: String = (0..38).map(|n| format!("&a{n} [")).collect();
        let deep = format!("{deep}{}{}", "x,".repeat(20_000), "]".repeat(38));
        assert_eq!(read(&deep), Err(Unreadable::TooMuch(1)));
    }

    proptest! {
        #[test]
        fn any_text_is_yaml_or_is_not(text in "[-a:#\\[\\]{}&*!|>'\"%@`, \n\t0~?é]{0,60}") {
            let _ = read(&text);
        }
    }
}
