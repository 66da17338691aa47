//! Factors that stood in incidents before.

use serde::Serialize;

use crate::factor::ordinal;
use crate::number::FactorNumber;

/// A factor of a span's incidents that stands in more than one incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CameBack {
    pub factor: FactorNumber,
    pub title: String,
    /// In how many incidents of the span.
    pub incidents: i64,
    /// In how many before it.
    pub earlier: i64,
}

/// Those that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Back {
    /// In how many incidents of the span somebody named a factor.
    pub with_factors: i64,
    /// The most frequent first.
    pub factors: Vec<CameBack>,
}

/// More are not named.
const NAMED: usize = 2;

impl CameBack {
    /// In how many incidents so far.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.incidents.saturating_add(self.earlier)
    }
}

impl Back {
    /// Of what stands in the span’s incidents.
    #[must_use]
    pub fn new(with_factors: i64, factors: impl IntoIterator<Item = CameBack>) -> Self {
        let mut factors: Vec<_> = factors.into_iter().filter(|one| one.all() > 1).collect();
        factors.sort_by_key(|one| (std::cmp::Reverse(one.all()), one.factor));
        Self { with_factors, factors }
    }

    #[must_use]
    pub fn in_words(&self) -> String {
        let named = |one: &CameBack| format!("“{}” for the {} time", one.title, ordinal(one.all()));
        let mut names: Vec<_> = self.factors.iter().take(NAMED).map(named).collect();
        if self.factors.len() > NAMED {
            names.push(format!("and {} more", self.factors.len() - NAMED));
        }
        let many = self.many_in_words();
        if names.is_empty() {
            many
        } else {
            format!("{}: {}.", many.trim_end_matches('.'), names.join(", "))
        }
    }

    /// How many, without their titles.
    #[must_use]
    pub fn many_in_words(&self) -> String {
        match (self.factors.len(), self.with_factors) {
            (0, 0) => "Nobody named a contributing factor of these incidents.".to_owned(),
            (0, _) => "No contributing factor came back: none of those named had stood in an \
                       incident before."
                .to_owned(),
            (1, _) => "1 contributing factor came back.".to_owned(),
            (many, _) => format!("{many} contributing factors came back."),
        }
    }
}
