//! How reviews go: which are due, which are late, how long they take to be published.

mod print;
#[cfg(test)]
mod tests;

use std::ops::RangeBounds as _;

use serde::Serialize;

use super::figure::Figure;
use super::filled::Filled;
use super::half::Times;
use super::periods::PeriodsAsked;
use super::slots::Slots;
use crate::duration::Duration;
use crate::instant::Instant;
use crate::number::IncidentNumber;
use crate::period::{By, Day, Period};
use crate::zone::Zone;

/// An incident that ended and of which a review is asked for, or was begun.
#[derive(Debug, Clone)]
pub struct ReviewFact {
    pub incident: IncidentNumber,
    /// By which the incident is counted.
    pub at: Instant,
    pub resolved: Option<Instant>,
    pub due: Option<Day>,
    pub begun: bool,
    /// The first time.
    pub published: Option<Instant>,
}

/// Where a review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    InTime,
    Late,
    Overdue,
    /// Not published, and not yet due, or due on no day.
    Waiting,
}

/// What “overdue” counts in this report.
pub const OVERDUE: &str = "Overdue is what is not published today though it was due before today, \
    of the incidents that are counted here alone.";

/// What it counts in the digest of a week.
pub const OVERDUE_NOW: &str = "Whenever the incident was; where nobody began one, of incidents of \
    the last 90 days.";

/// The figures of some reviews.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    pub asked: usize,
    pub begun: usize,
    pub published: usize,
    /// Of the published ones, those published after the day on which they were due.
    pub late: usize,
    /// Not published, though they were due before today.
    pub overdue: usize,
    pub waiting: usize,
    /// From the resolution to the first publication; what is not published yet counts for as
    /// long as it has taken so far.
    #[serde(rename = "publish_median_seconds")]
    pub publish_median: Option<Figure>,
    /// Its interval at 95 %, where they are enough.
    #[serde(rename = "publish_median_low_seconds")]
    pub publish_low: Option<Duration>,
    #[serde(rename = "publish_median_high_seconds")]
    pub publish_high: Option<Duration>,
    /// Of how many published ones it is known.
    pub timed: usize,
    /// Of those not published yet.
    pub timed_so_far: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodFigures {
    pub period: Period,
    #[serde(flatten)]
    pub figures: Figures,
}

/// A review that is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overdue {
    pub incident: IncidentNumber,
    /// Of the first ones: of thousands nobody reads them all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub due: Day,
    pub begun: bool,
}

/// The whole report.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewsReport {
    pub by: By,
    pub zone: Zone,
    pub today: Day,
    pub with_private: bool,
    pub total: Figures,
    /// The latest first; from the first to the last none is left out.
    pub periods: Vec<PeriodFigures>,
    /// Of these the one that is not over.
    pub so_far: Option<Period>,
    /// The longest first.
    pub overdue: Vec<Overdue>,
}

impl ReviewFact {
    /// On a day of the zone’s calendar.
    #[must_use]
    pub fn standing(&self, today: Day, zone: &Zone) -> Standing {
        match (self.published, self.due) {
            (Some(at), Some(due)) if Day::of(at, zone) > due => Standing::Late,
            (Some(_), _) => Standing::InTime,
            (None, Some(due)) if due < today => Standing::Overdue,
            (None, _) => Standing::Waiting,
        }
    }
}

/// The report over what may hold more than is asked for, on the day of `now`.
#[must_use]
pub fn build(
    asked: &PeriodsAsked,
    zone: &Zone,
    now: Instant,
    facts: &[ReviewFact],
) -> ReviewsReport {
    let today = Day::of(now, zone);
    let mut total = Sum::default();
    let covered = asked.covered(zone);
    let mut periods: Slots<'_, Sum> = Slots::new(asked.by, zone);
    let mut overdue = Vec::new();
    for fact in facts.iter().filter(|fact| covered.contains(&fact.at)) {
        let standing = fact.standing(today, zone);
        total.add(fact, standing, now);
        periods.at(fact.at).add(fact, standing, now);
        if let (Standing::Overdue, Some(due)) = (standing, fact.due) {
            let (incident, begun) = (fact.incident, fact.begun);
            overdue.push(Overdue { incident, title: None, due, begun });
        }
    }
    let so_far = periods.fill(&Filled::of(asked, zone, now));
    overdue.sort_by_key(|one| (one.due, one.incident));
    let period = |(period, sum): (Period, Sum)| PeriodFigures { period, figures: sum.figures() };
    let mut periods: Vec<_> = periods.into_all().map(period).collect();
    periods.reverse();
    ReviewsReport {
        by: asked.by,
        zone: zone.clone(),
        today,
        with_private: asked.private,
        total: total.figures(),
        periods,
        so_far,
        overdue,
    }
}

#[derive(Default)]
struct Sum {
    figures: Figures,
    times: Times,
}

impl Sum {
    fn add(&mut self, fact: &ReviewFact, standing: Standing, now: Instant) {
        let figures = &mut self.figures;
        figures.asked += 1;
        figures.begun += usize::from(fact.begun);
        figures.published += usize::from(fact.published.is_some());
        match standing {
            Standing::InTime => {}
            Standing::Late => figures.late += 1,
            Standing::Overdue => figures.overdue += 1,
            Standing::Waiting => figures.waiting += 1,
        }
        // Published before it was resolved: moments out of order say nothing of a length.
        let to = fact.published.unwrap_or(now);
        if let Some(from) = fact.resolved.filter(|from| *from <= to) {
            self.times.add(Duration::between(from, to), fact.published.is_some());
        }
    }

    fn figures(mut self) -> Figures {
        let half = self.times.half();
        self.figures.publish_median = half.median;
        (self.figures.publish_low, self.figures.publish_high) = (half.low, half.high);
        (self.figures.timed, self.figures.timed_so_far) = (half.ended, half.open);
        self.figures
    }
}
