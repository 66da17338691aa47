//! One thing to send, as this browser keeps it: what was written, where it goes, and what
//! is known of it.

use crate::islands::dom;

/// The server said no: it is not logged.
const NO: &str = "no";

/// Its key sorts by when it was written.
#[derive(Clone)]
pub struct Item {
    key: String,
    /// Where it goes.
    pub address: String,
    /// The form, url-encoded.
    pub fields: String,
    /// Blank until it is sent; then [`NO`], or how often the server failed at it.
    state: String,
    /// What the server said when it did not take it.
    pub said: String,
}

impl Item {
    pub fn new(key: String, address: &str, fields: &str) -> Self {
        let (address, fields) = (address.to_owned(), fields.to_owned());
        Self { key, address, fields, state: String::new(), said: String::new() }
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    /// When it was written, in milliseconds since 1970 by this browser's clock.
    pub fn written(&self) -> i64 {
        let written = self.key.rsplit(':').nth(1).and_then(|written| written.parse().ok());
        written.unwrap_or_else(dom::now)
    }

    pub fn is_refused(&self) -> bool {
        self.state == NO
    }

    /// It is being sent, or was: whether the server has it, nobody here knows.
    pub fn is_tried(&self) -> bool {
        !self.state.is_empty() && !self.is_refused()
    }

    /// How often the server answered, and with neither yes nor no.
    pub fn failures(&self) -> u32 {
        self.state.parse().unwrap_or(0)
    }

    pub(super) fn tried(&self, failures: u32, said: String) -> Self {
        Self { state: failures.to_string(), said, ..self.clone() }
    }

    pub(super) fn refused(&self, said: String) -> Self {
        Self { state: NO.to_owned(), said, ..self.clone() }
    }

    /// False where this browser keeps nothing.
    pub(super) fn keep(&self) -> bool {
        let Self { key, address, fields, state, said } = self;
        dom::local_storage().is_some_and(|storage| {
            storage.set_item(key, &[&**address, fields, state, said].join("\n")).is_ok()
        })
    }

    /// As [`Item::keep`], unless it was taken out meanwhile.
    pub(super) fn keep_on(&self) -> bool {
        dom::stored(&self.key).is_empty() || self.keep()
    }

    pub(super) fn remove(&self) {
        let _ = dom::local_storage().map(|storage| storage.remove_item(&self.key));
    }
}

/// Those whose keys begin so, in the order in which they were written.
pub(super) fn all(beginning: &str) -> Vec<Item> {
    let item = |(key, value): (String, String)| {
        let mut parts = value.splitn(4, '\n').map(str::to_owned);
        Some(Item {
            key,
            address: parts.next()?,
            fields: parts.next()?,
            state: parts.next()?,
            said: parts.next().unwrap_or_default(),
        })
    };
    dom::stored(beginning).into_iter().filter_map(item).collect()
}
