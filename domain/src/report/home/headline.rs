//! The first sentences: what there is to know, and what cannot be told.

use crate::report::span::Span;
use crate::statistics::change::{CannotTell, Verdict};
use crate::statistics::count::CountVerdict;
use crate::word::{capital, lower};

/// What it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    pub span: Span,
    /// The span has not ended.
    pub goes_on: bool,
    /// How many incidents began in it.
    pub incidents: usize,
    /// More of them than in the span before, or fewer; none where that is not told.
    pub count: Option<CountVerdict>,
    /// Longer than in the span before, or shorter.
    pub lasting: Verdict,
    /// How many budgets are overspent, and when, in words; none where there is none.
    pub budgets: Option<String>,
    pub overdue: u64,
}

impl Headline {
    #[must_use]
    pub fn in_words(&self) -> String {
        let overdue = match self.overdue {
            0 => "Today no action is overdue.".to_owned(),
            1 => "Today 1 action is overdue.".to_owned(),
            many => format!("Today {many} actions are overdue."),
        };
        let parts = [Some(self.incidents_in_words()), self.budgets.clone(), Some(overdue)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn incidents_in_words(&self) -> String {
        let span = capital(&self.span.within());
        let began = match self.incidents {
            0 => "no incident began".to_owned(),
            1 => "1 incident began".to_owned(),
            many => format!("{many} incidents began"),
        };
        if self.goes_on {
            return format!(
                "{span} {began} so far; how that compares is told when {} is over.",
                self.span.said()
            );
        }
        format!("{span} {began}{}.", self.compared())
    }

    /// With what was before: what is known first, then what is not.
    fn compared(&self) -> String {
        let count = match self.count {
            None | Some(CountVerdict::CannotTell | CountVerdict::Unfinished) => None,
            Some(known) => Some(lower(&known.to_string())),
        };
        let lasting = match self.lasting {
            Verdict::CannotTell(_) => None,
            known => Some(lower(&known.to_string())),
        };
        let before = self.span.before();
        let known = |what: &str| format!(". Compared with {}: {what}", before.said());
        let (sure, few) = match self.lasting {
            Verdict::CannotTell(CannotTell::NotSure) => (true, false),
            Verdict::CannotTell(
                CannotTell::TooFew | CannotTell::TooManyStrata | CannotTell::NothingShared,
            ) => (false, true),
            _ => (false, false),
        };
        let before = before.within();
        match (count, lasting) {
            (Some(count), Some(lasting)) => known(&format!("{count}, and {lasting}")),
            (Some(count), None) if self.incidents == 0 => known(&count),
            (Some(count), None) if sure => {
                known(&format!("{count}; nothing shows that they took longer, or less long"))
            }
            (Some(count), None) => {
                known(&format!("{count}; whether they took longer cannot be told"))
            }
            (None, Some(lasting)) => {
                known(&format!("{lasting}; nothing shows that they came more often, or less"))
            }
            (None, None) if self.incidents == 0 => String::new(),
            (None, None) if sure => format!(
                "; nothing shows that they come more often, or take longer, than {before}, nor the \
                 opposite"
            ),
            (None, None) if few => format!(
                "; there are too few to tell whether they come more often, or take longer, than \
                 {before}"
            ),
            (None, None) => format!(
                "; nothing shows that they come more often than {before}, nor the opposite, and \
                 whether they take longer cannot be told"
            ),
        }
    }
}
