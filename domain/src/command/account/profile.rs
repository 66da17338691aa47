//! One's own name, zone and keys.

use serde::Deserialize;

use crate::command::{Command, Typing, Was, version};
use crate::refusal::{Checker, Refusal};
use crate::text::Name;
use crate::zone::Zone;

/// `POST /profile`: a blank zone follows the browser.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeProfile {
    pub version: String,
    pub name: String,
    pub zone: String,
    /// `on` or `off`; blank leaves it as it is.
    pub keys: String,
    pub was_name: Was,
    pub was_zone: Was,
    pub was_keys: Was,
}

#[derive(Debug)]
pub struct Profile {
    pub version: i64,
    pub name: Name,
    pub zone: Option<Zone>,
    /// Whether single keys do something, and lines that begin with a slash.
    pub keys: Option<bool>,
    pub was: ProfileBefore,
}

/// What the form was opened with, where it says so.
#[derive(Debug, Default)]
pub struct ProfileBefore {
    pub name: Option<Name>,
    pub zone: Option<Option<Zone>>,
    pub keys: Option<bool>,
}

impl Command for ChangeProfile {
    type Parsed = Profile;

    fn parse(self, _typing: &Typing) -> Result<Profile, Refusal> {
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let name = checker.take("name", Name::parse(&self.name));
        let zone = checker.optional("zone", &self.zone, Zone::parse);
        let keys = checker.optional("keys", &self.keys, on_or_off);
        let was = ProfileBefore {
            name: self.was_name.read(Name::parse),
            zone: self.was_zone.optional(Zone::parse),
            keys: self.was_keys.read(on_or_off),
        };
        let parsed = (|| {
            let (version, name, zone, keys) = (version?, name?, zone?, keys?);
            Some(Profile { version, name, zone, keys, was })
        })();
        checker.done(parsed)
    }
}

fn on_or_off(given: &str) -> Result<bool, &'static str> {
    match given.trim() {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("Choose on or off."),
    }
}
