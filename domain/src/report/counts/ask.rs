//! What the report is asked for, in an address.

use crate::period::{By, Period};
use crate::refusal::{Checker, Refusal};
use crate::report::durations::Counted;
use crate::report::periods::{PeriodsAsked, PeriodsForm, given, of_length};
use crate::severity::Severity;
use crate::word::Word;

/// A question as it was typed; what is blank is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountsForm {
    pub periods: PeriodsForm,
    pub severity: String,
    pub kind: String,
    pub period: String,
    pub before: String,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsAsked {
    pub periods: PeriodsAsked,
    /// The highest that the incident held.
    pub severity: Option<Severity>,
    pub counted: Counted,
    /// What is told of; none is the latest that is over.
    pub period: Option<Period>,
    /// What it is compared with; none is the one before it.
    pub before: Option<Period>,
}

impl CountsForm {
    /// From the pairs of an address; of several of one name the first counts.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let get = |name| given(pairs, name);
        Self {
            periods: PeriodsForm::of(pairs),
            severity: get("severity"),
            kind: get("kind"),
            period: get("period"),
            before: get("before"),
        }
    }

    /// By month, where nothing else is said.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(&self) -> Result<CountsAsked, Refusal> {
        let mut checker = Checker::default();
        let form = self.periods.clone().or_by(By::Month);
        let by = By::parse(&form.by).ok();
        let periods = checker.all(form.parse());
        let severity = checker.optional("severity", &self.severity, Severity::parse_loose);
        let counted = checker.optional("kind", &self.kind, Counted::parse);
        let [period, before] = [("period", &self.period), ("before", &self.before)]
            .map(|(field, given)| checker.optional(field, given, |given| of_length(given, by)));
        if let (Some(Some(period)), Some(Some(before))) = (period, before)
            && period <= before
        {
            let wrong = format!("{before} is not earlier than {period}: turn the two around.");
            checker.add("before", wrong);
        }
        let parsed = (|| {
            let before = before?;
            Some(CountsAsked {
                periods: periods?,
                severity: severity?,
                counted: counted?.unwrap_or(Counted::Incident),
                period: period?.or_else(|| before.map(Period::next)),
                before,
            })
        })();
        checker.done(parsed)
    }
}

impl CountsAsked {
    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.periods.pairs();
        pairs.push(("kind", self.counted.key().to_owned()));
        let optional = [
            ("severity", self.severity.map(|severity| severity.key().to_owned())),
            ("period", self.period.map(|period| period.to_string())),
            ("before", self.before.map(|period| period.to_string())),
        ];
        pairs.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        pairs
    }

    /// The same of another period, compared with the one before it.
    #[must_use]
    pub fn told_of(&self, period: Period) -> Self {
        Self { period: Some(period), before: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> CountsForm {
        let owned: Vec<_> =
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        CountsForm::of(&owned)
    }

    #[test]
    fn a_question_is_found_again_in_its_address() {
        let asked = form(&[
            ("by", "quarter"),
            ("service", "Web & shop"),
            ("team", "Core"),
            ("severity", "2"),
            ("kind", "all"),
            ("from", "2020"),
            ("to", "2021"),
            ("private", "1"),
            ("period", "2021-Q2"),
            ("before", "2020-Q2"),
        ]);
        let asked = asked.parse().unwrap();
        let pairs: Vec<_> =
            asked.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        assert_eq!((CountsForm::of(&pairs).parse().unwrap(), pairs.len()), (asked.clone(), 10));
        let other = asked.told_of(Period::parse("2020-Q4").unwrap());
        assert_eq!((other.before, other.period.unwrap().to_string()), (None, "2020-Q4".to_owned()));
        let nothing = form(&[]).parse().unwrap();
        assert_eq!((nothing.periods.by, nothing.counted), (By::Month, Counted::Incident));
    }

    #[test]
    fn every_wrong_value_has_its_sentence() {
        let fields = |pairs: &[(&str, &str)]| {
            let refusal = form(pairs).parse().unwrap_err();
            refusal.fields().iter().map(|one| one.field.clone()).collect::<Vec<_>>()
        };
        let wrong = [("by", "fortnight"), ("severity", "9"), ("kind", "drill"), ("period", "x")];
        assert_eq!(fields(&wrong), ["by", "severity", "kind", "period"]);
        assert_eq!(fields(&[("period", "2020-Q1")]), ["period"]);
        for before in ["2020-02", "2020-03"] {
            assert_eq!(fields(&[("period", "2020-02"), ("before", before)]), ["before"]);
        }
        assert_eq!(
            form(&[("before", "2020-12")]).parse().unwrap().period.unwrap().to_string(),
            "2021-01"
        );
    }
}
