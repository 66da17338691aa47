//! The difference of mean logarithms where some are still open.

mod fit;

use super::{MOST_OPEN, Sides};
use crate::statistics::missing::{Missing, Told};
use crate::statistics::sample::Sample;
use crate::statistics::special::real;
use fit::{Fit, fit};

/// Each side by itself, all strata together: the variance of its mean is that of maximum
/// likelihood, times r / (r − 1) where r have ended, so that without open ones it is Welch’s; r − 1
/// are its degrees of freedom.
pub(super) fn sides(whole: &[Sample; 2]) -> Told<Sides> {
    if let Some(side) = whole.iter().find(|side| side.open_share() > MOST_OPEN) {
        return Err(Missing::Open { open: side.open() });
    }
    let ended = [whole[0].n() - whole[0].open(), whole[1].n() - whole[1].open()];
    if ended.iter().any(|r| *r < 2) {
        return Err(Missing::TooFew { least: 2 });
    }
    let [before, after] = [of(&whole[0])?, of(&whole[1])?];
    let each = ended.map(|r| real(r) - 1.0);
    let variance = |fit: Fit, f: f64| fit.sd * fit.sd * (f + 1.0) / f;
    let share = |fit: Fit| fit.variance / (fit.sd * fit.sd);
    Ok(Sides {
        d: after.mean - before.mean,
        s2: [variance(before, each[0]), variance(after, each[1])],
        each,
        v: [share(before), share(after)],
        ended,
    })
}

fn of(side: &Sample) -> Told<Fit> {
    let open: Vec<f64> = side.all().iter().filter(|one| !one.ended).map(|one| one.log()).collect();
    fit(&side.ended_logs(), &open).ok_or(Missing::AllEqual)
}
