//! Where the error budgets stood at a moment.

use serde::Serialize;

use crate::budget::{overspent, share};
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
}

/// All that hold, in their windows at that moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Budgets {
    pub at: Instant,
    pub standing: Vec<Standing>,
}

/// More are not named.
const NAMED: usize = 3;

impl Budgets {
    /// The most spent first.
    #[must_use]
    pub fn new(at: Instant, mut standing: Vec<Standing>) -> Self {
        standing.sort_by(|one, other| other.spent.cmp(&one.spent).then(one.slo.cmp(&other.slo)));
        Self { at, standing }
    }

    /// How many are overspent, or none where there is no budget.
    #[must_use]
    pub fn over_in_words(&self) -> Option<String> {
        let over = self.standing.iter().filter(|one| one.over).count();
        (!self.standing.is_empty()).then(|| overspent(over, self.standing.len()))
    }

    #[must_use]
    pub fn in_words(&self, zone: &Zone) -> Vec<String> {
        let Some(over) = self.over_in_words() else {
            return vec!["No service has an SLO, so there is no error budget.".to_owned()];
        };
        let mut words = vec![format!("On {}: {}", Day::of(self.at, zone), lower(&over))];
        let spent = |one: &Standing| {
            let exempt = if one.exempt { ", by exempt incidents alone" } else { "" };
            format!("{} ({}{exempt})", one.slo, share(one.spent))
        };
        let (over, within): (Vec<_>, Vec<_>) = self.standing.iter().partition(|one| one.over);
        if !over.is_empty() {
            let mut names: Vec<_> = over.iter().take(NAMED).map(|one| spent(one)).collect();
            if over.len() > NAMED {
                names.push(format!("and {} more", over.len() - NAMED));
            }
            words.push(format!("Spent: {}.", names.join(", ")));
        }
        if let Some(nearest) = within.first().filter(|one| one.spent > 0) {
            let of = if over.is_empty() { "Nearest to it" } else { "Nearest of the others" };
            words.push(format!("{of}: {}.", spent(nearest)));
        }
        words
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share to look at")]
fn share_of_one<S: serde::Serializer>(parts: &i128, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(*parts as f64 / 1e6)
}
