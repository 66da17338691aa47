//! Which are compared, by how many durations they have and by nothing else.

use proptest::prelude::*;

use super::super::chosen;
use crate::statistics::change::{enough, least_ended};

#[test]
fn the_more_there_are_the_more_each_takes() {
    let is = |all: &[[usize; 2]]| chosen(all);
    assert_eq!(is(&[]), (vec![], 8));
    assert_eq!(is(&[[8, 200]]), (vec![true], 8));
    assert_eq!(is(&[[8, 8], [7, 90]]), (vec![true, false], 8));
    // Two take ten; where one has fewer the other is told as of two that it might have been.
    assert_eq!(is(&[[9, 9], [9, 9]]), (vec![false, false], 10));
    assert_eq!(is(&[[9, 9], [12, 9], [30, 30]]), (vec![false, false, true], 10));
    assert_eq!(is(&[[15, 60], [15, 45]]), (vec![false, true], 10));
    assert_eq!(is(&[[20, 20]; 10]), (vec![true; 10], 20));
    assert_eq!(is(&[[19, 30]; 10]), (vec![false; 10], 20));
    // Those with the fewest leave the others enough.
    let mixed = [vec![[11, 11]; 8], vec![[16, 16]; 2]].concat();
    assert_eq!(is(&mixed), ([vec![false; 8], vec![true; 2]].concat(), 12));
}

proptest! {
    #[test]
    fn all_that_are_compared_have_enough_for_as_many(
        all in prop::collection::vec([0..90_usize, 0..90_usize], 0..50),
    ) {
        let (chosen, least) = chosen(&all);
        let many = chosen.iter().filter(|is| **is).count();
        prop_assert!(least >= least_ended(many));
        for (n, is) in all.iter().zip(&chosen) {
            prop_assert!(!is || (enough(*n, many) && n.iter().all(|n| *n >= least)));
        }
        // One fewer would let in too many for as many as they would be.
        if least > least_ended(2) {
            let fewer = |n: &&[usize; 2]| enough(**n, 2) && n.iter().all(|n| *n + 1 >= least);
            prop_assert!(least - 1 < least_ended(all.iter().filter(fewer).count()));
        }
    }
}
