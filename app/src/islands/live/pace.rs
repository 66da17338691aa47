//! How long to wait, in milliseconds, so that a crowd does not ask at once. `chance` is a
//! random number of 0 to 1.

/// Before asking for what changed, when the last time was `since` ago: changes that come
/// together are fetched together, and many in a row more seldom.
pub fn coalesced(since: f64, chance: f64) -> i32 {
    if since > 1_000.0 { 50 } else { 250 + (chance * 500.0) as i32 }
}

/// Before trying again after as many failures in a row: longer each time, half a minute
/// at most, and never two browsers alike.
pub fn again(failures: u32, chance: f64) -> i32 {
    let longest = 1_000 << failures.min(5);
    longest / 2 + (chance * f64::from(longest / 2)) as i32
}

/// Before asking again because something is due at that time: a little later, since all ask
/// at once. A clock that is ahead of the server's asks in vain, and not too often.
pub fn until(due: f64, now: f64, chance: f64) -> i32 {
    let wait = if due > now { (due - now).min(3_600_000.0) } else { 15_000.0 };
    (wait + 100.0 + chance * 900.0) as i32
}

/// Where the first of `many` in order stands of which `is_after` holds.
pub fn place(many: u32, is_after: impl Fn(u32) -> bool) -> u32 {
    let (mut from, mut to) = (0, many);
    while from < to {
        let middle = from + (to - from) / 2;
        if is_after(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_change_is_quick_and_a_storm_is_spread() {
        assert_eq!(coalesced(5_000.0, 0.9), 50);
        assert_eq!((coalesced(10.0, 0.0), coalesced(10.0, 1.0)), (250, 750));
    }

    #[test]
    fn it_tries_more_seldom_and_never_gives_up() {
        assert_eq!((again(0, 0.0), again(0, 1.0)), (500, 1_000));
        assert_eq!((again(3, 0.0), again(3, 1.0)), (4_000, 8_000));
        assert_eq!((again(99, 0.0), again(99, 1.0)), (16_000, 32_000));
    }

    #[test]
    fn what_is_due_is_asked_for_just_after_and_never_in_a_storm() {
        assert_eq!((until(5_000.0, 2_000.0, 0.0), until(5_000.0, 2_000.0, 1.0)), (3_100, 4_000));
        // Ahead of the server, this clock sees it in the past.
        assert_eq!((until(5_000.0, 5_000.0, 0.0), until(5_000.0, 9e9, 0.0)), (15_100, 15_100));
        // A year is longer than a timer.
        assert_eq!(until(3e10, 0.0, 0.0), 3_600_100);
    }

    #[test]
    fn a_place_is_where_a_sorted_list_stays_sorted() {
        for list in [&[][..], &[1], &[1, 3], &[1, 3, 5, 7]] {
            for new in 0..9 {
                let expected = list.iter().filter(|old| **old <= new).count();
                let many = u32::try_from(list.len()).unwrap();
                assert_eq!(place(many, |index| list[index as usize] > new) as usize, expected);
            }
        }
    }
}
