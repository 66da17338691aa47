//! A form against what is saved, field by field.

use super::Field;
use crate::merge::{marks, merge};
use crate::moment::Moment;
use crate::refusal::{Checker, Refusal};
use crate::word::Word;
use crate::zone::Zone;

/// One value three times.
#[derive(Debug, Clone)]
pub struct Three<T> {
    /// With what the form was opened, where that is known.
    pub base: Option<T>,
    pub mine: T,
    /// What is saved.
    pub theirs: T,
}

/// Whose change counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
    Both,
}

impl<T> Three<T> {
    fn map<U>(&self, of: impl Fn(&T) -> U) -> Three<U> {
        Three { base: self.base.as_ref().map(&of), mine: of(&self.mine), theirs: of(&self.theirs) }
    }
}

impl<T: PartialEq> Three<T> {
    fn side(&self) -> Side {
        match &self.base {
            _ if self.mine == self.theirs => Side::Theirs,
            Some(base) if *base == self.mine => Side::Theirs,
            Some(base) if *base == self.theirs => Side::Mine,
            _ => Side::Both,
        }
    }
}

/// A form against what is saved.
#[derive(Debug)]
pub struct Comparison {
    seen: i64,
    present: i64,
    fields: Vec<Field>,
    marked: Checker,
}

impl Comparison {
    /// Of a form that saw version `seen` of what is now at `present`.
    #[must_use]
    pub fn new(seen: i64, present: i64) -> Self {
        Self { seen, present, fields: Vec::new(), marked: Checker::default() }
    }

    /// The version that the form saw, where another is saved by now.
    #[must_use]
    pub fn older(&self) -> Option<i64> {
        (self.seen < self.present).then_some(self.seen)
    }

    /// One value, of a part that last changed at version `part`, and what the form says it was
    /// opened with. A form of a version that is not there yet knows nothing.
    pub fn three<T: Clone>(&self, was: Option<T>, part: i64, mine: T, theirs: T) -> Three<T> {
        let unchanged = || (part <= self.seen).then(|| theirs.clone());
        let base = match self.seen.cmp(&self.present) {
            std::cmp::Ordering::Equal => Some(theirs.clone()),
            std::cmp::Ordering::Less => was.or_else(unchanged),
            std::cmp::Ordering::Greater => None,
        };
        Three { base, mine, theirs }
    }

    /// A text, by line. What is returned is what to save, if there is no conflict.
    pub fn text(&mut self, name: &'static str, label: &'static str, of: &Three<&str>) -> String {
        let Three { base, mine, theirs } = of;
        if marks(mine) > marks(theirs).max(base.map_or(0, marks)) {
            self.marked.add(name, LEFT);
        }
        let together = (of.side() == Side::Both).then(|| merge(*base, mine, theirs));
        let together = together.map(|merged| (merged.text, merged.clean));
        self.add((name, label), of.map(|text| (*text).to_owned()), together, None).1
    }

    /// A text of one line, of which one of both has to be chosen.
    pub fn line(&mut self, name: &'static str, label: &'static str, of: &Three<&str>) -> String {
        self.add((name, label), of.map(|text| (*text).to_owned()), None, None).1
    }

    /// One of several things that are sent by their ids and `read` by their names: mine, then
    /// what is saved.
    pub fn one(
        &mut self,
        name: &'static str,
        label: &'static str,
        of: &Three<String>,
        read: [String; 2],
    ) -> String {
        self.add((name, label), of.clone(), None, Some(read)).1
    }

    /// A value that reads otherwise on screen than it is sent.
    pub fn value<T: Clone>(
        &mut self,
        name: &'static str,
        label: &'static str,
        of: &Three<T>,
        sent: impl Fn(&T) -> String,
        read: impl Fn(&T) -> String,
    ) -> T {
        let shown = [read(&of.mine), read(&of.theirs)];
        match self.add((name, label), of.map(sent), None, Some(shown)).0 {
            Side::Theirs => of.theirs.clone(),
            Side::Mine | Side::Both => of.mine.clone(),
        }
    }

    /// A value of a vocabulary.
    pub fn word<W: Word>(&mut self, name: &'static str, label: &'static str, of: &Three<W>) -> W {
        let read = |word: &W| word.label().to_owned();
        self.value(name, label, of, |word| word.key().to_owned(), read)
    }

    /// A value of a vocabulary that may be left out.
    pub fn choice<W: Word>(
        &mut self,
        name: &'static str,
        label: &'static str,
        of: &Three<Option<W>>,
    ) -> Option<W> {
        let read = |word: &Option<W>| word.map_or("none", Word::label).to_owned();
        self.value(name, label, of, |word| word.map_or("", Word::key).to_owned(), read)
    }

    /// A box to tick.
    pub fn tick(&mut self, name: &'static str, label: &'static str, of: &Three<bool>) -> bool {
        let sent = |ticked: &bool| if *ticked { "on" } else { "" }.to_owned();
        let read = |ticked: &bool| if *ticked { "Yes" } else { "No" }.to_owned();
        self.value(name, label, of, sent, read)
    }

    /// A moment that may be blank, as typed in `zone`.
    pub fn moment(
        &mut self,
        name: &'static str,
        label: &'static str,
        of: &Three<Option<Moment>>,
        zone: &Zone,
    ) -> Option<Moment> {
        // What reads alike in the form was not changed there: its zone and its source stay.
        let say = |moment: &Option<Moment>| {
            moment.as_ref().map(|moment| moment.typed_in(zone)).unwrap_or_default()
        };
        match self.add((name, label), of.map(say), None, None).0 {
            Side::Theirs => of.theirs.clone(),
            Side::Mine | Side::Both => of.mine.clone(),
        }
    }

    /// Names separated by commas: what either added or took away.
    pub fn names<T: Clone + PartialEq + std::fmt::Display>(
        &mut self,
        name: &'static str,
        label: &'static str,
        of: &Three<Vec<T>>,
    ) -> Vec<T> {
        self.listed((name, label), of, None)
    }

    /// As [`Comparison::names`], of what is sent by its id and `read` by its name.
    pub fn ids<T: Clone + PartialEq + std::fmt::Display>(
        &mut self,
        name: &'static str,
        label: &'static str,
        of: &Three<Vec<T>>,
        read: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let words = |ids: &Vec<T>| {
            let mut names: Vec<String> = ids.iter().map(&read).collect();
            names.sort_by_key(|name| name.to_lowercase());
            if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
        };
        self.listed((name, label), of, Some([words(&of.mine), words(&of.theirs)]))
    }

    fn listed<T: Clone + PartialEq + std::fmt::Display>(
        &mut self,
        field: (&'static str, &'static str),
        of: &Three<Vec<T>>,
        read: Option<[String; 2]>,
    ) -> Vec<T> {
        let in_order = |names: &Vec<T>| {
            let mut names: Vec<String> = names.iter().map(T::to_string).collect();
            names.sort_by_key(|name| name.to_lowercase());
            names
        };
        let sorted = of.map(in_order);
        let known = sorted.base.as_deref().unwrap_or_default();
        let (mine, theirs) = (&sorted.mine, &sorted.theirs);
        let kept = theirs.iter().filter(|name| mine.contains(name) || !known.contains(name));
        let added = mine.iter().filter(|name| !theirs.contains(name) && !known.contains(name));
        let together: Vec<_> = kept.chain(added).cloned().collect();
        let together = Some((together.join(", "), of.base.is_some()));
        match self.add(field, sorted.map(|names| names.join(", ")), together, read).0 {
            Side::Theirs => of.theirs.clone(),
            Side::Mine | Side::Both => of.mine.clone(),
        }
    }

    /// What each of both changed by itself does not fit together: the person decides on all of
    /// these fields, as if both had changed each.
    pub fn clash(&mut self, names: &[&str]) {
        for field in self.fields.iter_mut().filter(|field| names.contains(&field.name)) {
            (field.both, field.clean) = (true, false);
        }
    }

    /// Notes the field where the form says something else than is saved; returns whose change
    /// counts, and the text of it.
    fn add(
        &mut self,
        (name, label): (&'static str, &'static str),
        of: Three<String>,
        together: Option<(String, bool)>,
        read: Option<[String; 2]>,
    ) -> (Side, String) {
        let side = of.side();
        let Three { base, mine, theirs } = of;
        let (merged, clean) = match (side, together) {
            (Side::Theirs, _) => (theirs.clone(), true),
            (Side::Mine, _) => (mine.clone(), true),
            (Side::Both, Some(together)) => together,
            (Side::Both, None) => (mine.clone(), false),
        };
        let (saved, both) = (merged.clone(), side == Side::Both);
        if mine != theirs {
            self.fields.push(Field { name, label, mine, theirs, merged, clean, both, base, read });
        }
        (side, saved)
    }

    /// None where all may be saved.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] where marks of a conflict were left in a text.
    pub fn conflicts(self) -> Result<Option<Vec<Field>>, Refusal> {
        self.marked.done(Some(()))?;
        let future = self.seen > self.present;
        let both = self.fields.iter().any(|field| field.both);
        Ok((both || future).then_some(self.fields))
    }
}

const LEFT: &str = "The text still holds lines that mark where both of you wrote: keep what is right, \
    and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.";
