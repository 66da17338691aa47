//! What may come: no forecast, but what follows by itself, and what followed before.

use std::cmp::Reverse;

use super::{Budget, Cost, Course, Frame, Piece, Slo, Spending, State, share};
use crate::instant::Instant;
use crate::number::IncidentNumber;

/// What is spent from now on of a window that rolls, if nothing more happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// What is spent then; between two points it is on the straight line between them.
    pub points: Vec<(Instant, Cost)>,
    /// From when on it is within the budget; none where it is now.
    pub within_from: Option<Instant>,
}

/// How often what followed a point of a window would have been too much for what remains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// Nothing remains: any window would say the same.
    Over,
    /// Too few windows are on record.
    Few,
    /// It was counted, of a window that rolls: when what was counted leaves it is not known.
    Counted,
    Of {
        windows: usize,
        exceeded: usize,
    },
}

/// What one more incident would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// The last that ended.
    pub last: (IncidentNumber, Cost),
    pub median: Cost,
    /// So many are the median's.
    pub n: usize,
}

/// What one more that costs so much would do to what is left: "would spend 4m (27.8 % of the
/// budget), and leave 8m."
#[must_use]
pub fn would_spend(cost: Cost, spending: &Spending) -> String {
    let (was, left) = (spending.remaining(), spending.remaining() - cost);
    let spends =
        format!("would spend {cost} ({} of the budget)", share(cost.parts_of(spending.allowed)));
    let beyond = Cost::NONE - left;
    if was < Cost::NONE {
        format!("{spends}: it is over already, and would then be over by {beyond}.")
    } else if left < Cost::NONE {
        format!("{spends}: {beyond} more than is left.")
    } else {
        format!("{spends}, and leave {left}.")
    }
}

/// So many windows are looked back on.
pub const WINDOWS: usize = 12;
/// Below so many nothing is said.
const LEAST: usize = 6;

/// The exact curve by which a rolling window gets its budget back. None of a calendar window,
/// which gets all of it back when it ends.
#[must_use]
pub fn recovery(slo: &Slo, course: &Course, now: Instant) -> Option<Recovery> {
    let length = slo.window.rolling()?;
    let frame = slo.frame(now);
    let at = |at: Instant| course.cost(Frame { from: at.plus_micros(-length), to: now.min(at) });
    let inside = course.stretches().iter().filter(|stretch| stretch.to > frame.from);
    let mut times = vec![now];
    for stretch in inside {
        times.push(stretch.from.max(frame.from).plus_micros(length));
        times.push(stretch.to.plus_micros(length));
    }
    times.push(now.plus_micros(length));
    times.sort_unstable();
    times.dedup();
    let points: Vec<_> = times.into_iter().map(|time| (time, at(time))).collect();
    let allowed = slo.allowed(frame);
    let over = points.iter().rposition(|(_, spent)| *spent > allowed);
    let within_from = over.and_then(|place| {
        let ((from, above), (to, below)) = (*points.get(place)?, *points.get(place + 1)?);
        // It falls in a straight line: the first microsecond at which it is within.
        let (fall, width) = (above - below, i128::from(to.since(from)));
        let (need, fall) = ((above - allowed).0, fall.0);
        let micros = if fall == 0 { width } else { (need * width + fall - 1) / fall };
        Some(from.plus_micros(i64::try_from(micros).unwrap_or(i64::MAX)))
    });
    Some(Recovery { points, within_from })
}

/// In how many of the last twelve windows what followed this point would have exceeded what
/// remains. Of a rolling window: had each of them happened again from now on. What remains is
/// that of `spending`, the figure that is shown. Not told below six windows that lie after
/// `since`, from when on impacts are on record.
#[must_use]
pub fn replay(
    slo: &Slo,
    pieces: &[Piece],
    course: &Course,
    spending: &Spending,
    since: Instant,
    now: Instant,
) -> Replay {
    let (frame, remaining) = (slo.frame(now), spending.remaining());
    if spending.state() == State::Over {
        return Replay::Over;
    }
    if spending.counted_until.is_some() && slo.window.rolling().is_some() {
        return Replay::Counted;
    }
    let before = slo.window.before(now, &slo.zone, WINDOWS);
    let known: Vec<Frame> = before.into_iter().filter(|one| one.from >= since).collect();
    if known.len() < LEAST {
        return Replay::Few;
    }
    let exceeded = match slo.window.rolling() {
        Some(length) => {
            let again = |one: &&Frame| is_over_again(slo, pieces, **one, (length, now));
            known.iter().filter(again).count()
        }
        None => {
            let left = frame.to.since(now);
            let rest = |one: &Frame| {
                let from = one.to.plus_micros(-left).max(one.from);
                course.cost(Frame { from, to: one.to })
            };
            known.iter().filter(|one| rest(one) > remaining).count()
        }
    };
    Replay::Of { windows: known.len(), exceeded }
}

/// Whether the window that rolls is over its budget at some time after now, if `past` happens
/// again.
fn is_over_again(slo: &Slo, pieces: &[Piece], past: Frame, (length, now): (i64, Instant)) -> bool {
    let ended =
        |piece: &Piece| Piece { to: Some(piece.to.map_or(now, |to| to.min(now))), ..*piece };
    let shift = now.since(past.from);
    let again = |piece: &Piece| {
        let from = piece.from.max(past.from);
        let to = piece.to.map_or(past.to, |to| to.min(past.to));
        let (from_again, to_again) = (from.plus_micros(shift), to.plus_micros(shift));
        (from < to).then_some(Piece { from: from_again, to: Some(to_again), ..*piece })
    };
    let counts = |piece: &Piece| piece.to.is_none_or(|to| to.since(now) > -length);
    let present = pieces.iter().map(ended).filter(counts);
    let all: Vec<Piece> = present.chain(pieces.iter().filter_map(again)).collect();
    let course = Course::of(&all, now.plus_micros(length));
    let allowed = Cost::of(length, slo.target.may_fail());
    // What is spent rises and falls in straight lines: it is highest where one of them begins.
    let mut times: Vec<Instant> = course
        .stretches()
        .iter()
        .flat_map(|one| {
            [one.from, one.to, one.from.plus_micros(length), one.to.plus_micros(length)]
        })
        .filter(|time| *time >= now && time.since(now) <= length)
        .collect();
    times.push(now);
    let spent = |to: Instant| course.cost(Frame { from: to.plus_micros(-length), to });
    times.into_iter().any(|time| spent(time) > allowed)
}

/// One more like the last that ended, and like the median one, of the incidents that began
/// since [`Slo::reaches_back`] over twelve windows and affected anybody. None where none ended.
#[must_use]
pub fn again(slo: &Slo, pieces: &[Piece], budget: &Budget) -> Option<Again> {
    let since = slo.reaches_back(budget.now, WINDOWS);
    let mut by_incident = pieces.to_vec();
    by_incident.sort_by_key(|piece| piece.incident);
    let mut ended: Vec<(Instant, IncidentNumber, Cost)> = Vec::new();
    for own in by_incident.chunk_by(|one, other| one.incident == other.incident) {
        let to: Option<Vec<Instant>> = own.iter().map(|piece| piece.to).collect();
        let first = own.iter().min_by_key(|piece| piece.from);
        let (Some(first), Some(to)) = (first, to.and_then(|ends| ends.into_iter().max())) else {
            continue;
        };
        let (from, incident) = (first.from, first.incident);
        let cost = Course::of(own, budget.now).cost(Frame { from, to });
        // What affected nobody is none.
        if from >= since && to <= budget.now && cost > Cost::NONE {
            ended.push((to, incident, cost));
        }
    }
    let (_, number, cost) = *ended.iter().max_by_key(|(to, number, _)| (*to, *number))?;
    let mut costs: Vec<Cost> = ended.iter().map(|(.., cost)| *cost).collect();
    costs.sort_unstable_by_key(|cost| Reverse(*cost));
    let middle = |at: usize| costs.get(at).copied().unwrap_or_default();
    let n = costs.len();
    let median = Cost((middle((n - 1) / 2).0 + middle(n / 2).0) / 2);
    Some(Again { last: (number, cost), median, n })
}
