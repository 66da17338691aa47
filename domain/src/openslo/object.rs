//! Looking into one object: where one looks, and what is noted on the way.

use super::Trouble;
use super::tree::{Node, Value};

/// A place in an object.
#[derive(Debug, Clone)]
pub(super) struct Look<'n> {
    pub node: &'n Node,
    pub path: String,
}

/// What was found wrong, and what is not taken.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub wrong: Vec<Trouble>,
    pub left: Vec<Trouble>,
}

/// So many fields that are not read are named.
const NAMED: usize = 50;

impl<'n> Look<'n> {
    pub fn at(node: &'n Node) -> Self {
        Self { node, path: String::new() }
    }

    pub fn get(&self, key: &str) -> Option<Self> {
        let Value::Map(pairs) = &self.node.value else { return None };
        let (_, node) = pairs.iter().find(|(name, _)| name == key)?;
        (node.value != Value::Nothing).then(|| Self { node, path: self.under(key) })
    }

    /// As [`Look::get`] over several keys.
    pub fn far(&self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self.clone(), |look, key| look.get(key))
    }

    pub fn under(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub fn text(&self) -> Option<&'n str> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn items(&self) -> Vec<Self> {
        let Value::List(items) = &self.node.value else { return Vec::new() };
        let item = |(at, node)| Self { node, path: format!("{}[{at}]", self.path) };
        items.iter().enumerate().map(item).collect()
    }

    /// What stands under each key, but for nothing.
    fn pairs(&self) -> impl Iterator<Item = (&'n str, &'n Node)> + use<'n> {
        let pairs = match &self.node.value {
            Value::Map(pairs) => pairs.as_slice(),
            _ => &[],
        };
        let there = pairs.iter().filter(|(_, node)| node.value != Value::Nothing);
        there.map(|(key, node)| (key.as_str(), node))
    }

    fn trouble(&self, says: impl Into<String>) -> Trouble {
        Trouble { line: self.node.line, path: self.path.clone(), says: says.into() }
    }
}

impl Found {
    pub fn refuse(&mut self, look: &Look<'_>, why: impl Into<String>) {
        self.wrong.push(look.trouble(why));
    }

    /// It is said, and left out.
    pub fn leave(&mut self, look: &Look<'_>, why: impl Into<String>) {
        self.left.push(look.trouble(why));
    }

    pub fn take<T, E: std::fmt::Display>(
        &mut self,
        look: &Look<'_>,
        result: Result<T, E>,
    ) -> Option<T> {
        result.map_err(|error| self.refuse(look, error.to_string())).ok()
    }

    /// What has to be there.
    pub fn need<'n>(&mut self, look: &Look<'n>, key: &str) -> Option<Look<'n>> {
        let found = look.get(key);
        if found.is_none() {
            let path = look.under(key);
            let says = "it is missing".to_owned();
            self.wrong.push(Trouble { line: look.node.line, path, says });
        }
        found
    }

    /// As [`Found::need`] of a text.
    pub fn need_text<'n>(&mut self, look: &Look<'n>, key: &str) -> Option<(Look<'n>, &'n str)> {
        let found = self.need(look, key)?;
        match found.text() {
            Some(text) => Some((found, text)),
            None => {
                self.refuse(&found, "write one text here");
                None
            }
        }
    }

    /// Whatever else stands there is said.
    pub fn only(&mut self, look: &Look<'_>, known: &[&str]) {
        self.only_for(look, known, "it is not read: OpenSLO v1 has no such field here");
    }

    /// As [`Found::only`], for another reason. Of very many the first are named.
    pub fn only_for(&mut self, look: &Look<'_>, known: &[&str], why: &str) {
        let mut others = look.pairs().filter(|(key, _)| !known.contains(key));
        for (key, node) in others.by_ref().take(NAMED) {
            self.leave(&Look { node, path: look.under(key) }, why);
        }
        let more = others.count();
        if more > 0 {
            self.leave(look, format!("{more} more fields: {why}"));
        }
    }
}
