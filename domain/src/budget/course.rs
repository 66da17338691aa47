//! What was affected when, out of impacts that may overlap.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::{Cost, Frame};
use crate::impact::Fraction;
use crate::instant::Instant;
use crate::number::IncidentNumber;

/// An impact on the service, as a budget sees it: from `from` on, until before `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub incident: IncidentNumber,
    pub from: Instant,
    /// None while it goes on.
    pub to: Option<Instant>,
    /// Where it is not known it counts as all of it, until somebody says how much it was.
    pub fraction: Option<Fraction>,
}

/// A time in which one and the same was affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub from: Instant,
    pub to: Instant,
    /// The highest fraction, in parts per million: f(t).
    pub highest: i64,
    /// All fractions together, all of it at most: min(1, Σ f).
    pub together: i64,
    /// Whose the highest is: of several the incident that began first, then the lowest number.
    pub charged: IncidentNumber,
}

/// Stretches in their order, with what they cost up to each.
#[derive(Debug, Clone, Default)]
pub struct Course {
    stretches: Vec<Stretch>,
    /// Before the stretch of the same place, and after all: by the highest, and together.
    before: Vec<(Cost, Cost)>,
}

const ALL: i64 = 1_000_000;

impl Piece {
    fn parts(&self) -> i64 {
        self.fraction.map_or(ALL, Fraction::millionths)
    }

    /// What goes on ends now, and nothing is counted that is still to come.
    pub(super) fn until(&self, now: Instant) -> Instant {
        self.to.map_or(now, |to| to.min(now))
    }
}

impl Course {
    /// Of all that happened before `now`. Nothing depends on the order of the pieces, nor on
    /// whether one impact is written as one or as several that follow each other.
    #[must_use]
    pub fn of(pieces: &[Piece], now: Instant) -> Self {
        let mut began: HashMap<IncidentNumber, Instant> = HashMap::new();
        // Only by what was: an impact of nothing, or one to come, decides no tie.
        let was = |piece: &&Piece| piece.parts() > 0 && piece.from < piece.until(now);
        for piece in pieces.iter().filter(was) {
            let first = began.entry(piece.incident).or_insert(piece.from);
            *first = piece.from.min(*first);
        }
        let mut edges: Vec<(Instant, bool, usize)> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            if was(&piece) {
                edges.extend([(piece.from, true, at), (piece.until(now), false, at)]);
            }
        }
        edges.sort_unstable();
        let mut course = Self::default();
        let mut going = BTreeSet::new();
        let mut sum: i128 = 0;
        let mut since = Instant::from_micros(0);
        for (at, begins, place) in edges {
            if let Some((Reverse(highest), _, charged, _)) = going.first().copied()
                && since < at
            {
                let together = i64::try_from(sum.min(i128::from(ALL))).unwrap_or(ALL);
                course.push(Stretch { from: since, to: at, highest, together, charged });
            }
            since = at;
            let Some(piece) = pieces.get(place) else { continue };
            let first = began.get(&piece.incident).copied().unwrap_or(piece.from);
            let key = (Reverse(piece.parts()), first, piece.incident, place);
            if begins {
                going.insert(key);
                sum += i128::from(piece.parts());
            } else {
                going.remove(&key);
                sum -= i128::from(piece.parts());
            }
        }
        course.close();
        course
    }

    fn push(&mut self, next: Stretch) {
        if let Some(last) = self.stretches.last_mut()
            && last.to == next.from
            && (last.highest, last.together, last.charged)
                == (next.highest, next.together, next.charged)
        {
            last.to = next.to;
        } else {
            self.stretches.push(next);
        }
    }

    fn close(&mut self) {
        let mut all = (Cost::NONE, Cost::NONE);
        self.before.push(all);
        for stretch in &self.stretches {
            let micros = stretch.to.since(stretch.from);
            all.0 = all.0 + Cost::of(micros, stretch.highest);
            all.1 = all.1 + Cost::of(micros, stretch.together);
            self.before.push(all);
        }
    }

    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// ∫ f within the frame.
    #[must_use]
    pub fn cost(&self, frame: Frame) -> Cost {
        self.both(frame).0
    }

    /// ∫ min(1, Σ f) within the frame: what it was if nobody was hit twice.
    #[must_use]
    pub fn upper(&self, frame: Frame) -> Cost {
        self.both(frame).1
    }

    fn both(&self, frame: Frame) -> (Cost, Cost) {
        if frame.to <= frame.from {
            return (Cost::NONE, Cost::NONE);
        }
        let ((from, from_upper), (to, to_upper)) = (self.until(frame.from), self.until(frame.to));
        (to - from, to_upper - from_upper)
    }

    /// All before `at`.
    fn until(&self, at: Instant) -> (Cost, Cost) {
        let place = self.stretches.partition_point(|stretch| stretch.to <= at);
        let (cost, upper) = self.before.get(place).copied().unwrap_or_default();
        match self.stretches.get(place).filter(|stretch| stretch.from < at) {
            None => (cost, upper),
            Some(stretch) => {
                let micros = at.since(stretch.from);
                let part = |parts| Cost::of(micros, parts);
                (cost + part(stretch.highest), upper + part(stretch.together))
            }
        }
    }

    /// What each incident is charged with inside the frame; their sum is [`Course::cost`].
    #[must_use]
    pub fn charged(&self, frame: Frame) -> HashMap<IncidentNumber, Cost> {
        let mut shares = HashMap::new();
        let first = self.stretches.partition_point(|stretch| stretch.to <= frame.from);
        let inside = self.stretches.iter().skip(first);
        for stretch in inside.take_while(|stretch| stretch.from < frame.to) {
            let micros = stretch.to.min(frame.to).since(stretch.from.max(frame.from));
            // A frame without length charges nobody.
            if micros > 0 {
                let share = shares.entry(stretch.charged).or_insert(Cost::NONE);
                *share = *share + Cost::of(micros, stretch.highest);
            }
        }
        shares
    }
}
