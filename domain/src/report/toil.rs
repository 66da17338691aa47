//! Toil by service and period, and when people responded, by team and part of the day. Never by
//! person.

mod print;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::RangeBounds as _;
use std::sync::Arc;

use serde::Serialize;

use super::filled::Filled;
use super::periods::PeriodsAsked;
use super::slots::Slots;
use crate::duration::MINUTE;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::toil::{Clock, DayPart, Toil};
use crate::zone::Zone;

/// An entry that tells of toil.
#[derive(Debug, Clone)]
pub struct ToilFact {
    /// Of its incident.
    pub services: Arc<[String]>,
    pub at: Instant,
    pub toil: Toil,
}

/// An incident that somebody responded to.
#[derive(Debug, Clone)]
pub struct ResponseFact {
    /// Whose services it hurt.
    pub teams: Arc<[String]>,
    /// By which the incident is counted.
    pub at: Instant,
    /// Acknowledged, or declared where that is unknown; and resolved.
    pub from: Option<Instant>,
    pub to: Option<Instant>,
    pub open: bool,
    /// The incident’s home.
    pub zone: Zone,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    pub minutes: i64,
    /// Of these, what somebody thinks a program could do.
    pub automatable: i64,
    pub entries: usize,
}

/// A service’s toil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfService {
    /// None: of incidents without one.
    pub service: Option<String>,
    pub total: Sum,
    /// In the order of the report’s periods.
    pub periods: Vec<Sum>,
}

/// How long a team’s incidents were responded to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OfTeam {
    /// None: of services that no team owns.
    pub team: Option<String>,
    pub incidents: usize,
    pub working_minutes: i64,
    pub evening_minutes: i64,
    pub night_minutes: i64,
}

/// The whole report.
#[derive(Debug, Clone, Serialize)]
pub struct ToilReport {
    pub by: By,
    pub zone: Zone,
    pub with_private: bool,
    /// The latest first; from the first to the last none is left out.
    pub periods: Vec<Period>,
    /// Of these the one that is not over.
    pub so_far: Option<Period>,
    /// An entry of an incident with several services counts in each, and once here.
    pub total: OfService,
    /// The most minutes first.
    pub services: Vec<OfService>,
    /// An incident of several teams counts in each, and once here.
    pub response: OfTeam,
    pub teams: Vec<OfTeam>,
    /// Not in it: still open, or nobody knows when they were taken up or resolved.
    pub response_open: usize,
    pub response_unknown: usize,
}

/// The report over what may hold more than is asked for.
#[must_use]
pub fn build(
    asked: &PeriodsAsked,
    zone: &Zone,
    now: Instant,
    toil: &[ToilFact],
    responses: &[ResponseFact],
) -> ToilReport {
    let covered = asked.covered(zone);
    let mut slots: Slots<'_, Vec<&ToilFact>> = Slots::new(asked.by, zone);
    for fact in toil.iter().filter(|fact| covered.contains(&fact.at)) {
        slots.at(fact.at).push(fact);
    }
    let so_far = slots.fill(&Filled::of(asked, zone, now));
    let mut slots: Vec<_> = slots.into_all().collect();
    slots.reverse();
    let new = || (Sum::default(), vec![Sum::default(); slots.len()]);
    let mut total = new();
    let mut services: BTreeMap<Option<&str>, (Sum, Vec<Sum>)> = BTreeMap::new();
    for (place, (_, facts)) in slots.iter().enumerate() {
        for fact in facts {
            add(&mut total, place, fact.toil);
            for service in or_none(&fact.services) {
                add(services.entry(service).or_insert_with(new), place, fact.toil);
            }
        }
    }
    let line = |(service, (total, periods)): (Option<&str>, (Sum, Vec<Sum>))| OfService {
        service: service.map(str::to_owned),
        total,
        periods,
    };
    let mut services: Vec<_> = services.into_iter().map(line).collect();
    services.sort_by_key(|one| std::cmp::Reverse(one.total.minutes));
    let total = line((None, total));

    let (mut open, mut unknown, mut all) = (0, 0, Parts::default());
    let mut teams: BTreeMap<Option<&str>, Parts> = BTreeMap::new();
    let mut clocks: BTreeMap<&str, Clock> = BTreeMap::new();
    for fact in responses.iter().filter(|fact| covered.contains(&fact.at)) {
        let lasted = fact.from.zip(fact.to).filter(|(from, to)| from <= to);
        match lasted {
            _ if fact.open => open += 1,
            None => unknown += 1,
            Some((from, to)) => {
                let clock = clocks.entry(fact.zone.name());
                let clock = clock.or_insert_with(|| Clock::new(fact.zone.clone()));
                let parts = clock.by_part(from, to);
                all.add(parts);
                for team in or_none(&fact.teams) {
                    teams.entry(team).or_default().add(parts);
                }
            }
        }
    }
    ToilReport {
        by: asked.by,
        zone: zone.clone(),
        with_private: asked.private,
        periods: slots.iter().map(|(period, _)| *period).collect(),
        so_far,
        total,
        services,
        response: all.of(None),
        teams: teams.into_iter().map(|(team, parts)| parts.of(team)).collect(),
        response_open: open,
        response_unknown: unknown,
    }
}

fn or_none(names: &[String]) -> impl Iterator<Item = Option<&str>> {
    names.iter().map(|name| Some(name.as_str())).chain(names.is_empty().then_some(None))
}

fn add((total, periods): &mut (Sum, Vec<Sum>), place: usize, toil: Toil) {
    for sum in periods.get_mut(place).into_iter().chain([total]) {
        sum.entries += 1;
        sum.minutes += toil.minutes;
        sum.automatable += if toil.automatable { toil.minutes } else { 0 };
    }
}

/// In microseconds, as minutes of many incidents are rounded once.
#[derive(Default)]
struct Parts {
    incidents: usize,
    micros: [i64; DayPart::COUNT],
}

impl Parts {
    fn add(&mut self, parts: [i64; DayPart::COUNT]) {
        self.incidents += 1;
        for (sum, part) in self.micros.iter_mut().zip(parts) {
            *sum = sum.saturating_add(part);
        }
    }

    fn of(self, team: Option<&str>) -> OfTeam {
        let [working, evening, night] = self.micros.map(|micros| (micros + MINUTE / 2) / MINUTE);
        OfTeam {
            team: team.map(str::to_owned),
            incidents: self.incidents,
            working_minutes: working,
            evening_minutes: evening,
            night_minutes: night,
        }
    }
}
