//! What somebody is told at every address of the table, and whether it is the same as before.

use std::collections::BTreeMap;

use http::StatusCode;

use super::table::{ROWS, Row, Says};
use super::world::World;
use crate::app::User;

/// By address; of those with a filter, without and with private incidents.
pub struct Told(BTreeMap<(&'static str, bool), String>);

impl Told {
    pub async fn by(user: &User, world: &World) -> Self {
        let mut told = BTreeMap::new();
        for row in ROWS {
            for private in [false, true] {
                let mut address = world.filled(row.address);
                if private {
                    address.push_str(if address.contains('?') {
                        "&private=1"
                    } else {
                        "?private=1"
                    });
                }
                let answer = user.get(&address).await;
                assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
                told.insert((row.address, private), without_ids(&answer.body));
            }
        }
        Self(told)
    }

    /// Of these rows nothing changed.
    #[track_caller]
    pub fn assert_same(&self, before: &Self, of: impl Fn(&Row) -> bool) {
        let leaks = self.changed(before, |row, _| of(row));
        assert!(leaks.is_empty(), "changed: {}", leaks.join("\n"));
    }

    /// Where private incidents are added to figures by a filter, nothing changed without it.
    #[track_caller]
    pub fn assert_same_unasked(&self, before: &Self) {
        let leaks = self
            .changed(before, |row, private| row.filter && row.says == Says::Figures && !private);
        assert!(leaks.is_empty(), "changed, though nobody asked: {}", leaks.join("\n"));
    }

    /// Where private incidents are added by a filter, everything changed with it.
    #[track_caller]
    pub fn assert_asked_differs(&self, before: &Self) {
        let rows = ROWS.iter().filter(|row| row.filter);
        let same =
            rows.filter(|row| self.0[&(row.address, true)] == before.0[&(row.address, true)]);
        let same: Vec<_> = same.map(|row| row.address).collect();
        assert!(same.is_empty(), "who may see it is not told of it: {same:?}");
    }

    #[track_caller]
    pub fn assert_differs(&self, before: &Self) {
        let rows = ROWS.iter().filter(|row| row.says == Says::Figures);
        let is_same = |row: &&Row| self.0[&(row.address, false)] == before.0[&(row.address, false)];
        let same: Vec<_> = rows.filter(is_same).map(|row| row.address).collect();
        assert!(same.is_empty(), "nothing is told of an incident that counts: {same:?}");
    }

    fn changed(&self, before: &Self, of: impl Fn(&Row, bool) -> bool) -> Vec<String> {
        let mut changed = Vec::new();
        for row in ROWS {
            for private in [false, true] {
                let key = (row.address, private);
                let (was, is) = (&before.0[&key], &self.0[&key]);
                if of(row, private) && was != is {
                    changed.push(format!(
                        "{}, private: {private}\n{}",
                        row.address,
                        difference(was, is)
                    ));
                }
            }
        }
        changed
    }
}

/// Where two texts begin to differ.
fn difference(was: &str, is: &str) -> String {
    let at = was.chars().zip(is.chars()).take_while(|(was, is)| was == is).count();
    let around =
        |text: &str| -> String { text.chars().skip(at.saturating_sub(80)).take(240).collect() };
    format!("  was …{}…\n  is  …{}…", around(was), around(is))
}

/// Each answer carries ids of its own: of its forms and their fields, of its policy, and of the
/// last thing that happened anywhere.
fn without_ids(body: &str) -> String {
    let mut plain = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(first) = rest.chars().next() {
        let quoted = |name: &str| Some(name.len() + rest.strip_prefix(name)?.find('"')?);
        let length = quoted("nonce=\"").or_else(|| quoted("data-event=\"")).or_else(|| id(rest));
        if length.is_some() {
            plain.push_str("(id)");
        } else {
            plain.push(first);
        }
        rest = rest.get(length.unwrap_or(first.len_utf8())..).unwrap_or_default();
    }
    plain
}

/// How long the id is with which the text begins.
fn id(text: &str) -> Option<usize> {
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let groups = |lengths: &[usize]| {
        let mut parts = text.get(..lengths.iter().sum::<usize>() + lengths.len() - 1)?.split('-');
        let fit = lengths
            .iter()
            .all(|length| parts.next().is_some_and(|part| part.len() == *length && is_hex(part)));
        fit.then_some(lengths.iter().sum::<usize>() + lengths.len() - 1)
    };
    // Of a field, after its name; or of a form.
    let ends = |length: &usize| !text[*length..].starts_with(|c: char| c.is_ascii_alphanumeric());
    groups(&[8, 4, 4, 4, 12]).or_else(|| groups(&[0, 6])).filter(ends)
}
