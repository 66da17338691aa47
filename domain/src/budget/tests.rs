//! The formulas against brute force, and what must hold of any impacts.

mod ahead;
mod counted;
mod facts;
mod properties;

use super::{Piece, Slo, Target, Window};
use crate::impact::Fraction;
use crate::instant::Instant;
use crate::number::IncidentNumber;
use crate::zone::Zone;

pub(super) fn at(minute: i64) -> Instant {
    Instant::from_seconds(minute * 60)
}

/// Of an incident, in minutes, and in parts per million.
pub(super) fn piece(incident: i64, from: i64, to: impl Into<Option<i64>>, parts: i64) -> Piece {
    Piece {
        incident: IncidentNumber(incident),
        from: at(from),
        to: to.into().map(at),
        fraction: Fraction::from_millionths(parts),
    }
}

pub(super) fn slo(target: i64, window: Window) -> Slo {
    Slo { target: Target::from_parts(target).unwrap(), window, zone: Zone::utc() }
}
