//! How long impacts lasted: of each incident once, however many of its impacts were going on.

use serde::Serialize;

use crate::budget::{Cost, Course, Frame, Piece};
use crate::duration::Duration;
use crate::impact::Fraction;
use crate::instant::Instant;
use crate::number::IncidentNumber;

use super::CountFact;

/// The impacts inside of a period, of whichever incident, whenever that began.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ImpactMinutes {
    /// The time in which any impact of an incident was going on, over all incidents.
    #[serde(rename = "seconds")]
    pub affected: Duration,
    /// Each instant weighted by the highest fraction that was affected, without impacts whose
    /// fraction nobody said.
    pub at_least: Cost,
    /// The same, with these as all of it.
    pub at_most: Cost,
    /// How many incidents had an impact in the period.
    pub incidents: usize,
    /// How many impacts have a fraction that nobody said.
    pub unknown: usize,
    /// These go on, and are counted until the state of the data. By number.
    pub open: Vec<IncidentNumber>,
    /// These are over, but nobody said when an impact ended: counted until the state of the data.
    pub no_end: Vec<IncidentNumber>,
}

/// In the order of `frames`, which follow each other without an overlap.
pub(super) fn minutes(facts: &[CountFact], frames: &[Frame], now: Instant) -> Vec<ImpactMinutes> {
    let mut all = vec![ImpactMinutes::default(); frames.len()];
    for fact in facts {
        // What affected nobody is no impact.
        let touches = |piece: &&Piece| piece.fraction.is_none_or(|some| some.millionths() > 0);
        let pieces: Vec<Piece> = fact.impacts.iter().filter(touches).copied().collect();
        let Some(from) = pieces.iter().map(|piece| piece.from).min() else { continue };
        let Some(to) = pieces.iter().map(|piece| ends(piece, now)).max() else { continue };
        let first = frames.partition_point(|frame| frame.to <= from);
        let inside = frames.iter().zip(&mut all).skip(first);
        let course = Courses::of(&pieces, now);
        for (frame, sum) in inside.take_while(|(frame, _)| frame.from < to) {
            sum.add(fact, &pieces, &course, *frame, now);
        }
    }
    for sum in &mut all {
        sum.open.sort_unstable();
        sum.no_end.sort_unstable();
    }
    all
}

fn ends(piece: &Piece, now: Instant) -> Instant {
    piece.to.map_or(now, |to| to.min(now))
}

impl ImpactMinutes {
    fn add(
        &mut self,
        fact: &CountFact,
        pieces: &[Piece],
        course: &Courses,
        frame: Frame,
        now: Instant,
    ) {
        let affected = course.affected.cost(frame).as_failure_of_all();
        if affected <= Duration::ZERO {
            return;
        }
        let sum = self.affected.micros().saturating_add(affected.micros());
        self.affected = Duration::from_micros(sum);
        self.at_least = self.at_least + course.at_least.cost(frame);
        self.at_most = self.at_most + course.at_most.cost(frame);
        self.incidents += 1;
        let inside: Vec<&Piece> = pieces
            .iter()
            .filter(|piece| piece.from < frame.to && ends(piece, now) > frame.from)
            .collect();
        self.unknown += inside.iter().filter(|piece| piece.fraction.is_none()).count();
        if inside.iter().any(|piece| piece.to.is_none()) {
            if fact.open { &mut self.open } else { &mut self.no_end }.push(fact.incident);
        }
    }
}

/// One incident’s impacts, seen three ways.
struct Courses {
    affected: Impact,
    at_least: Impact,
    at_most: Impact,
}

/// Most incidents have one impact, whose cost needs no course.
enum Impact {
    None,
    One { from: Instant, to: Instant, parts: i64 },
    Many(Course),
}

impl Courses {
    fn of(pieces: &[Piece], now: Instant) -> Self {
        let whole: Vec<Piece> =
            pieces.iter().map(|piece| Piece { fraction: None, ..*piece }).collect();
        let known: Vec<Piece> =
            pieces.iter().filter(|piece| piece.fraction.is_some()).copied().collect();
        Self {
            affected: Impact::of(&whole, now),
            at_least: Impact::of(&known, now),
            at_most: Impact::of(pieces, now),
        }
    }
}

impl Impact {
    fn of(pieces: &[Piece], now: Instant) -> Self {
        match pieces {
            [] => Self::None,
            [one] => Self::One {
                from: one.from,
                to: ends(one, now),
                parts: one.fraction.unwrap_or(Fraction::ALL).millionths(),
            },
            many => Self::Many(Course::of(many, now)),
        }
    }

    fn cost(&self, frame: Frame) -> Cost {
        match self {
            Self::None => Cost::NONE,
            Self::One { from, to, parts } => {
                let micros = frame.to.min(*to).since(frame.from.max(*from));
                Cost::of(micros.max(0), *parts)
            }
            Self::Many(course) => course.cost(frame),
        }
    }
}
