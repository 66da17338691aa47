//! Which factor an action answers.

use serde::Deserialize;

use crate::command::{Command, Typing, Was, action, version};
use crate::number::{ActionNumber, FactorNumber};
use crate::refusal::{Checker, Refusal};

/// `POST /actions/A-1/factor`: which factor of its incident it answers; blank is none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerFactor {
    pub action: String,
    pub version: String,
    pub factor: String,
    pub was_factor: Was,
}

#[derive(Debug)]
pub struct FactorAnswer {
    pub action: ActionNumber,
    pub version: i64,
    pub factor: Option<FactorNumber>,
    pub was: Option<Option<FactorNumber>>,
}

impl Command for AnswerFactor {
    type Parsed = FactorAnswer;

    fn parse(self, _typing: &Typing) -> Result<FactorAnswer, Refusal> {
        const UNKNOWN: &str = "Choose one of the incident’s factors.";
        let action = action(&self.action)?;
        let number = |given: &str| FactorNumber::parse(given).ok_or(UNKNOWN);
        let mut checker = Checker::default();
        let version = version(&self.version, &mut checker);
        let factor = checker.optional("factor", &self.factor, number);
        let was = self.was_factor.optional(number);
        let parsed = (|| Some(FactorAnswer { action, version: version?, factor: factor?, was }))();
        checker.done(parsed)
    }
}
