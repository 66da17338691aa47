//! What several comparisons at once take.

use super::*;

fn told(n: i64, m: i64, at_once: usize) -> Verdict {
    let (before, after) = (side(&[(1, around(90_000, n))]), side(&[(1, around(100, m))]));
    change(&before, &after, at_once, None).verdict
}

#[test]
fn the_more_at_once_the_more_a_verdict_takes() {
    for (at_once, least) in [(1, 8), (2, 10), (3, 10), (4, 15), (6, 20), (11, 30), (21, 40)] {
        assert!(matches!(told(least, least, at_once), Verdict::Shorter { .. }), "{at_once}");
        let few = told(least - 1, 60, at_once);
        assert_eq!(few, cannot(CannotTell::TooFew { least: least as usize }));
        let says = format!("Cannot tell: fewer than {least} comparable incidents ended in one");
        assert!(few.to_string().starts_with(&says), "{few}");
        // So few that there is no figure: what a verdict takes is told all the same.
        for none in [0, 1, 3] {
            let none = told(none, 60, at_once);
            let few = [cannot(CannotTell::NothingShared), few];
            assert!(few.contains(&none), "{none}");
        }
    }
}

#[test]
fn several_at_once_are_not_too_unequal() {
    for [n, m] in [[15, 45], [45, 15]] {
        assert!(matches!(told(n, m, 5), Verdict::Shorter { .. }));
        let more = |n: i64| if n > 15 { n + 1 } else { n };
        assert_eq!(told(more(n), more(m), 5), cannot(CannotTell::TooUnequal));
    }
    assert!(matches!(told(8, 200, 1), Verdict::Shorter { .. }));
}

#[test]
fn a_halving_takes_as_many_as_a_verdict() {
    let alike = |n| side(&[(1, (0..n).map(|i| ended(3600 + i % 7)).collect())]);
    let of = |at_once| change(&alike(30), &alike(30), at_once, None).smallest.unwrap().halving;
    assert_eq!([of(1), of(5), of(50)], [8, 15, 40].map(Needed::Each));
}
