//! What was spent of a budget, and by which incidents.

use std::collections::HashMap;

use super::{Cost, Course, Frame, Piece, Slo, Weight, weigh};
use crate::instant::Instant;
use crate::number::IncidentNumber;
use crate::word::capital;

crate::words!(
    /// Where a budget stands.
    State, "state of a budget" {
        Within = "within", "Within budget";
        Over = "over", "Over budget";
    }
);

/// How many of so many budgets are overspent.
#[must_use]
pub fn overspent(over: usize, of: usize) -> String {
    capital(&format!("{}.", told(over, of, ["is", "are"])))
}

/// The same of a moment that is over, within a sentence.
#[must_use]
pub fn were_overspent(over: usize, of: usize) -> String {
    told(over, of, ["was", "were"])
}

/// One of them, and several.
fn told(over: usize, of: usize, [one, many]: [&str; 2]) -> String {
    match (over, of) {
        (0, 1) => format!("the error budget {one} not overspent"),
        (_, 1) => format!("the error budget {one} overspent"),
        (0, of) => format!("none of the {of} error budgets {one} overspent"),
        (1, of) => format!("1 of {of} error budgets {one} overspent"),
        (over, of) => format!("{over} of {of} error budgets {many} overspent"),
    }
}

/// A budget in the window in which `now` is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    pub now: Instant,
    pub frame: Frame,
    /// (1 − target) × the whole window.
    pub allowed: Cost,
    /// ∫ f: at each instant the highest fraction affected.
    pub spent: Cost,
    /// ∫ min(1, Σ f): where different users were hit at once, up to this.
    pub upper: Cost,
    /// As `spent`, without impacts of which nobody said how much they affected: these count
    /// as all of it.
    pub known: Cost,
    /// The largest first.
    pub shares: Vec<Share>,
}

/// What one incident spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub incident: IncidentNumber,
    /// Charged with: all of these together are what was spent.
    pub charged: Cost,
    /// What it costs by itself, whatever happened besides.
    pub alone: Weight,
}

impl State {
    #[must_use]
    pub fn of(spent: Cost, allowed: Cost) -> Self {
        if spent > allowed { Self::Over } else { Self::Within }
    }
}

impl Budget {
    /// As [`Slo::budget`], where the course of the pieces is known.
    #[must_use]
    pub fn of(slo: &Slo, pieces: &[Piece], course: &Course, now: Instant) -> Self {
        let frame = slo.frame(now);
        let charged = course.charged(frame);
        let known: Vec<Piece> =
            pieces.iter().copied().filter(|piece| piece.fraction.is_some()).collect();
        let known = if known.len() == pieces.len() {
            course.cost(frame)
        } else {
            Course::of(&known, now).cost(frame)
        };
        let mut own: HashMap<IncidentNumber, Vec<Piece>> = HashMap::new();
        for piece in pieces.iter().filter(|piece| piece.touches(frame, now)) {
            own.entry(piece.incident).or_default();
        }
        for piece in pieces {
            own.entry(piece.incident).and_modify(|own| own.push(*piece));
        }
        let share = |(incident, own): (IncidentNumber, Vec<Piece>)| {
            let alone = weigh(slo, &own, now)?;
            let charged = charged.get(&incident).copied().unwrap_or_default();
            Some(Share { incident, charged, alone })
        };
        let mut shares: Vec<Share> = own.into_iter().filter_map(share).collect();
        let order = |one: &Share| (std::cmp::Reverse((one.charged, one.alone.cost)), one.incident);
        shares.sort_by_key(order);
        Self {
            now,
            frame,
            allowed: slo.allowed(frame),
            spent: course.cost(frame),
            upper: course.upper(frame),
            known,
            shares,
        }
    }

    /// Below nothing where more was spent than there was.
    #[must_use]
    pub fn remaining(&self) -> Cost {
        self.allowed - self.spent
    }

    #[must_use]
    pub fn state(&self) -> State {
        State::of(self.spent, self.allowed)
    }

    /// Of the budget, in parts per million.
    #[must_use]
    pub fn spent_parts(&self) -> i128 {
        self.spent.parts_of(self.allowed)
    }

    /// Of the window, the share that is over.
    #[must_use]
    pub fn elapsed_parts(&self) -> i128 {
        Cost::of(self.now.min(self.frame.to).since(self.frame.from), 1)
            .parts_of(Cost::of(self.frame.micros(), 1))
    }
}

impl Piece {
    fn touches(&self, frame: Frame, now: Instant) -> bool {
        let to = self.to.map_or(now, |to| to.min(now));
        self.from < frame.to && to > frame.from && self.from < to
    }
}
