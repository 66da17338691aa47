//! How much of a service was there, as somebody asked for it.

use nofault_domain::access::Viewer;
use nofault_domain::budget::{Availability, Course, Frame, Piece, by_day};
use nofault_domain::id::ServiceId;
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::refusal::{Checker, Refusal};
use nofault_domain::report::private;
use nofault_domain::zone::Zone;
use nofault_store::catalog::{self, Service};
use nofault_store::slo::{self, Reading};
use nofault_store::{Failure, Store};

/// So many days at most.
const MOST: i64 = 366;
/// Where nobody says from when.
const USUAL: i64 = 30;

/// What was typed; blank is the last thirty days.
#[derive(Debug, Clone, Default)]
pub struct AvailabilityForm {
    pub from: String,
    pub to: String,
    pub private: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    from: Day,
    to: Day,
    private: bool,
}

impl AvailabilityForm {
    fn parse(&self, today: Day) -> Result<Asked, Refusal> {
        let mut checker = Checker::default();
        let from = checker.optional("from", &self.from, Day::parse);
        let to = checker.optional("to", &self.to, Day::parse);
        let private = checker.take("private", private(&self.private));
        let days = from.zip(to).map(|(from, to)| {
            let to = to.unwrap_or(today);
            (from.unwrap_or_else(|| to.plus(1 - USUAL)), to)
        });
        if let Some((from, to)) = days {
            if to < from {
                checker.add("to", "The last day is before the first.");
            } else if to.since(from) >= MOST {
                checker.add("from", format!("Ask for {MOST} days at most."));
            }
        }
        let parsed = days.zip(private).map(|((from, to), private)| Asked { from, to, private });
        checker.done(parsed)
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct AvailabilityRead {
    pub service: Service,
    /// Of the installation: its days.
    pub zone: Zone,
    pub from: Day,
    pub to: Day,
    pub private: bool,
    /// From when on impacts on it are on record.
    pub record: Option<Instant>,
    /// None where none of it has begun, or is on record.
    pub whole: Option<Availability>,
    /// Those that have begun, and each of which something is on record.
    pub days: Vec<(Day, Option<Availability>)>,
    /// Impacts of which nobody said how much they hit.
    pub unknown: usize,
    /// Impacts without an end.
    pub open: usize,
}

/// # Errors
/// Not found, or invalid with a message at each field.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    id: ServiceId,
    form: &AvailabilityForm,
) -> Result<AvailabilityRead, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let service = catalog::services(&mut db).await?.into_iter().find(|one| one.id == id);
    let service = service.ok_or(Refusal::NotFound("service"))?;
    let zone = catalog::installation(&mut db).await?.zone;
    let Asked { from, to, private } = form.parse(Day::of(now, &zone))?;
    let edge = Instant::from_micros(i64::MAX);
    let frame = Frame {
        from: from.start(&zone).unwrap_or(edge),
        to: to.next().start(&zone).unwrap_or(edge),
    };
    let asked = Reading { service: id, since: frame.from, private };
    let hits = slo::hits(&mut db, viewer, asked).await?;
    let record = slo::service_on_record_since(&mut db, viewer, id, private).await?;
    let since = record.unwrap_or(now);
    let inside = || hits.iter().filter(|hit| hit.piece.from < frame.to.min(now));
    let pieces: Vec<Piece> = hits.iter().map(|hit| hit.piece).collect();
    let course = Course::of(&pieces, now);
    Ok(AvailabilityRead {
        whole: Availability::of(&course, Frame { from: frame.from.max(since), ..frame }, now),
        days: by_day(&course, (from, to), &zone, (since, now)),
        unknown: inside().filter(|hit| hit.piece.fraction.is_none()).count(),
        open: inside().filter(|hit| hit.piece.to.is_none()).count(),
        record,
        service,
        zone,
        from,
        to,
        private,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        let today = Day::parse("2026-11-24").unwrap();
        let form = |from: &str, to: &str| AvailabilityForm {
            from: from.to_owned(),
            to: to.to_owned(),
            private: String::new(),
        };
        let days = |from, to| {
            form(from, to).parse(today).map(|asked| (asked.from.to_string(), asked.to.to_string()))
        };
        let of = |from: &str, to: &str| Ok((from.to_owned(), to.to_owned()));
        assert_eq!(days("", ""), of("2026-10-26", "2026-11-24"));
        assert_eq!(days("2026-01-01", "2026-01-01"), of("2026-01-01", "2026-01-01"));
        assert_eq!(days("", "2026-01-31"), of("2026-01-02", "2026-01-31"));
        assert!(days("2024-01-01", "2024-12-31").is_ok());
        for (from, to, field) in [
            ("2026-02-01", "2026-01-31", "to"),
            ("2024-01-01", "2025-01-01", "from"),
            ("yesterday", "", "from"),
        ] {
            let refused = form(from, to).parse(today).unwrap_err();
            assert_eq!(refused.fields()[0].field, field);
        }
        // Each that is wrong has its sentence.
        for (from, to, fields) in [
            ("yesterday", "soon", &["from", "to", "private"][..]),
            ("2026-02-01", "2026-01-31", &["private", "to"]),
        ] {
            let wrong = AvailabilityForm { private: "2".to_owned(), ..form(from, to) };
            let refused = wrong.parse(today).unwrap_err();
            let found: Vec<_> = refused.fields().iter().map(|one| one.field.as_str()).collect();
            assert_eq!(found, fields);
        }
    }
}
