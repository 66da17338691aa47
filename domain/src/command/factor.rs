//! Contributing factors: adding one to an incident, describing it.

mod answer;
mod held;
mod trigger;

pub use answer::{AnswerFactor, FactorAnswer};
pub use held::{
    EditFactorNote, FactorNote, FactorRemoval, FactorReturn, RemoveFactor, ReturnFactor,
};
pub use trigger::{MarkTrigger, TriggerMark};

use serde::Deserialize;

use super::entry::ticked;
use super::{Command, Typing, Was, factor, incident, version};
use crate::factor::Category;
use crate::number::{FactorNumber, IncidentNumber};
use crate::refusal::{Checker, Refusal};
use crate::text::{About, Note, Title};
use crate::word::Word;

/// `POST /incidents/INC-1/factors`: an existing one by its number (in `factor`, or as the
/// title), else one by its title, which is made where nobody described it yet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddFactor {
    pub incident: String,
    pub factor: String,
    pub title: String,
    /// Only a new one needs it.
    pub category: String,
    pub about: String,
    /// How it contributed to this incident.
    pub note: String,
    /// Ticked: it set this incident off.
    pub trigger: String,
}

#[derive(Debug)]
pub struct FactorAdding {
    pub incident: IncidentNumber,
    pub which: Which,
    pub note: Option<Note>,
    pub trigger: bool,
}

#[derive(Debug)]
pub enum Which {
    Known(FactorNumber),
    /// As [`crate::similar::key`] tells titles apart.
    Titled {
        title: Title,
        category: Option<Category>,
        about: Option<About>,
    },
}

impl Command for AddFactor {
    type Parsed = FactorAdding;

    fn parse(self, _typing: &Typing) -> Result<FactorAdding, Refusal> {
        let incident = incident(&self.incident)?;
        let mut checker = Checker::default();
        let note = checker.take("note", Note::parse_optional(&self.note));
        let title = self.title.trim();
        let as_title = title.get(..2).filter(|start| start.eq_ignore_ascii_case("F-"));
        let as_title = as_title.and_then(|_| FactorNumber::parse(title));
        let known = match self.factor.trim() {
            "" => as_title,
            given => Some(factor(given)?),
        };
        let which = if let Some(number) = known {
            Some(Which::Known(number))
        } else {
            let title = checker.take("title", Title::parse(title));
            let category = checker.optional("category", &self.category, Category::parse);
            let about = checker.take("about", About::parse_optional(&self.about));
            (|| Some(Which::Titled { title: title?, category: category?, about: about? }))()
        };
        let trigger = ticked(&self.trigger);
        let parsed = (|| Some(FactorAdding { incident, which: which?, note: note?, trigger }))();
        checker.done(parsed)
    }
}

/// `POST /factors/F-1`: for all incidents that share it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditFactor {
    pub factor: String,
    pub version: String,
    pub title: String,
    pub category: String,
    pub about: String,
    pub was_title: Was,
    pub was_category: Was,
    pub was_about: Was,
}

#[derive(Debug)]
pub struct FactorEdit {
    pub factor: FactorNumber,
    pub version: i64,
    pub title: Title,
    pub category: Category,
    pub about: Option<About>,
    pub was: FactorWas,
}

/// What the form says it was opened with.
#[derive(Debug, Default)]
pub struct FactorWas {
    pub title: Option<Title>,
    pub category: Option<Category>,
    pub about: Option<Option<About>>,
}

impl Command for EditFactor {
    type Parsed = FactorEdit;

    fn parse(self, _typing: &Typing) -> Result<FactorEdit, Refusal> {
        let factor = factor(&self.factor)?;
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let title = checker.take("title", Title::parse(&self.title));
        let category = checker.take("category", Category::parse(&self.category));
        let about = checker.take("about", About::parse_optional(&self.about));
        let was = FactorWas {
            title: self.was_title.read(Title::parse),
            category: self.was_category.read(Category::parse),
            about: self.was_about.read(About::parse_optional),
        };
        let parsed = (|| {
            let (version, title, category) = (version?, title?, category?);
            Some(FactorEdit { factor, version, title, category, about: about?, was })
        })();
        checker.done(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn add(factor: &str, title: &str, category: &str) -> Result<FactorAdding, Refusal> {
        let (incident, factor) = ("INC-1".to_owned(), factor.to_owned());
        let (title, category) = (title.to_owned(), category.to_owned());
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        AddFactor { incident, factor, title, category, ..Default::default() }.parse(&typing)
    }

    #[test]
    fn a_number_wins_and_may_be_typed_as_the_title() {
        for (factor, title) in [("F-7", ""), ("7", "No alert"), ("", " f-7 "), ("F-7", "F-8")] {
            let added = add(factor, title, "nonsense").unwrap();
            assert!(matches!(added.which, Which::Known(FactorNumber(7))), "{factor} {title}");
        }
        for title in ["7", "F-", "F-7 again", "Flag"] {
            let added = add("", title, "").unwrap();
            assert!(matches!(added.which, Which::Titled { .. }), "{title}");
        }
    }

    #[test]
    fn what_was_not_ticked_is_no_trigger() {
        assert!(!add("F-7", "", "").unwrap().trigger);
    }

    #[test]
    fn what_cannot_be_taken_is_said_at_its_field() {
        let fields = |refused: Refusal| -> Vec<String> {
            refused.fields().iter().map(|field| field.field.clone()).collect()
        };
        assert_eq!(fields(add("", " ", "people").unwrap_err()), ["title", "category"]);
        assert_eq!(add("x", "No alert", "").unwrap_err().status(), 404);
    }
}
