//! Reads `facts.txt`.

use std::fmt;

use nofault_domain::duration::Duration;
use nofault_domain::statistics::survival::Seen;
use nofault_domain::statistics::{Measured, Sample, Side};

/// A line: what it is, what goes in, and what others find.
pub struct Fact {
    pub kind: &'static str,
    pub given: String,
    /// None where there is none.
    pub found: Vec<Option<f64>>,
}

const ALL: &str = include_str!("facts.txt");

/// All of a kind; there are some.
pub fn facts(kind: &'static str) -> Vec<Fact> {
    let of = |line: &str| {
        let (given, found) = line.strip_prefix(kind)?.strip_prefix(' ')?.split_once(" = ")?;
        let found = found.split_whitespace().map(|word| word.parse().ok()).collect();
        Some(Fact { kind, given: given.to_owned(), found })
    };
    let found: Vec<Fact> = ALL.lines().filter_map(of).collect();
    assert!(!found.is_empty(), "no fact about {kind}");
    found
}

impl Fact {
    pub fn numbers(&self) -> Vec<f64> {
        self.given.split_whitespace().map(|word| word.parse().unwrap()).collect()
    }

    /// Both are none, or both are near.
    pub fn same(&self, at: usize, found: Option<f64>) {
        match found {
            Some(found) => near(self, at, found),
            None => assert_eq!(self.found[at], None, "{self}"),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: String = self.given.chars().take(100).collect();
        write!(f, "{} of {given}", self.kind)
    }
}

/// Within a relative error of 1e-9.
pub fn near(fact: &Fact, at: usize, found: f64) {
    let expected = fact.found[at].unwrap();
    let error = (found - expected).abs() / expected.abs().max(f64::MIN_POSITIVE);
    let near = found == expected || error <= 1e-9 || found.abs().max(expected.abs()) < 1e-14;
    assert!(near, "{fact}, number {at}: {found} is not {expected}, by {error:e}");
}

pub fn micros(word: &str) -> Duration {
    Duration::from_micros(word.parse().unwrap())
}

pub fn seen(given: &str) -> Vec<Seen> {
    let one = |word: &str| Seen {
        length: micros(word.trim_end_matches('+')),
        ended: !word.ends_with('+'),
    };
    given.split_whitespace().map(one).collect()
}

pub fn sample(given: &str) -> Sample {
    let one =
        |seen: Seen| Measured { length: seen.length, ended: seen.ended, precision: Duration::ZERO };
    Sample::of(seen(given).into_iter().map(one))
}

/// A period’s strata, with `/` between.
pub fn side(given: &str) -> Side<usize> {
    let strata = given.split('/').map(sample).enumerate();
    Side { strata: strata.collect(), finished: true }
}
