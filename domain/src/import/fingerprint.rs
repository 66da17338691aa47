//! What makes two rows the same incident.

use crate::duration::Duration;
use crate::metric::Metric;
use crate::milestone::Milestone;
use crate::moment::Moment;
use crate::text::{Reference, Title};

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// FNV-1a of 128 bits: the same on every machine and in every version.
pub(super) fn fnv(text: &str) -> u128 {
    text.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

/// `ref:` and the reference; for a row without one, `row:` and a hash of its title, its
/// instants (however they were written) and its stated durations, so that the rest can be
/// corrected without making another incident of it.
pub(super) fn key(
    reference: Option<&Reference>,
    title: &Title,
    milestones: &[(Milestone, Moment)],
    stated: &[(Metric, Duration)],
) -> String {
    if let Some(reference) = reference {
        return format!("ref:{reference}");
    }
    format!("row:{:032x}", fnv(&canonical(title, milestones, stated)))
}

/// The title, then a line for each milestone and each metric, in the order of their names.
/// A title is one line, so nothing in it can pass for what follows.
pub(super) fn canonical(
    title: &Title,
    milestones: &[(Milestone, Moment)],
    stated: &[(Metric, Duration)],
) -> String {
    let moments =
        milestones.iter().map(|(what, moment)| format!("\n{what:?}={}", moment.at.micros()));
    let durations =
        stated.iter().map(|(metric, duration)| format!("\n{metric}={}", duration.micros()));
    let mut lines: Vec<String> = moments.chain(durations).collect();
    lines.sort_unstable();
    format!("{title}{}", lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv(""), BASIS);
        assert_eq!(fnv("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(fnv("foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }

    #[test]
    fn a_reference_wins() {
        let title = Title::parse("A").unwrap();
        let reference = Reference::parse("X-1").unwrap();
        assert_eq!(key(Some(&reference), &title, &[], &[]), "ref:X-1");
        assert_eq!(key(None, &title, &[], &[]).len(), 4 + 32);
    }
}
