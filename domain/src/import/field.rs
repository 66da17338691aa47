//! What a column of the file means.

use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::word::Word;

/// The meaning of one column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    Reference,
    Title,
    Severity,
    Status,
    Kind,
    Services,
    Milestone(Milestone),
    Labels,
    Summary,
    /// A duration that the source states, of the metric of that name.
    Stated(Metric),
    /// Not read.
    Ignored,
}

/// What was given is no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no field: choose one of {choices}, time_to_… for a stated duration, or ignore", choices = choices())]
pub struct UnknownField(String);

const PLAIN: [(Field, &str, &str); 8] = [
    (Field::Title, "title", "What happened, in one line. The only column that must be there."),
    (
        Field::Reference,
        "reference",
        "The number or name in the other tool; a second import finds the incident by it.",
    ),
    (Field::Severity, "severity", "SEV1 to SEV5, or the digit alone."),
    (Field::Status, "status", "One word of the status vocabulary; resolved where there is none."),
    (Field::Kind, "kind", "incident, near_miss or drill; incident where there is none."),
    (
        Field::Services,
        "services",
        "Names, separated by a comma, a semicolon or |; new names are created.",
    ),
    (Field::Labels, "labels", "Words, separated by a comma, a semicolon or |."),
    (Field::Summary, "summary", "Markdown."),
];

impl Field {
    /// Accepts a field's name in any case, with blanks, `-` and `_` alike; `ignore` or
    /// nothing for a column that is not read.
    ///
    /// # Errors
    /// [`UnknownField`] names the choices.
    pub fn parse(given: &str) -> Result<Self, UnknownField> {
        let name = fold(given);
        if matches!(name.as_str(), "" | "ignore" | "ignored") {
            return Ok(Self::Ignored);
        }
        let plain =
            PLAIN.iter().find(|(_, known, _)| *known == name).map(|(field, ..)| field.clone());
        plain
            .or_else(|| milestone(&name))
            .or_else(|| Metric::parse(&name).ok().map(Self::Stated))
            .ok_or_else(|| UnknownField(given.trim().to_owned()))
    }

    /// The name that [`Field::parse`] understands and that a column has when nothing need be mapped.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Milestone(milestone) => format!("{}_at", milestone.key()),
            Self::Stated(metric) => metric.as_str().replace('-', "_"),
            Self::Ignored => "ignore".to_owned(),
            plain => PLAIN
                .iter()
                .find(|(field, ..)| field == plain)
                .map_or_else(String::new, |(_, name, _)| (*name).to_owned()),
        }
    }

    /// Columns of these meanings may stand more than once: they add up.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(self, Self::Services | Self::Labels | Self::Ignored)
    }

    /// Every name with its explanation, for a form's choice. Any other `time_to_…` is understood too.
    #[must_use]
    pub fn all_known() -> Vec<(String, String)> {
        let plain = PLAIN.iter().map(|(_, name, why)| ((*name).to_owned(), (*why).to_owned()));
        let moments = Milestone::ALL.iter().map(|milestone| {
            let why = format!("{milestone}: a date and time, with offset or zone if it has one.");
            (Self::Milestone(*milestone).name(), why)
        });
        let stated = Metric::shipped().into_iter().map(|metric| {
            let why = format!("{}, as the source states it: 7h, 1d 5h 47m.", metric.label());
            (Self::Stated(metric).name(), why)
        });
        let ignore = [(Self::Ignored.name(), "This column is not read.".to_owned())];
        plain.chain(moments).chain(stated).chain(ignore).collect()
    }
}

/// Small letters, with one `_` between words.
pub(super) fn fold(given: &str) -> String {
    given
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{feff}'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join("_")
}

fn milestone(name: &str) -> Option<Field> {
    let key = name.strip_suffix("_at")?;
    Milestone::ALL.iter().find(|milestone| milestone.key() == key).map(|m| Field::Milestone(*m))
}

fn choices() -> String {
    let known = Field::all_known().into_iter().map(|(name, _)| name);
    known
        .filter(|name| !name.starts_with("time_to") && name != "ignore")
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_name_is_understood_and_gives_itself() {
        for (name, why) in Field::all_known() {
            assert_eq!(Field::parse(&name).unwrap().name(), name);
            assert!(!why.is_empty());
        }
    }

    #[test]
    fn case_blanks_and_dashes_are_alike() {
        let started = Field::Milestone(Milestone::ImpactStarted);
        for given in ["impact_started_at", " Impact started at", "IMPACT-STARTED-AT"] {
            assert_eq!(Field::parse(given).unwrap(), started);
        }
        let repair = Field::Stated(Metric::parse("time-to-repair").unwrap());
        assert_eq!(Field::parse("Time to repair").unwrap(), repair);
        assert_eq!(Field::parse("").unwrap(), Field::Ignored);
        assert!(Field::parse("Time to resolve (hours)").is_err());
        let error = Field::parse("owner").unwrap_err().to_string();
        assert!(error.contains("“owner”") && error.contains("detected_at"), "{error}");
    }
}
