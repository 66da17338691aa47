//! The first sentences: what there is to know, and what cannot be told.

use super::AT_ONCE;
use crate::report::counts::Untold;
use crate::report::span::Span;
use crate::statistics::change::{CannotTell, Verdict, least_ended};
use crate::statistics::count::CountVerdict;
use crate::word::{capital, lower};

/// What it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    pub span: Span,
    /// The span has not ended.
    pub goes_on: bool,
    /// How many incidents began in the span before it, and in it.
    pub incidents: [usize; 2],
    /// Of how many of these it is known how long they took, or that they still go on.
    pub lengths: [usize; 2],
    /// More of them than in the span before, or fewer; or why these are not compared.
    pub count: Result<CountVerdict, Untold>,
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
        let began = match self.incidents[1] {
            0 => "no incident began".to_owned(),
            1 => "1 incident began".to_owned(),
            many => format!("{many} incidents began"),
        };
        if self.goes_on {
            return format!("{span} {began} so far; {}.", self.to_come());
        }
        format!("{span} {began}{}.", self.compared())
    }

    /// What will be told of it, where something will.
    fn to_come(&self) -> String {
        match self.count {
            Err(Untold::BeforeRecord) => self.nothing_before(),
            Err(Untold::RecordBegins) => self.record_begins(),
            _ => format!("how that compares is told when {} is over", self.span.last().said()),
        }
    }

    fn nothing_before(&self) -> String {
        format!("nothing is on record of {} to compare with", self.span.before().said())
    }

    fn record_begins(&self) -> String {
        let before = self.span.before().said();
        format!("how often they come is not compared, as the record begins in {before}")
    }

    /// With what was before: what is known first, then what is not, each by itself.
    fn compared(&self) -> String {
        let before = self.span.before();
        if matches!(self.count, Err(Untold::BeforeRecord)) {
            return format!("; {}", self.nothing_before());
        }
        let more = |text: Option<String>| text.map_or_else(String::new, |text| format!("; {text}"));
        let known = |what: &str| format!(". Compared with {}: {what}", before.said());
        let than = format!(" than {}", before.within());
        match (self.count_known(), self.lasting_known()) {
            (Some(count), Some(lasting)) => known(&format!("{count}, and {lasting}")),
            (Some(count), None) => known(&count) + &more(self.lasting_not_known()),
            (None, Some(lasting)) => known(&lasting) + &more(self.count_not_known("")),
            (None, None) if self.nothing_shows() => format!(
                "; nothing shows that they come more often, or take longer,{than}, nor the opposite"
            ),
            (None, None) => more(self.count_not_known(&than)) + &more(self.lasting_not_known()),
        }
    }

    fn count_known(&self) -> Option<String> {
        let known = self.count.ok()?;
        let known = matches!(known, CountVerdict::More { .. } | CountVerdict::Fewer { .. })
            .then_some(known)?;
        Some(lower(&known.to_string()))
    }

    fn lasting_known(&self) -> Option<String> {
        let known = !matches!(self.lasting, Verdict::CannotTell(_));
        known.then(|| lower(&self.lasting.to_string()))
    }

    /// Both were compared, and neither is more than chance.
    fn nothing_shows(&self) -> bool {
        self.count.is_ok() && matches!(self.lasting, Verdict::CannotTell(CannotTell::NotSure))
    }

    /// Why it is not told whether they come more often; none where there was never any.
    fn count_not_known(&self, than: &str) -> Option<String> {
        Some(match self.count {
            Ok(_) if self.incidents == [0, 0] => return None,
            Ok(_) => format!("nothing shows that they come more or less often{than}"),
            Err(Untold::RecordBegins) => self.record_begins(),
            Err(why) => format!("how often they come is not compared, as {why}"),
        })
    }

    /// Why it is not told whether they take longer; none where there is none now.
    fn lasting_not_known(&self) -> Option<String> {
        let ([earlier, now], [was, is]) = (self.incidents, self.lengths);
        let few = |many: usize| many < least_ended(AT_ONCE);
        let are = |many: usize| if many == 1 { "is" } else { "are" };
        let Verdict::CannotTell(why) = self.lasting else { return None };
        let before = self.span.before().within();
        Some(match (few(earlier), few(now)) {
            _ if now == 0 => return None,
            _ if why == CannotTell::NotSure => {
                "nothing shows that they take longer or shorter".to_owned()
            }
            (true, true) => "there are too few to tell whether they take longer".to_owned(),
            (false, true) => {
                format!("{now} {} too few to tell whether they take longer", are(now))
            }
            (true, false) if earlier == 0 => {
                format!("there was none {before} to compare how long they take with")
            }
            (true, false) => format!(
                "the {earlier} {before} {} too few to tell whether they take longer",
                are(earlier)
            ),
            // There are enough: it is their lengths that are missing.
            (false, false) if few(was) || few(is) => format!(
                "whether they take longer cannot be told: how long it took is known of {is} \
                 of {now}, and of {was} of the {earlier} before"
            ),
            (false, false) => format!("whether they take longer cannot be told: {why}"),
        })
    }
}
