//! Values as the front matter has them: each a text that its own parser reads back.

pub(super) mod lines;
mod moment;

use std::fmt::Display;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serializer};

use super::key::SectionKey;
use crate::duration::Duration;
use crate::evidence::Evidence;
use crate::impact::Fraction;
use crate::instant::Instant;
use crate::metric::Metric;
use crate::number::{
    ActionNumber, EntryNumber, FactorNumber, ImpactNumber, IncidentNumber, UpdateNumber,
};
use crate::period::Day;
use crate::text::{Label, Name, Reference, Title};
use crate::word::Word;
use crate::zone::Zone;

/// A value and its text.
pub(super) trait Stored: Sized {
    fn put(&self) -> String;
    /// What is said where it is none.
    fn take(given: &str) -> Result<Self, String>;
}

impl<W: Word> Stored for W {
    fn put(&self) -> String {
        self.key().to_owned()
    }

    fn take(given: &str) -> Result<Self, String> {
        W::parse(given).map_err(said)
    }
}

macro_rules! stored {
    ($($name:ty: $put:expr, $take:expr;)+) => {$(
        impl Stored for $name {
            fn put(&self) -> String {
                let put: fn(&Self) -> String = $put;
                put(self)
            }

            fn take(given: &str) -> Result<Self, String> {
                let take: fn(&str) -> Result<Self, String> = $take;
                take(given)
            }
        }
    )+};
}

stored! {
    Title: ToString::to_string, |given| Title::parse(given).map_err(said);
    Name: ToString::to_string, |given| Name::parse(given).map_err(said);
    Label: ToString::to_string, |given| Label::parse(given).map_err(said);
    Reference: ToString::to_string, |given| Reference::parse(given).map_err(said);
    Zone: |zone| zone.name().to_owned(), |given| Zone::parse(given).map_err(said);
    Day: ToString::to_string, |given| Day::parse(given).map_err(said);
    Metric: ToString::to_string, |given| Metric::parse(given).map_err(said);
    Fraction: |fraction| fraction.edit_text(), |given| Fraction::parse(given).map_err(said);
    Evidence: |link| link.as_str().to_owned(), |given| Evidence::parse(given).map_err(said);
    IncidentNumber: ToString::to_string, |given| IncidentNumber::parse(given).ok_or_else(|| no(given));
    ActionNumber: ToString::to_string, |given| ActionNumber::parse(given).ok_or_else(|| no(given));
    EntryNumber: ToString::to_string, |given| EntryNumber::parse(given).ok_or_else(|| no(given));
    FactorNumber: ToString::to_string, |given| FactorNumber::parse(given).ok_or_else(|| no(given));
    ImpactNumber: ToString::to_string, |given| ImpactNumber::parse(given).ok_or_else(|| no(given));
    UpdateNumber: ToString::to_string, |given| UpdateNumber::parse(given).ok_or_else(|| no(given));
    SectionKey: ToString::to_string, |given| SectionKey::parse(given).ok_or_else(|| no(given));
    i64: ToString::to_string, |given| given.parse().map_err(|_| no(given));
    Instant: |at| at.rfc3339(), moment::instant;
    // In microseconds, so that none is rounded.
    Duration: |length| format!("{}us", length.micros()), moment::duration;
}

fn said(error: impl Display) -> String {
    error.to_string()
}

fn no(given: &str) -> String {
    let short: String = given.chars().take(60).collect();
    format!("“{short}” cannot be read here")
}

/// A value that is always there.
pub(super) mod plain {
    use super::{Deserialize, Deserializer, Serializer, Stored};

    pub fn serialize<T: Stored, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&value.put())
    }

    pub fn deserialize<'de, T: Stored, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
        T::take(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

/// A value that may be left out.
pub(super) mod optional {
    use super::{Deserializer, Serializer, Stored, plain};

    pub fn serialize<T: Stored, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => plain::serialize(value, to),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: Stored, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        plain::deserialize(from).map(Some)
    }
}

/// Values in their order.
pub(super) mod list {
    use super::{Deserialize, Deserializer, Serializer, Stored};

    pub fn serialize<T: Stored, S: Serializer>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(Stored::put))
    }

    pub fn deserialize<'de, T: Stored, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        let given = Vec::<String>::deserialize(from)?;
        let read = given.iter().map(|one| T::take(one));
        read.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
    }
}

/// A table of names and values, in the order of the names.
pub(super) mod pairs {
    use super::{Deserializer, Pairs, PhantomData, SerializeMap, Serializer, Stored};

    pub fn serialize<K: Stored, V: Stored, S: Serializer>(
        pairs: &[(K, V)],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(pairs.len()))?;
        for (key, value) in pairs {
            map.serialize_entry(&key.put(), &value.put())?;
        }
        map.end()
    }

    pub fn deserialize<'de, K: Stored + Ord, V: Stored, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<(K, V)>, D::Error> {
        from.deserialize_map(Pairs(PhantomData))
    }
}

pub(super) struct Pairs<K, V>(PhantomData<(K, V)>);

impl<'de, K: Stored + Ord, V: Stored> Visitor<'de> for Pairs<K, V> {
    type Value = Vec<(K, V)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a table of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs: Vec<(K, V)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, String>()? {
            let key = K::take(&key).map_err(A::Error::custom)?;
            pairs.push((key, V::take(&value).map_err(A::Error::custom)?));
        }
        pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(pairs)
    }
}
