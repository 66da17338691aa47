//! What a service cannot do better than: the providers that it needs.

use super::Target;

/// Of one or more providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// The least that one of them promises: nothing that needs it can promise more.
    pub least: Target,
    /// All of them together, if their failures are independent, in parts per million, rounded
    /// down; none of a single one.
    pub in_series: Option<i64>,
}

/// None where nobody promised anything.
#[must_use]
pub fn ceiling(promised: &[Target]) -> Option<Ceiling> {
    let least = promised.iter().copied().min()?;
    let product = promised.iter().fold(1_000_000_i128, |all, one| {
        // Every factor is below one, so that it fits.
        all * i128::from(one.parts()) / 1_000_000
    });
    let in_series = (promised.len() > 1).then(|| i64::try_from(product).unwrap_or(0));
    Some(Ceiling { least, in_series })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_of_them_holds_whatever_their_failures_have_in_common() {
        let targets = |parts: &[i64]| -> Vec<Target> {
            parts.iter().filter_map(|parts| Target::from_parts(*parts)).collect()
        };
        let two = ceiling(&targets(&[999_000, 995_000])).unwrap();
        assert_eq!((two.least.parts(), two.in_series), (995_000, Some(994_005)));
        let one = ceiling(&targets(&[999_000])).unwrap();
        assert_eq!((one.least.parts(), one.in_series), (999_000, None));
        assert_eq!(ceiling(&[]), None);
        // Never above the least of them.
        let many = ceiling(&targets(&[1; 40])).unwrap();
        assert_eq!(many.in_series, Some(0));
    }
}
