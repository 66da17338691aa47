//! Services: how much hangs on one, and what reaches what.

mod part;

pub use part::{Part, names};

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

crate::words!(
    /// How much hangs on a service; the first is what everything hangs on.
    Tier, "tier" {
        One = "1", "Tier 1";
        Two = "2", "Tier 2";
        Three = "3", "Tier 3";
        Four = "4", "Tier 4";
    }
);

impl Tier {
    /// 1 to 4.
    #[must_use]
    pub fn level(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }

    #[must_use]
    pub fn from_level(level: i64) -> Option<Self> {
        use crate::word::Word;
        Self::ALL.iter().copied().find(|tier| tier.level() == level)
    }

    /// What it means that a service has this tier.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::One => "without it nothing works",
            Self::Two => "customers notice within minutes",
            Self::Three => "somebody notices within the day",
            Self::Four => "can wait until there is time",
        }
    }
}

/// All that can be reached from `start` along `edges` (from, to), each once, with
/// the length of the shortest path, nearest first. What one starts from is not among
/// it, even where a circle leads back.
#[must_use]
pub fn reached<T: Copy + Eq + Hash>(edges: &[(T, T)], start: &[T]) -> Vec<(T, usize)> {
    let mut ways: HashMap<T, Vec<T>> = HashMap::new();
    for (from, to) in edges {
        ways.entry(*from).or_default().push(*to);
    }
    let mut seen: HashSet<T> = start.iter().copied().collect();
    let mut queue: VecDeque<(T, usize)> = start.iter().map(|one| (*one, 0)).collect();
    let mut found = Vec::new();
    while let Some((one, length)) = queue.pop_front() {
        for next in ways.get(&one).into_iter().flatten() {
            if seen.insert(*next) {
                found.push((*next, length + 1));
                queue.push_back((*next, length + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_nearest_come_first_and_circles_end() {
        let edges = [(1, 2), (2, 3), (1, 3), (3, 4), (4, 1), (9, 1), (5, 5)];
        assert_eq!(reached(&edges, &[1]), [(2, 1), (3, 1), (4, 2)]);
        assert_eq!(reached(&edges, &[5]), []);
        assert_eq!(reached(&edges, &[]), []);
        assert_eq!(reached(&edges, &[2, 4]), [(3, 1), (1, 1)]);
    }

    proptest! {
        #[test]
        fn each_is_found_once_and_no_path_is_longer_than_all(
            edges in prop::collection::vec((0..12_u8, 0..12_u8), 0..60),
            start in 0..12_u8,
        ) {
            let found = reached(&edges, &[start]);
            let distinct: HashSet<_> = found.iter().map(|(one, _)| *one).collect();
            prop_assert_eq!(distinct.len(), found.len());
            prop_assert!(!distinct.contains(&start));
            prop_assert!(found.iter().all(|(_, length)| (1..12).contains(length)));
            for (from, to) in edges {
                let reaches = |one: u8| one == start || distinct.contains(&one);
                prop_assert!(!reaches(from) || reaches(to));
            }
        }
    }
}
