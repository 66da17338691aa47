//! What providers promise and what they did, and what that means for whoever needs them.

use std::collections::{BTreeMap, BTreeSet};

use nofault_domain::access::Viewer;
use nofault_domain::budget::{
    Availability, Ceiling, Course, Frame, Piece, Promises, Target, Window, ceiling,
};
use nofault_domain::id::ServiceId;
use nofault_domain::impact::Fraction;
use nofault_domain::instant::Instant;
use nofault_domain::moment::show;
use nofault_domain::number::IncidentNumber;
use nofault_domain::service::{Part, reached};
use nofault_domain::zone::Zone;
use nofault_store::catalog::{self, Service};
use nofault_store::slo::{self, Laid, Reading, Slo};
use nofault_store::{Db, Failure};

/// A service that somebody else runs.
#[derive(Debug, Clone)]
pub struct Provider {
    pub service: Service,
    /// How much of the time it is there: the least of its SLOs of availability that hold.
    pub promised: Option<Slo>,
    /// Over the promise's window so far, else over the last 30 days; as far as it is on record.
    pub observed: Option<Availability>,
    pub window: String,
    /// Where the record begins within it.
    pub on_record_since: Option<Instant>,
    /// Of that time, each with all by which it is laid to the provider.
    pub incidents: BTreeMap<IncidentNumber, BTreeSet<Part>>,
    /// What needs it, directly or through others.
    pub needed_by: Vec<Service>,
}

impl Provider {
    /// The window, and since when it is on record, for programs.
    #[must_use]
    pub fn window_on_record(&self) -> String {
        let zone = self.promised.as_ref().map_or_else(Zone::utc, |slo| slo.promise.zone.clone());
        match self.on_record_since {
            Some(record) => format!("{}, on record since {}", self.window, show(record, &zone)),
            None => self.window.clone(),
        }
    }
}

/// How far the providers that a service needs limit it.
#[derive(Debug, Clone)]
pub struct Limit {
    /// That it needs, directly or through others, and what each promised.
    pub providers: Vec<(Service, Option<Target>)>,
    pub ceiling: Option<Ceiling>,
}

/// What is known of services, read once.
pub struct Known {
    services: Vec<Service>,
    edges: Vec<(ServiceId, ServiceId)>,
    slos: Vec<Slo>,
}

impl Known {
    /// # Errors
    /// [`Failure::Database`].
    pub async fn read(db: &mut Db<'_>) -> Result<Self, Failure> {
        let mut slos = slo::all(&mut *db).await?;
        slos.retain(|slo| slo.retired_at.is_none());
        let services = catalog::services(&mut *db).await?;
        Ok(Self { services, edges: catalog::dependencies(db).await?, slos })
    }

    fn promised(&self, service: ServiceId) -> Option<&Slo> {
        let promises = |slo: &&Slo| slo.promises == Promises::Availability;
        let own = self.slos.iter().filter(|slo| slo.service == service).filter(promises);
        own.min_by_key(|slo| slo.promise.target)
    }

    fn found(&self, ids: Vec<(ServiceId, usize)>) -> Vec<Service> {
        let of = |id: ServiceId| self.services.iter().find(|one| one.id == id).cloned();
        ids.into_iter().filter_map(|(id, _)| of(id)).collect()
    }

    /// None where it needs no provider.
    #[must_use]
    pub fn limit(&self, service: ServiceId) -> Option<Limit> {
        let needed = self.found(reached(&self.edges, &[service]));
        let target = |one: Service| {
            let target = self.promised(one.id).map(|slo| slo.promise.target);
            (one, target)
        };
        let providers: Vec<_> = needed.into_iter().filter(|one| one.provider).map(target).collect();
        if providers.is_empty() {
            return None;
        }
        let promised: Vec<Target> = providers.iter().filter_map(|(_, target)| *target).collect();
        Some(Limit { ceiling: ceiling(&promised), providers })
    }

    /// # Errors
    /// [`Failure::Database`].
    pub async fn provider(
        &self,
        db: &mut Db<'_>,
        (viewer, now): (Viewer, Instant),
        service: Service,
        private: bool,
    ) -> Result<Provider, Failure> {
        let promised = self.promised(service.id).cloned();
        let (frame, window) = match &promised {
            Some(slo) => {
                let window = slo.promise.window;
                let period = window.period(now, &slo.promise.zone);
                let name =
                    period.map_or_else(|| window.to_string(), |period| format!("{period}, so far"));
                (slo.promise.frame(now), name)
            }
            None => {
                let window = Window::Rolling(30);
                let frame = window.at(now, &Zone::utc());
                (frame, window.to_string())
            }
        };
        let asked = Reading { service: service.id, since: frame.from, private };
        let hits = slo::hits(&mut *db, viewer, asked).await?;
        let record = slo::service_on_record_since(&mut *db, viewer, service.id, private).await?;
        let record = record.unwrap_or(now);
        let on_record_since = (record > frame.from).then_some(record);
        let pieces: Vec<Piece> = hits.iter().map(|hit| hit.piece).collect();
        let whole = Frame { to: frame.to.min(now), ..frame };
        let frame = Frame { from: frame.from.max(record), ..whole };
        let turned: Vec<_> = self.edges.iter().map(|(one, other)| (*other, *one)).collect();
        let needed_by = reached(&turned, &[service.id]);
        let asked = Laid { service: &service, needed_by: &needed_by, frame: whole, private };
        let mut incidents = slo::laid(db, viewer, asked).await?;
        // What it was not affected by is no failure of it.
        let failed = |piece: &&Piece| piece.fraction != Some(Fraction::NONE);
        for piece in pieces.iter().filter(failed).filter(|piece| piece.from < whole.to) {
            incidents.entry(piece.incident).or_default().insert(Part::Impact);
        }
        Ok(Provider {
            observed: Availability::of(&Course::of(&pieces, now), frame, now),
            incidents,
            needed_by: self.found(needed_by),
            promised,
            window,
            on_record_since,
            service,
        })
    }

    /// By name.
    ///
    /// # Errors
    /// [`Failure::Database`].
    pub async fn providers(
        &self,
        db: &mut Db<'_>,
        asks: (Viewer, Instant),
        private: bool,
    ) -> Result<Vec<Provider>, Failure> {
        let mut all = Vec::new();
        for service in self.services.iter().filter(|one| one.provider) {
            all.push(self.provider(&mut *db, asks, service.clone(), private).await?);
        }
        Ok(all)
    }
}
