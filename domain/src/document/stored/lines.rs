//! A text of several lines in front matter: one line as it is, several as a list of lines, so
//! that a text never holds what ends the front matter.

use serde::{Deserialize, Deserializer, Serializer};

use crate::text::Markdown;

#[derive(Deserialize)]
#[serde(untagged)]
enum Given {
    One(String),
    Many(Vec<String>),
}

#[expect(clippy::ref_option, reason = "serde asks for it")]
pub fn serialize<S: Serializer>(text: &Option<Markdown>, to: S) -> Result<S::Ok, S::Error> {
    match text.as_ref().map(Markdown::as_str) {
        Some(text) if text.contains('\n') => to.collect_seq(text.split('\n')),
        Some(text) => to.serialize_str(text),
        None => to.serialize_none(),
    }
}

pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Markdown>, D::Error> {
    let text = match Given::deserialize(from)? {
        Given::One(text) => text,
        Given::Many(lines) => lines.join("\n"),
    };
    Markdown::parse_optional(&text).map_err(serde::de::Error::custom)
}
