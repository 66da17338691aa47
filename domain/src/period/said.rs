//! Periods as sentences say them.

use super::{By, Day, Period};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// From 1; of a name in small letters, or the first of them: “march”, “mar”, “sept”.
pub(crate) fn month_named(word: &str) -> Option<u8> {
    let is_it = |month: &str| {
        let name = month.to_lowercase();
        name == word || name.get(..3) == Some(word) || name == "september" && word == "sept"
    };
    let found = MONTHS.iter().position(|month| is_it(month))?;
    u8::try_from(found + 1).ok()
}

impl Period {
    /// As in “in October 2026”, “in the third quarter of 2026” or “in week 47 of 2026”.
    #[must_use]
    pub fn said(self) -> String {
        let place = usize::from(self.index - 1);
        let nth = || ORDINALS.get(place).copied().unwrap_or_default();
        let year = self.year;
        match self.by {
            By::Week => format!("week {} of {year}", self.index),
            By::Month => format!("{} {year}", MONTHS.get(place).copied().unwrap_or_default()),
            By::Quarter => format!("the {} quarter of {year}", nth()),
            By::Half => format!("the {} half of {year}", nth()),
            By::Year => year.to_string(),
        }
    }
}

impl Day {
    /// "8 December", and its year where it is another than that of `today`.
    #[must_use]
    pub fn said(self, today: Self) -> String {
        let (year, month, day) = self.parts();
        let month = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
        if year == today.parts().0 {
            format!("{day} {month}")
        } else {
            format!("{day} {month} {year}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_said_in_words() {
        for (name, says) in [
            ("2026-W07", "week 7 of 2026"),
            ("2026-10", "October 2026"),
            ("2026-Q3", "the third quarter of 2026"),
            ("2026-H1", "the first half of 2026"),
            ("2026", "2026"),
        ] {
            assert_eq!(Period::parse(name).unwrap().said(), says);
        }
        let today = Day::parse("2026-11-27").unwrap();
        assert_eq!(Day::parse("2026-12-08").unwrap().said(today), "8 December");
        assert_eq!(Day::parse("2025-12-08").unwrap().said(today), "8 December 2025");
    }
}
