//! Counts in sentences.

use std::fmt;

use super::{Clustering, Count, CountVerdict};
use crate::statistics::change::{per_cent, times};

/// Such as “12 incidents, 0.9 a week. If nothing changes, between 0.5 and 1.6 a week (95 %).”
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.count == 1 { "incident" } else { "incidents" };
        f.write_str(&self.sentence(&format!("{} {noun}", self.count)))
    }
}

impl Count {
    /// Of such as “12 near misses”.
    #[must_use]
    pub fn sentence(&self, what: &str) -> String {
        let clustering = self.clustering;
        let low = short_beside(self.low, self.per_week);
        let [rate, high] = [self.per_week, self.high].map(short);
        format!(
            "{what}, {rate} a week. If nothing changes, between {low} and {high} a week (95 %).{clustering}"
        )
    }
}

/// Two digits that mean something, or all before the point: 0.023, 0.35, 1.7, 120.
#[must_use]
pub fn short(figure: f64) -> String {
    if figure == 0.0 {
        return "0".to_owned();
    }
    format!("{figure:.*}", decimals(figure))
}

/// The lower end of an interval, as fine as the figure that stands beside it: 0.01 beside 0.23.
#[must_use]
pub fn short_beside(low: f64, figure: f64) -> String {
    let decimals = decimals(figure.max(low));
    let text = format!("{low:.decimals$}");
    let is_nothing = text.chars().all(|digit| matches!(digit, '0' | '.'));
    match is_nothing {
        true if low > 0.0 => "nearly 0".to_owned(),
        true => "0".to_owned(),
        false => text,
    }
}

fn decimals(figure: f64) -> usize {
    let fine = |decimals: &u8| figure * 10_f64.powi((*decimals).into()) >= 9.95;
    (0..8_u8).find(fine).unwrap_or(8).into()
}

/// A sentence where one is due, with a blank before it.
impl fmt::Display for Clustering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self { assumed: true, .. } => f.write_str(" This assumes independent incidents."),
            Self { phi, .. } if *phi > 1.0 => write!(
                f,
                " They come in clusters: counts differ {phi:.1} times as much as independent ones would, and the interval is wider for it."
            ),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for CountVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fewer { at_least } => write!(f, "At least {} fewer", per_cent(*at_least)),
            Self::More { at_least } if *at_least >= 1.0 => {
                write!(f, "At least {} as many", times(*at_least))
            }
            Self::More { at_least } => write!(f, "At least {} more", per_cent(*at_least)),
            Self::CannotTell => {
                f.write_str("Cannot tell: a difference of this size comes about by chance")
            }
            Self::Unfinished => f.write_str(
                "Cannot tell: the period has not ended. Looking again and again finds changes that are none",
            ),
        }
    }
}
