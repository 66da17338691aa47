//! A quantile in a sentence.

use std::fmt;

use super::Quantile;

/// Such as “Half of them take longer than 1h 10m. If nothing changes, the true figure lies
/// between 50m and 1h 40m (95 %).”
impl fmt::Display for Quantile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, share) = match self.per_cent {
            50 => ("median", "Half of them take".to_owned()),
            90 => ("90th percentile", "One in ten takes".to_owned()),
            other => ("quantile", format!("{} % of them take", 100 - other)),
        };
        match self.point {
            Ok(point) => write!(f, "{share} longer than {point}.")?,
            Err(missing) => write!(f, "No {name}: {missing}.")?,
        }
        match (self.low, self.high) {
            (Ok(low), Ok(high)) => write!(
                f,
                " If nothing changes, the true figure lies between {low} and {high} (95 %)."
            ),
            (Ok(low), Err(_)) => {
                write!(f, " The true figure is {low} or more (97.5 %); how much more is not known.")
            }
            (Err(_), Ok(high)) => write!(f, " The true figure is {high} or less (97.5 %)."),
            (Err(missing), Err(_)) if self.point.is_ok() => write!(f, " No interval: {missing}."),
            _ => Ok(()),
        }
    }
}
