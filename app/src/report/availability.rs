//! How much of a service was there, as somebody asked for it.

use nofault_domain::access::Viewer;
use nofault_domain::budget::{Availability, Cost, Course, Frame, Piece, by_day};
use nofault_domain::id::ServiceId;
use nofault_domain::instant::Instant;
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::report::availability::{AvailabilityAsked, AvailabilityForm};
use nofault_domain::zone::Zone;
use nofault_store::catalog::{self, Service};
use nofault_store::slo::{self, Reading};
use nofault_store::{Db, Failure, Store};
use serde::{Serialize, Serializer};

/// What was found.
#[derive(Debug, Clone)]
pub struct AvailabilityRead {
    pub service: Service,
    /// Of the installation: its days.
    pub zone: Zone,
    pub asked: AvailabilityAsked,
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
/// Not found.
pub async fn service_of(db: &mut Db<'_>, id: ServiceId) -> Result<Service, Failure> {
    let service = catalog::services(db).await?.into_iter().find(|one| one.id == id);
    Ok(service.ok_or(Refusal::NotFound("service"))?)
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
    let service = service_of(&mut db, id).await?;
    let zone = catalog::installation(&mut db).await?.zone;
    let asked = form.parse(Day::of(now, &zone))?;
    let AvailabilityAsked { from, to, private } = asked;
    let edge = Instant::from_micros(i64::MAX);
    let frame = Frame {
        from: from.start(&zone).unwrap_or(edge),
        to: to.next().start(&zone).unwrap_or(edge),
    };
    let reading = Reading { service: id, since: frame.from, private };
    let hits = slo::hits(&mut db, viewer, reading).await?;
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
        asked,
    })
}

/// For programs, and to be kept: days without an impact are not named.
impl Serialize for AvailabilityRead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct OfDay {
            of: Day,
            available: f64,
            lost: Cost,
        }
        #[derive(Serialize)]
        struct Shown<'a> {
            service: &'a str,
            zone: &'a str,
            from: Day,
            to: Day,
            with_private: bool,
            on_record_since: Option<Instant>,
            available: Option<f64>,
            lost: Option<Cost>,
            impacts_unknown: usize,
            impacts_open: usize,
            days: Vec<OfDay>,
        }
        let hurt = self.days.iter().filter_map(|(of, day)| {
            let day = day.as_ref().filter(|day| day.lost > Cost::NONE)?;
            Some(OfDay { of: *of, available: day.share(), lost: day.lost })
        });
        Shown {
            service: &self.service.name,
            zone: self.zone.name(),
            from: self.asked.from,
            to: self.asked.to,
            with_private: self.asked.private,
            on_record_since: self.record,
            available: self.whole.map(|whole| whole.share()),
            lost: self.whole.map(|whole| whole.lost),
            impacts_unknown: self.unknown,
            impacts_open: self.open,
            days: hurt.collect(),
        }
        .serialize(serializer)
    }
}
