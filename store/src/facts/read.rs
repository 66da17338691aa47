//! A fact out of the joined text.

use nofault_domain::budget::Piece;
use nofault_domain::impact::Fraction;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::Precision;
use nofault_domain::number::IncidentNumber;
use nofault_domain::report::durations::Known;
use nofault_domain::severity::Severity;
use nofault_domain::word::Word;

use crate::Failure;

/// One incident's, out of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fact<'a> {
    /// Its zone’s name and its services, where these were asked for.
    pub zone: &'a str,
    pub services: &'a [u8],
    /// Two instants and a fraction for each impact, where these were asked for.
    impacts: &'a [u8],
    pub incident: IncidentNumber,
    /// By which it is counted.
    pub at: Instant,
    pub open: bool,
    /// The highest that it held.
    pub severity: Option<Severity>,
    /// A letter, an instant and a precision for each milestone.
    milestones: &'a [u8],
}

/// Of a service, as its id.
pub(super) const SERVICE: usize = 32;
const NUMBER: usize = 12;
const INSTANT: usize = 16;
const MILESTONE: usize = 22;
const IMPACT: usize = 37;

impl<'a> Fact<'a> {
    /// Each of those that were put one after the other.
    pub(crate) fn each(joined: &'a str) -> impl Iterator<Item = Result<Self, Failure>> {
        let facts = joined.split(';').filter(|one| !one.is_empty());
        facts.map(|one| Self::read(one).ok_or_else(|| damaged(one.as_bytes())))
    }

    fn read(one: &'a str) -> Option<Self> {
        let (zone, rest) = one.split_once(',').unwrap_or(("", one));
        let (services, rest) = before(rest.as_bytes(), SERVICE, b'/');
        let (impacts, fact) = before(rest, IMPACT, b'|');
        let (number, fact) = fact.split_at_checked(NUMBER)?;
        let (at, fact) = fact.split_at_checked(INSTANT)?;
        let ([open, severity], milestones) = fact.split_first_chunk()?;
        milestones.len().is_multiple_of(MILESTONE).then_some(())?;
        Some(Self {
            zone,
            services,
            impacts,
            incident: self::number(number)?,
            at: instant(at)?,
            open: *open == b'o',
            severity: severity_of(*severity)?,
            milestones,
        })
    }

    /// Those that stand.
    pub(crate) fn impacts(&self) -> Result<Vec<Piece>, Failure> {
        each_piece(self.incident, self.impacts)
    }

    /// A milestone, where it is set.
    pub(crate) fn milestone(&self, wanted: Letter) -> Result<Option<Known>, Failure> {
        let found =
            self.milestones.chunks_exact(MILESTONE).find(|one| one.first() == Some(&wanted.0));
        found.map(|one| known(one).ok_or_else(|| damaged(one))).transpose()
    }
}

/// What stands for a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter(u8);

impl Letter {
    pub(crate) fn of(milestone: Milestone) -> Self {
        let place = Milestone::ALL.iter().position(|one| *one == milestone).unwrap_or_default();
        Self(b"abcdefg".get(place).copied().unwrap_or(b'?'))
    }
}

/// From its digit; 0 is none.
fn severity_of(digit: u8) -> Option<Option<Severity>> {
    let level = i64::from(digit.checked_sub(b'0')?);
    if level == 0 { Some(None) } else { Severity::from_level(level).map(Some) }
}

fn known(one: &[u8]) -> Option<Known> {
    let (at, precision) = one.get(1..)?.split_at_checked(INSTANT)?;
    let precision = match hex(precision)? {
        0 => Precision::Exact,
        1 => Precision::Minute,
        more => Precision::around(u32::try_from(more - 1).ok()?)?,
    };
    Some(Known { at: instant(at)?, precision })
}

/// So many pieces of a length that `end` ends, and what comes after it.
fn before(one: &[u8], length: usize, end: u8) -> (&[u8], &[u8]) {
    let mut ends = (0..one.len()).step_by(length);
    let found = ends.find(|at| one.get(*at) == Some(&end));
    match found.and_then(|at| Some((one.get(..at)?, one.get(at + 1..)?))) {
        Some(halves) => halves,
        None => (&[], one),
    }
}

/// Of the column by itself, charged to this incident.
pub(crate) fn pieces(incident: IncidentNumber, impacts: &str) -> Result<Vec<Piece>, Failure> {
    each_piece(incident, impacts.trim_end_matches('|').as_bytes())
}

fn each_piece(incident: IncidentNumber, impacts: &[u8]) -> Result<Vec<Piece>, Failure> {
    let each = impacts.chunks_exact(IMPACT);
    each.map(|one| piece(incident, one).ok_or_else(|| damaged(one))).collect()
}

fn piece(incident: IncidentNumber, one: &[u8]) -> Option<Piece> {
    let (from, rest) = one.split_at_checked(INSTANT)?;
    let (to, fraction) = rest.split_at_checked(INSTANT)?;
    let known = |digits: &[u8]| digits.first() != Some(&b'-');
    Some(Piece {
        incident,
        from: instant(from)?,
        to: if known(to) { Some(instant(to)?) } else { None },
        fraction: if known(fraction) {
            Some(Fraction::from_millionths(hex(fraction)?.cast_signed())?)
        } else {
            None
        },
    })
}

fn number(digits: &[u8]) -> Option<IncidentNumber> {
    Some(IncidentNumber(hex(digits)?.cast_signed()))
}

fn instant(digits: &[u8]) -> Option<Instant> {
    Some(Instant::from_micros(hex(digits)?.cast_signed()))
}

/// Up to 16 digits.
fn hex(digits: &[u8]) -> Option<u64> {
    let (mut sum, mut wrong) = (0_u64, 0_u8);
    for digit in digits {
        let value = VALUES[usize::from(*digit)];
        wrong |= value;
        sum = sum << 4 | u64::from(value & 15);
    }
    (wrong < 16).then_some(sum)
}

/// Of each byte as a digit; 16 and more is none. Looked up, as a report reads millions.
const VALUES: [u8; 256] = {
    let (mut values, mut value) = ([u8::MAX; 256], 0);
    while value < 16 {
        values[b"0123456789abcdef"[value as usize] as usize] = value;
        value += 1;
    }
    values
};

fn damaged(fact: &[u8]) -> Failure {
    Failure::damaged("incident fact", String::from_utf8_lossy(fact).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_milestone_has_a_letter_of_its_own() {
        let letters: std::collections::BTreeSet<u8> =
            Milestone::ALL.iter().map(|one| Letter::of(*one).0).collect();
        assert_eq!(letters.len(), Milestone::ALL.len());
        assert!(!letters.contains(&b'?'));
    }

    #[test]
    fn facts_are_read_one_after_the_other() {
        let joined = "00000000000a00000000000f4240o2a00000000000f424000000ffffffffffffffffe00010;\
            000000000001fffffffffffffffe-0;";
        let facts: Vec<_> = Fact::each(joined).map(Result::unwrap).collect();
        let of = |at: usize, milestone| facts[at].milestone(Letter::of(milestone)).unwrap();
        assert_eq!((facts[0].incident.0, facts[0].open), (10, true));
        assert_eq!((facts[1].incident.0, facts[1].open), (1, false));
        assert_eq!(
            (facts[0].at, facts[1].at),
            (Instant::from_seconds(1), Instant::from_micros(-2))
        );
        assert_eq!((facts[0].severity, facts[1].severity), (Some(Severity::Sev2), None));
        let started = of(0, Milestone::ImpactStarted).unwrap();
        assert_eq!((started.at, started.precision), (Instant::from_seconds(1), Precision::Exact));
        assert_eq!(of(0, Milestone::Detected), None);
        let resolved = of(0, Milestone::Resolved).unwrap();
        assert_eq!(resolved.at, Instant::from_micros(-2));
        assert_eq!(resolved.precision, Precision::Minutes(15));
        assert!(facts[0].impacts().unwrap().is_empty());
        assert!(facts[0].services.is_empty() && facts[0].zone.is_empty());
        for bad in ["", "-", "-6;", "-0a;", "o0a00000000000f42400000g;"] {
            let bad = format!("00000000000100000000000f4240{bad}");
            let fails = |one: Result<Fact<'_>, _>| {
                one.and_then(|one| one.milestone(Letter::of(Milestone::ImpactStarted))).is_err()
            };
            assert!(Fact::each(&bad).any(fails), "{bad}");
            assert!(Fact::each(&bad[20..]).any(fails), "{bad}");
        }
    }

    #[test]
    fn impacts_stand_before_the_fact() {
        let joined = "00000000000f4240----------------7a120\
            ffffffffffffffff0000000000000000-----|00000000000200000000000f4240-0;\
            00000000000f424000000000001e8480f4240|\
            00000000000300000000000f4240o1a00000000000f424000000;\
            00000000000400000000000f4240-0;";
        let facts: Vec<_> = Fact::each(joined).map(Result::unwrap).collect();
        let pieces: Vec<_> = facts.iter().map(|fact| fact.impacts().unwrap()).collect();
        assert_eq!(pieces.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 0]);
        let [first, second] = [pieces[0][0], pieces[0][1]];
        assert_eq!((first.from, first.to), (Instant::from_seconds(1), None));
        assert_eq!(first.fraction, Fraction::from_millionths(500_000));
        assert_eq!((first.incident.0, second.fraction), (2, None));
        assert_eq!(second.from, Instant::from_micros(-1));
        assert_eq!(pieces[1][0].fraction, Some(Fraction::ALL));
        assert_eq!(facts[1].severity, Some(Severity::Sev1));
        let bad = "00000000000f4240----------------fffff|00000000000200000000000f4240-0;";
        assert!(Fact::each(bad).all(|one| one.unwrap().impacts().is_err()));
    }

    #[test]
    fn a_zone_and_services_stand_first() {
        let one = "0123456789abcdef".repeat(2);
        let joined = format!(
            "Europe/Berlin,{one}{one}/00000000000200000000000f4240-3;\
            Etc/UTC,/00000000000300000000000f4240o1a00000000000f424000000;\
            {one}/00000000000400000000000f4240-0;"
        );
        let facts: Vec<_> = Fact::each(&joined).map(Result::unwrap).collect();
        let said: Vec<_> =
            facts.iter().map(|one| (one.zone, one.services.len() / SERVICE)).collect();
        assert_eq!(said, [("Europe/Berlin", 2), ("Etc/UTC", 0), ("", 1)]);
        assert_eq!(facts.iter().map(|one| one.incident.0).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(facts[1].milestone(Letter::of(Milestone::ImpactStarted)).unwrap().is_some());
    }
}
