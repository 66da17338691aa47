//! How long incidents take, in the worlds that the rules are tried in.

use nofault_domain::duration::Duration;
use nofault_domain::statistics::Measured;

use crate::draw::Draw;

/// A distribution of the natural logarithm of lengths.
#[derive(Clone, Copy)]
pub enum Law {
    /// Log-normal of this standard deviation of logarithms.
    Normal(f64),
    /// Weibull of shape 0.7: more short ones than a log-normal.
    Weibull,
    /// Logarithms of Student’s t with 3 degrees of freedom: wild ones on both sides.
    LogT3,
    /// Two kinds of incidents, one fourteen times as long.
    Bimodal,
    /// Times to repair of the UK Ministry of Justice’s Cloud Platform, drawn again.
    Real,
}

/// The minutes to repair that 36 incidents printed (`tests/moj.rs`).
const REAL: [f64; 36] = [
    16.0, 36.0, 249.0, 30.0, 308.0, 38.0, 37.0, 45.0, 182.0, 38.0, 15.0, 128.0, 273.0, 31.0, 7.0,
    316.0, 303.0, 77.0, 122.0, 8.0, 387.0, 27.0, 40414.0, 88.0, 30.0, 55.0, 267.0, 110.0, 1994.0,
    252.0, 2136.0, 201.0, 188.0, 11.0, 1787.0, 97.0,
];

/// The logarithm of an hour in microseconds, about which all lie.
const HOUR: f64 = 22.004_199_4;
/// Euler’s constant.
const EULER: f64 = 0.577_215_664_901_532_9;
/// Of the two modes: where they lie, how wide they are, and the share of the longer.
const MODES: (f64, f64, f64) = (2.639, 0.6, 0.35);

impl Law {
    pub const STRESS: [Self; 4] = [Self::Weibull, Self::LogT3, Self::Bimodal, Self::Real];

    pub fn name(self) -> String {
        match self {
            Self::Normal(sd) => format!("log-normal, sd {sd}"),
            Self::Weibull => "Weibull 0.7".to_owned(),
            Self::LogT3 => "log-t₃".to_owned(),
            Self::Bimodal => "bimodal".to_owned(),
            Self::Real => "real, resampled".to_owned(),
        }
    }

    /// One logarithm.
    pub fn log(self, draw: &mut Draw) -> f64 {
        match self {
            Self::Normal(sd) => sd * draw.normal(),
            Self::Weibull => (-draw.uniform().ln()).ln() / 0.7,
            Self::LogT3 => draw.normal() / (2.0 * draw.gamma(1.5) / 3.0).sqrt(),
            Self::Bimodal => {
                let longer = draw.uniform() < MODES.2;
                MODES.1 * draw.normal() + if longer { MODES.0 } else { 0.0 }
            }
            Self::Real => REAL[draw.below(REAL.len())].ln(),
        }
    }

    /// The mean of the logarithm.
    pub fn mean(self) -> f64 {
        match self {
            Self::Normal(_) | Self::LogT3 => 0.0,
            Self::Weibull => -EULER / 0.7,
            Self::Bimodal => MODES.0 * MODES.2,
            Self::Real => REAL.iter().map(|minutes| minutes.ln()).sum::<f64>() / 36.0,
        }
    }

    /// What a share of logarithms lies below.
    pub fn quantile(self, share: f64) -> f64 {
        use nofault_domain::statistics::special::{normal_quantile, student_quantile};
        match self {
            Self::Normal(sd) => sd * normal_quantile(share),
            Self::Weibull => (-(1.0 - share).ln()).ln() / 0.7,
            Self::LogT3 => student_quantile(share, 3.0),
            Self::Bimodal => bimodal_quantile(share),
            Self::Real => {
                let mut sorted = REAL;
                sorted.sort_unstable_by(f64::total_cmp);
                let rank = 36.0 * share;
                let at = |rank: f64| sorted[(rank as usize).clamp(1, 36) - 1];
                ((at(rank.ceil()) + at((rank + 1.0).floor())) / 2.0).ln()
            }
        }
    }
}

fn bimodal_quantile(share: f64) -> f64 {
    use nofault_domain::statistics::special::normal_upper;
    let (mut low, mut high) = (-10.0, 15.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        let below = 1.0
            - (1.0 - MODES.2) * normal_upper(middle / MODES.1)
            - MODES.2 * normal_upper((middle - MODES.0) / MODES.1);
        if below < share { low = middle } else { high = middle }
    }
    low
}

/// A length of this logarithm of hours.
pub fn length(log: f64) -> Duration {
    Duration::from_micros((log + HOUR).exp().round() as i64)
}

pub fn ended(log: f64) -> Measured {
    Measured { length: length(log), ended: true, precision: Duration::ZERO }
}

/// Ages at which incidents are seen, spread as lengths are: so far later by logarithms that a
/// certain share of them is open then.
#[derive(Clone, Copy)]
pub struct Ages {
    law: Law,
    /// None: all have ended.
    shift: Option<f64>,
}

impl Ages {
    /// How far, from a great many.
    pub fn of(law: Law, open: f64) -> Self {
        let mut draw = Draw::new(7);
        let mut apart: Vec<f64> =
            (0..100_001).map(|_| law.log(&mut draw) - law.log(&mut draw)).collect();
        apart.sort_unstable_by(f64::total_cmp);
        let shift = apart[((1.0 - open) * 100_000.0) as usize];
        Self { law, shift: (open > 0.0).then_some(shift) }
    }

    /// One incident, so much longer by logarithms.
    pub fn seen(self, longer: f64, draw: &mut Draw) -> Measured {
        let log = self.law.log(draw);
        let age = self.shift.map_or(f64::INFINITY, |shift| self.law.log(draw) + shift);
        Measured { ended: log <= age, ..ended(log.min(age) + longer) }
    }
}
