//! What the timeline shows: all of it, or what the address asks for, as `?show=pinned,decision`.

use leptos::prelude::*;
use nofault_domain::entry::EntryKind;
use nofault_domain::word::Word;
use nofault_store::timeline::{Counts, Entry};

use crate::here::Here;

/// Key moments, and kinds; with none of them asked for, everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pinned: bool,
    kinds: Vec<EntryKind>,
}

const PINNED: &str = "pinned";

impl Shown {
    #[must_use]
    pub fn of(here: &Here) -> Self {
        Self::read(here.query("show"))
    }

    /// What is no kind is left out.
    fn read(given: &str) -> Self {
        let words = || given.split(',').map(str::trim).filter(|word| !word.is_empty());
        let wanted: Vec<EntryKind> =
            words().filter_map(|word| EntryKind::parse(word).ok()).collect();
        Self {
            pinned: words().any(|word| word == PINNED),
            kinds: EntryKind::ALL.iter().copied().filter(|kind| wanted.contains(kind)).collect(),
        }
    }

    #[must_use]
    pub fn is_all(&self) -> bool {
        !self.pinned && self.kinds.is_empty()
    }

    #[must_use]
    pub fn has(&self, entry: &Entry) -> bool {
        self.is_all()
            || entry.deleted.is_none()
                && (self.pinned && entry.pinned || self.kinds.contains(&entry.kind))
    }

    /// As in the address; empty where it is everything.
    #[must_use]
    pub fn query(&self) -> String {
        let pinned = self.pinned.then_some(PINNED);
        let words: Vec<&str> =
            pinned.into_iter().chain(self.kinds.iter().map(|k| k.key())).collect();
        words.join(",")
    }

    /// With this kind where it was without, and the other way round; none is key moments.
    fn turned(&self, kind: Option<EntryKind>) -> Self {
        let mut other = self.clone();
        match kind {
            None => other.pinned = !self.pinned,
            Some(kind) if self.kinds.contains(&kind) => other.kinds.retain(|known| *known != kind),
            Some(kind) => other.kinds.push(kind),
        }
        Self::read(&other.query())
    }
}

/// Links to parts of the timeline, for the kinds that are on it.
pub fn choices(here: &Here, incident: &str, counts: &Counts) -> AnyView {
    let shown = Shown::of(here);
    let order = here.query("order").to_owned();
    let address = |to: &Shown| {
        let pairs = [("show", to.query()), ("order", order.clone())];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default().replace("%2C", ",");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{incident}{mark}{query}#timeline")
    };
    let link = |to: &Shown, on: bool, label: String| {
        view! { <a href=address(to) aria-current=on.then_some("true")>{label}</a> " " }.into_any()
    };
    let counted = |(kind, many): (EntryKind, i64)| {
        (many > 0).then(|| {
            let label = format!("{} {many}", kind.label());
            link(&shown.turned(Some(kind)), shown.kinds.contains(&kind), label)
        })
    };
    let pinned = counts.pinned;
    let kinds: Vec<_> = counts.kinds.iter().copied().filter_map(counted).collect();
    let useful = pinned > 0 || kinds.len() > 1 || !shown.is_all();
    let links = useful.then(|| {
        let label = format!("Key moments {pinned}");
        view! {
            {link(&Shown::default(), shown.is_all(), "All".to_owned())}
            {(pinned > 0 || shown.pinned).then(|| link(&shown.turned(None), shown.pinned, label))}
            {kinds}
        }
    });
    view! { <nav class="shown" id="shown" aria-label="Show on the timeline" data-live>{links}</nav> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_what_is_shown() {
        let shown = Shown::read("decision, pinned,nonsense,Hypothesis");
        assert_eq!(shown.query(), "pinned,hypothesis,decision");
        assert_eq!(Shown::read(&shown.query()), shown);
        assert!(Shown::read("nonsense").is_all());
        let less = shown.turned(Some(EntryKind::Decision)).turned(None);
        assert_eq!(less.query(), "hypothesis");
        assert!(less.turned(Some(EntryKind::Hypothesis)).is_all());
    }
}
