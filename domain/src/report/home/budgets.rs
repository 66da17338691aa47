//! Where the error budgets stood at a moment.

use serde::Serialize;

use crate::budget::{Rule, overspent, share, were_overspent};
use crate::instant::Instant;
use crate::period::Day;
use crate::word::lower;
use crate::zone::Zone;

/// Where one budget stood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// With its service.
    pub slo: String,
    pub address: String,
    /// In parts per million of the budget.
    #[serde(rename = "spent_of_budget", serialize_with = "share_of_one")]
    pub spent: i128,
    pub over: bool,
    /// It is over only by what is exempt.
    pub exempt: bool,
    /// Its state in words, as the list of budgets has it.
    #[serde(skip)]
    pub state: String,
    /// The step of its policy that is passed while it is within its budget.
    #[serde(skip)]
    pub step: Option<Rule>,
}

/// All that hold, in their windows at that moment, by the targets of today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budgets {
    pub at: Instant,
    /// The moment is over; else it is now.
    #[serde(skip)]
    past: bool,
    pub standing: Vec<Standing>,
    /// SLOs that were defined after the moment: of them nothing is told.
    pub defined_later: usize,
}

/// More are not named.
const NAMED: usize = 3;

impl Budgets {
    /// Now.
    #[must_use]
    pub fn now(at: Instant, standing: Vec<Standing>) -> Self {
        Self { at, past: false, standing: sorted(standing), defined_later: 0 }
    }

    /// At a moment that is over.
    #[must_use]
    pub fn past(at: Instant, standing: Vec<Standing>, defined_later: usize) -> Self {
        Self { at, past: true, standing: sorted(standing), defined_later }
    }

    fn over(&self) -> usize {
        self.standing.iter().filter(|one| one.over).count()
    }

    /// How many are overspent, or none where there is no budget.
    #[must_use]
    pub fn over_in_words(&self) -> Option<String> {
        let all = self.standing.len();
        (all > 0).then(|| overspent(self.over(), all))
    }

    /// Of the moment, with its day.
    fn dated(&self, zone: &Zone) -> Option<String> {
        let day = Day::of(self.at, zone);
        match self.standing.len() {
            0 => None,
            all if self.past => {
                let were = were_overspent(self.over(), all);
                Some(format!("On {day}, by today’s targets, {were}."))
            }
            _ => Some(format!("On {day}: {}", lower(&self.over_in_words()?))),
        }
    }

    /// The first sentence of all: at the end of a span that is over, and today where that is
    /// another answer.
    #[must_use]
    pub fn headline(moments: &[Self], zone: &Zone) -> Option<String> {
        let today = |one: &Self| Some(format!("Today {}", lower(&one.over_in_words()?)));
        match moments {
            [then, now] if then.over_in_words() != now.over_in_words() => {
                let both = [then.dated(zone), today(now)];
                let both: Vec<_> = both.into_iter().flatten().collect();
                (!both.is_empty()).then(|| both.join(" "))
            }
            [then, _] => {
                let words = then.dated(zone)?;
                Some(format!("{}, and so it is today.", words.trim_end_matches('.')))
            }
            [now] => today(now),
            _ => None,
        }
    }

    #[must_use]
    pub fn in_words(&self, zone: &Zone) -> Vec<String> {
        let later = match self.defined_later {
            0 => None,
            1 => Some("1 SLO was defined after that, and is left out.".to_owned()),
            many => Some(format!("{many} SLOs were defined after that, and are left out.")),
        };
        let Some(over) = self.dated(zone) else {
            let day = Day::of(self.at, zone);
            return match later {
                None => vec!["No service has an SLO, so there is no error budget.".to_owned()],
                Some(later) => vec![format!("On {day} no SLO was defined yet. {later}")],
            };
        };
        let mut words = vec![over];
        let spent = |one: &Standing| {
            let exempt = if one.exempt { ", by exempt incidents alone" } else { "" };
            let step = one.step.as_ref().map(|rule| format!(", {}", lower(&rule.when.to_string())));
            format!("{} ({}{exempt}{})", one.slo, share(one.spent), step.unwrap_or_default())
        };
        let named = |all: &[&Standing]| {
            let mut names: Vec<_> = all.iter().take(NAMED).map(|one| spent(one)).collect();
            if all.len() > NAMED {
                names.push(format!("and {} more", all.len() - NAMED));
            }
            names.join(", ")
        };
        let (over, within): (Vec<_>, Vec<_>) = self.standing.iter().partition(|one| one.over);
        if !over.is_empty() {
            words.push(format!("Spent: {}.", named(&over)));
        }
        if let Some(nearest) = within.first().filter(|one| one.spent > 0) {
            let of = if over.is_empty() { "Nearest to it" } else { "Nearest of the others" };
            words.push(format!("{of}: {}.", spent(nearest)));
        }
        let steps: Vec<_> = within.into_iter().skip(1).filter(|one| one.step.is_some()).collect();
        if !steps.is_empty() {
            words.push(format!("Past a step of its policy, too: {}.", named(&steps)));
        }
        words.extend(later);
        words
    }
}

/// The most spent first.
fn sorted(mut standing: Vec<Standing>) -> Vec<Standing> {
    standing.sort_by(|one, other| other.spent.cmp(&one.spent).then(one.slo.cmp(&other.slo)));
    standing
}

#[expect(clippy::cast_precision_loss, reason = "a share to look at")]
fn share_of_one<S: serde::Serializer>(parts: &i128, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(*parts as f64 / 1e6)
}
