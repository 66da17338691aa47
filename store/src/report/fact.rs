//! What stands of an incident in `duration_fact`, as its migrations say.

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

/// SQL: what is said of incidents that count, joined to one text. `$3` and `$4` are between which
/// numbers, `$5` and `$6` between which `counted`, `$7` is with private ones, `$8` a severity, `$9`
/// a service and `$10` a team, or none. Triage, declined, merged and canceled ones, and drills, are
/// in no report of figures: they have 0 in `counted`. To decode a row each is what takes time.
macro_rules! facts {
    ($what:literal) => {
        concat!(
            "SELECT string_agg(",
            $what,
            ", '') FROM duration_fact f \
             WHERE f.number > $3 AND f.number <= $4 AND f.counted BETWEEN $5 AND $6 \
             AND (NOT f.private OR $7) AND (CAST($8 AS BIGINT) IS NULL OR f.severity_highest = $8) \
             AND ",
            of_service!("f.id", "$9"),
            " AND (CAST($10 AS TEXT) IS NULL OR EXISTS \
             (SELECT 1 FROM incident_service o JOIN service v ON v.id = o.service_id \
             JOIN team t ON t.id = v.team_id WHERE o.incident_id = f.id AND t.name_key = $10)) AND ",
            visible!("f")
        )
    };
}

/// One incident's, out of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact<'a> {
    pub incident: IncidentNumber,
    pub open: bool,
    /// The highest that it held.
    pub severity: Option<Severity>,
    /// A letter, an instant and a precision for each milestone.
    milestones: &'a [u8],
    /// Two instants and a fraction for each impact, where these were asked for.
    impacts: &'a [u8],
}

const NUMBER: usize = 12;
const HEAD: usize = NUMBER + 2;
const MILESTONE: usize = 22;
const IMPACT: usize = 37;

impl<'a> Fact<'a> {
    /// Each of those that were put one after the other.
    pub(super) fn each(joined: &'a str) -> impl Iterator<Item = Result<Self, Failure>> {
        let facts = joined.as_bytes().split(|byte| *byte == b';').filter(|one| !one.is_empty());
        facts.map(|one| Self::read(one).ok_or_else(|| damaged(one)))
    }

    fn read(one: &'a [u8]) -> Option<Self> {
        let (impacts, fact) = halves(one);
        let (head, milestones) = fact.split_at_checked(HEAD)?;
        let (number, [open, severity]) = head.split_last_chunk()?;
        milestones.len().is_multiple_of(MILESTONE).then_some(())?;
        Some(Self {
            incident: IncidentNumber(hex(number)?.cast_signed()),
            open: *open == b'o',
            severity: severity_of(*severity)?,
            milestones,
            impacts,
        })
    }

    /// Those that stand.
    pub(super) fn impacts(&self) -> Result<Vec<Piece>, Failure> {
        let each = self.impacts.chunks_exact(IMPACT);
        each.map(|one| piece(self.incident, one).ok_or_else(|| damaged(one))).collect()
    }

    /// A milestone, where it is set.
    pub(super) fn milestone(&self, wanted: Letter) -> Result<Option<Known>, Failure> {
        let found =
            self.milestones.chunks_exact(MILESTONE).find(|one| one.first() == Some(&wanted.0));
        found.map(|one| known(one).ok_or_else(|| damaged(one))).transpose()
    }
}

/// The numbers that facts begin with, one after the other.
pub(super) fn numbers(joined: &str) -> Result<Vec<IncidentNumber>, Failure> {
    let number = |digits: &[u8]| {
        let number = (digits.len() == NUMBER).then(|| hex(digits)).flatten();
        number.map(|number| IncidentNumber(number.cast_signed())).ok_or_else(|| damaged(digits))
    };
    joined.as_bytes().chunks(NUMBER).map(number).collect()
}

/// What stands for a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter(u8);

impl Letter {
    pub(super) fn of(milestone: Milestone) -> Self {
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
    let (at, precision) = one.get(1..)?.split_at_checked(16)?;
    let precision = match hex(precision)? {
        0 => Precision::Exact,
        1 => Precision::Minute,
        more => Precision::around(u32::try_from(more - 1).ok()?)?,
    };
    Some(Known { at: Instant::from_micros(hex(at)?.cast_signed()), precision })
}

/// The impacts, and what comes after the `|` that ends them.
fn halves(one: &[u8]) -> (&[u8], &[u8]) {
    let mut ends = (IMPACT..one.len()).step_by(IMPACT);
    let end = ends.find(|end| one.get(*end) == Some(&b'|'));
    match end.and_then(|end| Some((one.get(..end)?, one.get(end + 1..)?))) {
        Some(halves) => halves,
        None => (&[], one),
    }
}

fn piece(incident: IncidentNumber, one: &[u8]) -> Option<Piece> {
    let (from, rest) = one.split_at_checked(16)?;
    let (to, fraction) = rest.split_at_checked(16)?;
    let known = |digits: &[u8]| digits.first() != Some(&b'-');
    let at = |digits| Some(Instant::from_micros(hex(digits)?.cast_signed()));
    Some(Piece {
        incident,
        from: at(from)?,
        to: if known(to) { Some(at(to)?) } else { None },
        fraction: if known(fraction) {
            Some(Fraction::from_millionths(hex(fraction)?.cast_signed())?)
        } else {
            None
        },
    })
}

/// Up to 16 digits.
fn hex(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |sum, digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        Some(sum << 4 | u64::from(value))
    })
}

fn damaged(fact: &[u8]) -> Failure {
    Failure::damaged("duration fact", String::from_utf8_lossy(fact).into_owned())
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
        let joined = "00000000000ao2a00000000000f424000000ffffffffffffffffe00010;000000000001-0;";
        let facts: Vec<_> = Fact::each(joined).map(Result::unwrap).collect();
        let of = |at: usize, milestone| facts[at].milestone(Letter::of(milestone)).unwrap();
        assert_eq!((facts[0].incident.0, facts[0].open), (10, true));
        assert_eq!((facts[1].incident.0, facts[1].open), (1, false));
        assert_eq!((facts[0].severity, facts[1].severity), (Some(Severity::Sev2), None));
        let started = of(0, Milestone::ImpactStarted).unwrap();
        assert_eq!((started.at, started.precision), (Instant::from_seconds(1), Precision::Exact));
        assert_eq!(of(0, Milestone::Detected), None);
        let resolved = of(0, Milestone::Resolved).unwrap();
        assert_eq!(resolved.at, Instant::from_micros(-2));
        assert_eq!(resolved.precision, Precision::Minutes(15));
        let all = [IncidentNumber(10), IncidentNumber(1)];
        assert_eq!(numbers("00000000000a000000000001").unwrap(), all);
        assert!(numbers("").unwrap().is_empty() && numbers("0000000000").is_err());
        assert!(facts[0].impacts().unwrap().is_empty());
        for bad in ["00000000000", "00000000000go0", "000000000001-6;", "000000000001-0a;"] {
            assert!(Fact::each(bad).any(|one| one.is_err()), "{bad}");
        }
    }
    #[test]
    fn impacts_stand_before_the_fact() {
        let joined = "00000000000f4240----------------7a120\
            ffffffffffffffff0000000000000000-----|000000000002-0;\
            00000000000f424000000000001e8480f4240|\
            000000000003o1a00000000000f424000000;000000000004-0;";
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
        let bad = "00000000000f4240----------------fffff|000000000002-0;";
        assert!(Fact::each(bad).all(|one| one.unwrap().impacts().is_err()));
    }
}
