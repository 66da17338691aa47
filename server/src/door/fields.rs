//! The fields of a body, whether it is a form or JSON.

use http::{HeaderMap, header};
use nofault_domain::id::CommandId;
use nofault_domain::refusal::Refusal;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, MapDeserializer};
use sha2::{Digest, Sha256};

/// Names and texts, each name once: several of one name are joined by commas.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

/// More fields than these are no form of ours: a pasted block has two for each of 500 lines.
const MOST: usize = 1100;

/// What is never sent back.
const SECRETS: [&str; 3] = ["password", "current", "token"];

/// What is not what was typed: a retry is the same press, however long it waited.
const PASSING: [&str; 2] = ["command", "waited"];

impl Fields {
    /// # Errors
    /// A sentence, where the body is neither a form nor a flat JSON object.
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, &'static str> {
        let kind = headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        let pairs = if kind.starts_with("application/json") {
            flat(body).ok_or("The body is no JSON object of texts.")?
        } else if kind.is_empty() || kind.starts_with("application/x-www-form-urlencoded") {
            serde_urlencoded::from_bytes(body).map_err(|_| "The form cannot be read.")?
        } else {
            return Err("Send a form or JSON.");
        };
        if pairs.len() > MOST {
            return Err("The form has too many fields.");
        }
        let mut fields = Self::default();
        for (key, value) in pairs {
            fields.add(&key, value);
        }
        Ok(fields)
    }

    /// No more fields are taken.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    pub(super) fn add(&mut self, key: &str, value: String) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, known)) => {
                known.push(',');
                known.push_str(&value);
            }
            None => self.0.push((key.to_owned(), value)),
        }
    }

    pub fn set(&mut self, key: &str, value: &str) {
        self.0.retain(|(name, _)| name != key);
        self.0.push((key.to_owned(), value.to_owned()));
    }

    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str())
    }

    /// The id of a form together with what it holds.
    #[must_use]
    pub fn press(&self, form: CommandId) -> CommandId {
        let mut hash = Sha256::new();
        hash.update(form.0.as_bytes());
        for (name, value) in self.0.iter().filter(|(name, _)| !PASSING.contains(&name.as_str())) {
            for text in [name, value] {
                hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
                hash.update(text);
            }
        }
        let mut id = [0_u8; 16];
        id.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        CommandId(uuid::Builder::from_custom_bytes(id).into_uuid())
    }

    /// What may be shown again in a form.
    #[must_use]
    pub fn kept(&self) -> Vec<(String, String)> {
        let is_kept = |(name, _): &&(String, String)| !SECRETS.contains(&name.as_str());
        self.0.iter().filter(is_kept).cloned().collect()
    }

    /// # Errors
    /// Only where the target is no struct of texts.
    pub fn read_into<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        let pairs = self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        T::deserialize(MapDeserializer::<_, Error>::new(pairs))
            .map_err(|_| Refusal::field("", "The form cannot be read: reload the page."))
    }
}

/// A JSON object whose values are texts, numbers, booleans, null or lists of texts.
fn flat(body: &[u8]) -> Option<Vec<(String, String)>> {
    use serde_json::Value;
    let object: serde_json::Map<String, Value> = serde_json::from_slice(body).ok()?;
    let text = |value: Value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(if truth { "on".to_owned() } else { String::new() }),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    };
    let mut pairs = Vec::new();
    for (key, value) in object {
        match value {
            Value::Array(all) => {
                for one in all {
                    pairs.push((key.clone(), text(one)?));
                }
            }
            one => pairs.push((key, text(one)?)),
        }
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nofault_domain::command::incident::DeclareIncident;

    #[test]
    fn a_form_and_json_are_one_command() {
        let mut headers = HeaderMap::new();
        let form = Fields::read(&headers, b"title=A+b&severity=2&unknown=x").unwrap();
        headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        let json =
            Fields::read(&headers, br#"{"title":"A b","severity":2,"unknown":null}"#).unwrap();
        for fields in [form, json] {
            let command: DeclareIncident = fields.read_into().unwrap();
            assert_eq!((command.title.as_str(), command.severity.as_str()), ("A b", "2"));
        }
        assert!(Fields::read(&headers, b"[1]").is_err());
        assert!(Fields::read(&headers, br#"{"title":{"a":1}}"#).is_err());
    }

    #[test]
    fn a_flood_of_fields_is_no_form() {
        let flood: String = (0..=MOST).map(|n| format!("f{n}=&")).collect();
        assert!(Fields::read(&HeaderMap::new(), flood.as_bytes()).is_err());
    }

    #[test]
    fn passwords_are_not_sent_back() {
        let fields = Fields::read(&HeaderMap::new(), b"email=a%40b&password=hunter2").unwrap();
        assert_eq!(fields.kept(), [("email".to_owned(), "a@b".to_owned())]);
    }
}
