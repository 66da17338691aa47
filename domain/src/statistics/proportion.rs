//! What share of some is.

use std::fmt;

use super::special::{beta_quantile, real};

/// So many of so many, with the interval at 95 % of Clopper and Pearson, “The Use of Confidence or
/// Fiducial Limits Illustrated in the Case of the Binomial”, Biometrika 26 (1934): it never covers
/// less than it says.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Proportion {
    pub part: usize,
    pub of: usize,
    /// 0 to 1.
    pub point: f64,
    pub low: f64,
    pub high: f64,
}

impl Proportion {
    /// None of nothing; a part greater than the whole is the whole.
    #[must_use]
    pub fn of(part: usize, of: usize) -> Option<Self> {
        let part = part.min(of);
        let [low, high] = clopper_pearson(real(part), real(of - part), 0.025);
        (of > 0).then(|| Self { part, of, point: real(part) / real(of), low, high })
    }
}

/// The ends for so many of one kind and so many of the other, whole or not, with `side` (such as
/// 0.025) outside of each.
fn clopper_pearson(yes: f64, no: f64, side: f64) -> [f64; 2] {
    let low = if yes > 0.0 { beta_quantile(side, yes, no + 1.0) } else { 0.0 };
    let high = if no > 0.0 { beta_quantile(1.0 - side, yes + 1.0, no) } else { 1.0 };
    [low, high]
}

/// Such as “3 of 20 (15 %); if nothing changes, between 3 % and 38 % (95 %)”.
impl fmt::Display for Proportion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, of, .. } = self;
        let [point, low, high] = [self.point, self.low, self.high].map(|share| share * 100.0);
        write!(
            f,
            "{part} of {of} ({point:.0} %); if nothing changes, between {low:.0} % and {high:.0} % (95 %)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn none_of_ten_may_still_be_one_in_three() {
        let none = Proportion::of(0, 10).unwrap();
        assert_eq!(
            none.to_string(),
            "0 of 10 (0 %); if nothing changes, between 0 % and 31 % (95 %)"
        );
        assert_eq!((Proportion::of(0, 0), Proportion::of(12, 10)), (None, Proportion::of(10, 10)));
    }

    proptest! {
        #[test]
        fn it_holds_its_point_and_turns_around(part in 0..5000_usize, of in 1..5000_usize) {
            let (one, other) = (Proportion::of(part, of).unwrap(), Proportion::of(of.saturating_sub(part), of).unwrap());
            prop_assert!(0.0 <= one.low && one.low <= one.point && one.point <= one.high && one.high <= 1.0);
            prop_assert!((one.low + other.high - 1.0).abs() < 1e-9);
            if part < of {
                prop_assert!(one.low < Proportion::of(part + 1, of).unwrap().low);
            }
        }
    }
}
