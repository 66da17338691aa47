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
    pub services: &'a str,
    /// Two instants and a fraction for each impact, where these were asked for.
    impacts: &'a [u8],
    pub incident: IncidentNumber,
    /// By which it is counted.
    pub at: Instant,
    pub open: bool,
    /// The highest that it held.
    pub severity: Option<Severity>,
    /// In the order of the vocabulary, where these were asked for.
    milestones: [Option<Known>; Milestone::ALL.len()],
}

const INSTANT: usize = 16;
const IMPACT: usize = 37;

impl<'a> Fact<'a> {
    /// Each of those that were put one after the other.
    pub(crate) fn each(joined: &'a str) -> impl Iterator<Item = Result<Self, Failure>> {
        let facts = joined.split_terminator(';');
        facts.map(|one| Self::read(one).ok_or_else(|| damaged(one.as_bytes())))
    }

    fn read(one: &'a str) -> Option<Self> {
        let (zone, rest) = one.split_once(',').unwrap_or(("", one));
        let (services, rest) = rest.split_once('/').unwrap_or(("", rest));
        let (impacts, rest) = before(rest.as_bytes(), IMPACT, b'|');
        let mut left = Left(rest);
        let incident = IncidentNumber(left.number()?);
        let open = match left.one()? {
            b'o' => true,
            b'-' => false,
            _ => return None,
        };
        let severity = severity_of(left.one()?)?;
        let at = left.number()?;
        let mut milestones = [None; Milestone::ALL.len()];
        while let Some(letter) = left.one() {
            let place = milestones.get_mut(usize::from(letter.checked_sub(b'g')?))?;
            *place = Some(left.milestone(at)?);
        }
        let at = Instant::from_micros(at);
        Some(Self { zone, services, impacts, incident, at, open, severity, milestones })
    }

    /// Those that stand.
    pub(crate) fn impacts(&self) -> Result<Vec<Piece>, Failure> {
        each_piece(self.incident, self.impacts)
    }

    /// Where it is set.
    pub(crate) fn milestone(&self, wanted: Milestone) -> Option<Known> {
        self.milestones.get(wanted as usize).copied().flatten()
    }
}

/// What is left to read of a fact.
struct Left<'a>(&'a [u8]);

impl Left<'_> {
    fn one(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn has(&mut self, letter: u8) -> bool {
        match self.0.strip_prefix(&[letter]) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Up to where no digit is.
    fn number(&mut self) -> Option<i64> {
        let (mut sum, mut digits) = (0_u64, 0);
        while let Some(digit) = self.0.get(digits) {
            let value = VALUES[usize::from(*digit)];
            if value > 15 {
                break;
            }
            sum = sum << 4 | u64::from(value);
            digits += 1;
        }
        self.0 = self.0.get(digits..)?;
        (1..=16).contains(&digits).then_some(sum.cast_signed())
    }

    /// What is told of a milestone of an incident that was then.
    fn milestone(&mut self, at: i64) -> Option<Known> {
        let after = self.number()?;
        let after = if self.has(b's') { after.checked_mul(1_000_000)? } else { after };
        let precision = if self.has(b'z') {
            Precision::Minute
        } else if self.has(b'y') {
            Precision::around(u32::try_from(self.number()?).ok()?)?
        } else {
            Precision::Exact
        };
        Some(Known { at: Instant::from_micros(at.checked_add(after)?), precision })
    }
}

/// From its digit; 0 is none.
fn severity_of(digit: u8) -> Option<Option<Severity>> {
    let level = i64::from(digit.checked_sub(b'0')?);
    if level == 0 { Some(None) } else { Severity::from_level(level).map(Some) }
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
    fn a_milestone_is_found_at_its_place() {
        let places: Vec<_> = Milestone::ALL.iter().map(|one| *one as usize).collect();
        assert_eq!(places, (0..Milestone::ALL.len()).collect::<Vec<_>>());
    }

    #[test]
    fn facts_are_read_one_after_the_other() {
        let joined = "ao2f4240g0l240yf;1-0fffffffffffffffehfffffffffffffffdsi3e8sz;";
        let facts: Vec<_> = Fact::each(joined).map(Result::unwrap).collect();
        assert_eq!((facts[0].incident.0, facts[0].open), (10, true));
        assert_eq!((facts[1].incident.0, facts[1].open), (1, false));
        assert_eq!(
            (facts[0].at, facts[1].at),
            (Instant::from_seconds(1), Instant::from_micros(-2))
        );
        assert_eq!((facts[0].severity, facts[1].severity), (Some(Severity::Sev2), None));
        let known = |at, precision| Some(Known { at: Instant::from_micros(at), precision });
        let started = facts[0].milestone(Milestone::ImpactStarted);
        assert_eq!(started, known(1_000_000, Precision::Exact));
        assert_eq!(facts[0].milestone(Milestone::Detected), None);
        let detected = facts[1].milestone(Milestone::Detected);
        assert_eq!(detected, known(-3_000_002, Precision::Exact));
        let declared = facts[1].milestone(Milestone::Declared);
        assert_eq!(declared, known(999_999_998, Precision::Minute));
        assert!(facts[0].impacts().unwrap().is_empty());
        assert!(facts[0].services.is_empty() && facts[0].zone.is_empty());
    }

    #[test]
    fn a_precision_is_read() {
        let of = |milestone: &str| {
            let joined = format!("a-02{milestone};");
            let facts: Vec<_> = Fact::each(&joined).map(Result::unwrap).collect();
            facts[0].milestone(Milestone::Resolved).unwrap()
        };
        assert_eq!(of("l5").precision, Precision::Exact);
        assert_eq!(of("l5sz").precision, Precision::Minute);
        assert_eq!(of("l5yf").precision, Precision::Minutes(15));
        assert_eq!(of("l5syf").at, Instant::from_micros(5_000_002));
    }

    #[test]
    fn what_is_no_fact_is_refused() {
        assert!(Fact::each("").next().is_none());
        let good = "a-1f4240g0";
        assert!(Fact::each(good).all(|one| one.is_ok()));
        for bad in [
            ";",
            "a",
            "a-",
            "a-1",
            "a-6f4240",
            "a-af4240",
            "-1f4240",
            "ax1f4240",
            "a-1f4240g",
            "a-1f4240n0",
            "a-1f4240f0G1",
            "a-1f4240g0y",
            "a-1f4240g0y0",
            "a-1f4240g0zz",
            "a-1f4240g10000000000000000",
            "a-1f4240g7fffffffffffffffs",
            "a-1f4240g7fffffffffffffff",
        ] {
            assert!(Fact::each(bad).any(|one| one.is_err()), "{bad}");
        }
    }

    #[test]
    fn impacts_stand_before_the_fact() {
        let joined = "00000000000f4240----------------7a120\
            ffffffffffffffff0000000000000000-----|2-0f4240;\
            00000000000f424000000000001e8480f4240|3o1f4240g0;\
            4-0f4240;";
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
        let bad = "00000000000f4240----------------fffff|2-0f4240;";
        assert!(Fact::each(bad).all(|one| one.unwrap().impacts().is_err()));
    }

    #[test]
    fn a_zone_and_services_stand_first() {
        let joined = "Europe/Berlin,1.1f./2-3f4240;Etc/UTC,/3o1f4240g0;a./4-0f4240;";
        let facts: Vec<_> = Fact::each(joined).map(Result::unwrap).collect();
        let said: Vec<_> = facts.iter().map(|one| (one.zone, one.services)).collect();
        assert_eq!(said, [("Europe/Berlin", "1.1f."), ("Etc/UTC", ""), ("", "a.")]);
        assert_eq!(facts.iter().map(|one| one.incident.0).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(facts[1].milestone(Milestone::ImpactStarted).is_some());
    }
}
