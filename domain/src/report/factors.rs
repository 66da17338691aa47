//! What contributed to incidents, over time: in how many a category stood, and which factors
//! came back.

mod print;
#[cfg(test)]
mod tests;
mod triggers;

pub use triggers::TriggerFact;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeBounds as _;
use std::sync::Arc;

use serde::Serialize;

use crate::factor::Category;
use crate::instant::Instant;
use crate::number::{FactorNumber, IncidentNumber};
use crate::period::{By, Period};
use crate::report::filled::Filled;
use crate::report::periods::PeriodsAsked;
use crate::report::slots::Slots;
use crate::statistics::count::garwood;
use crate::word::Word;
use crate::zone::Zone;

/// A factor that stood in an incident.
#[derive(Debug, Clone)]
pub struct FactorFact {
    pub factor: FactorNumber,
    pub title: Arc<str>,
    pub category: Category,
    pub incident: IncidentNumber,
    /// By which the incident is counted.
    pub at: Instant,
}

/// In how many incidents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Count {
    pub incidents: usize,
    /// Of 95 %, by Garwood: how many there are on average in a period like this, if incidents
    /// come independently of each other.
    pub interval: [f64; 2],
}

/// The incidents of a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodCounts {
    pub period: Period,
    pub incidents: usize,
    /// Of these, those of which somebody named a factor.
    pub with_factors: usize,
    /// By category; an incident counts once in each of its own. In the vocabulary’s order.
    pub categories: Vec<CategoryCount>,
    /// Those of which somebody said what set them off.
    pub with_trigger: usize,
    /// As `categories`, of what set them off.
    pub triggers: Vec<CategoryCount>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CategoryCount {
    pub category: Category,
    #[serde(flatten)]
    pub count: Count,
}

/// A factor that stood in several incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repeated {
    pub factor: FactorNumber,
    pub title: String,
    pub category: Category,
    pub incidents: Vec<IncidentNumber>,
    pub last: Instant,
}

/// The whole report.
#[derive(Debug, Clone, Serialize)]
pub struct FactorsReport {
    pub by: By,
    pub zone: Zone,
    pub with_private: bool,
    pub incidents: usize,
    pub with_factors: usize,
    pub total: Vec<CategoryCount>,
    pub with_trigger: usize,
    pub total_triggers: Vec<CategoryCount>,
    /// The latest first; from the first to the last none is left out.
    pub periods: Vec<PeriodCounts>,
    /// Of these the one that is not over.
    pub so_far: Option<Period>,
    /// The most frequent first.
    pub repeated: Vec<Repeated>,
}

/// The report over what may hold more than is asked for. `incidents`: when each that counts was,
/// whether somebody named factors of it or not.
#[must_use]
pub fn build(
    asked: &PeriodsAsked,
    zone: &Zone,
    now: Instant,
    incidents: &[Instant],
    facts: &[FactorFact],
    triggers: &[TriggerFact],
) -> FactorsReport {
    let covered = asked.covered(zone);
    let mut sums: Slots<'_, Sum> = Slots::new(asked.by, zone);
    let mut total = Sum::default();
    for at in incidents.iter().filter(|at| covered.contains(*at)) {
        for sum in [sums.at(*at), &mut total] {
            sum.incidents += 1;
        }
    }
    let mut factors: BTreeMap<FactorNumber, Repeated> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| covered.contains(&fact.at)) {
        for sum in [sums.at(fact.at), &mut total] {
            sum.categories.entry(fact.category).or_default().insert(fact.incident);
        }
        let one = factors.entry(fact.factor).or_insert_with(|| Repeated {
            factor: fact.factor,
            title: fact.title.as_ref().to_owned(),
            category: fact.category,
            incidents: Vec::new(),
            last: fact.at,
        });
        one.last = one.last.max(fact.at);
        if !one.incidents.contains(&fact.incident) {
            one.incidents.push(fact.incident);
        }
    }
    for fact in triggers.iter().filter(|fact| covered.contains(&fact.at)) {
        for sum in [sums.at(fact.at), &mut total] {
            sum.triggers.entry(fact.category).or_default().insert(fact.incident);
        }
    }
    let so_far = sums.fill(&Filled::of(asked, zone, now));
    let mut repeated: Vec<_> =
        factors.into_values().filter(|one| one.incidents.len() > 1).collect();
    let order = |one: &Repeated| (one.incidents.len(), one.last, one.factor);
    repeated.sort_by_key(|one| std::cmp::Reverse(order(one)));
    let period = |(period, sum): (Period, Sum)| PeriodCounts {
        period,
        incidents: sum.incidents,
        with_factors: named(&sum.categories),
        categories: counts(&sum.categories),
        with_trigger: named(&sum.triggers),
        triggers: counts(&sum.triggers),
    };
    let mut periods: Vec<_> = sums.into_all().map(period).collect();
    periods.reverse();
    FactorsReport {
        by: asked.by,
        zone: zone.clone(),
        with_private: asked.private,
        incidents: total.incidents,
        with_factors: named(&total.categories),
        total: counts(&total.categories),
        with_trigger: named(&total.triggers),
        total_triggers: counts(&total.triggers),
        periods,
        so_far,
        repeated,
    }
}

#[derive(Default)]
struct Sum {
    incidents: usize,
    categories: ByCategory,
    triggers: ByCategory,
}

type ByCategory = BTreeMap<Category, BTreeSet<IncidentNumber>>;

/// In how many one stands at all.
fn named(of: &ByCategory) -> usize {
    of.values().flatten().collect::<HashSet<_>>().len()
}

fn counts(of: &ByCategory) -> Vec<CategoryCount> {
    let count = |category: &Category| {
        let incidents = of.get(category).map_or(0, BTreeSet::len);
        let count = Count { incidents, interval: interval(incidents) };
        CategoryCount { category: *category, count }
    };
    Category::ALL.iter().map(count).collect()
}

/// By Garwood, of 95 %.
fn interval(incidents: usize) -> [f64; 2] {
    // More incidents than 2³² are not named one by one.
    garwood(f64::from(u32::try_from(incidents).unwrap_or(u32::MAX)), 0.025)
}
