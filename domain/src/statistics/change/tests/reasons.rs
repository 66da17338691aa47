//! Why something is not told.

use super::*;

fn unknown(before: Vec<Measured>, after: Vec<Measured>) -> String {
    one(before, after).smallest_in_words()
}

#[test]
fn the_smallest_change_is_unknown_for_its_own_reason() {
    let not = "How small a change could have shown is not known: ";
    let many = around(500, 30);
    let open = [around(500, 20), vec![super::open(4000); 10]].concat();
    assert_eq!(unknown(many.clone(), open), format!("{not}too many are open."));
    let floored = Measured { precision: Duration::from_minutes(1), ..ended(0) };
    let short = [around(900, 20), vec![floored; 5]].concat();
    let reason = "too many are too short for how exactly their moments are known.";
    assert_eq!(unknown(many.clone(), short), format!("{not}{reason}"));
    assert_eq!(unknown(around(9, 5), around(9, 5)), format!("{not}there are too few incidents."));
    let equal = unknown(vec![ended(60); 30], many.clone());
    assert_eq!(equal, format!("{not}all of a period are equally long."));
    let apart = change(&side(&[(1, many.clone())]), &side(&[(2, many)]), 1, None);
    let reason = "no severity has incidents in both periods.";
    assert_eq!(apart.smallest_in_words(), format!("{not}{reason}"));
}

/// As many severities as incidents leave nothing to know how much they differ.
#[test]
fn eight_of_eight_severities_are_not_fewer_than_eight() {
    let split = |middle: i64| side(&[1, 2, 3, 4, 5, 6, 7, 8].map(|key| (key, around(middle, 1))));
    let strata = change(&split(9000), &split(100), 1, None);
    assert_eq!((strata.n, strata.verdict), ([8, 8], cannot(CannotTell::TooManyStrata)));
}
