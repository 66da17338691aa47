//! What changes led to: which failed, and how long recovering took.

use nofault_app::report::changes;
use nofault_domain::command::change::{KeepRecord, NameCause};
use nofault_domain::import::{Sheet, plan_changes};
use nofault_domain::instant::Instant;
use nofault_domain::report::changes::{ChangesForm, ChangesReport, Figures};
use nofault_domain::report::periods::PeriodsForm;
use nofault_store::catalog;
use nofault_store::change::ChangesBatch;

use super::calendar::{MINUTE, MONTHS, at, month_of};
use super::make::{Year, now, zone};
use super::truth::{HALVED, How, LOUD, One, SAME, median};

/// From here on all changes of the halved service are recorded.
const KEPT: usize = 3;

struct Released<'a> {
    service: &'static str,
    at: i64,
    /// The incidents that people name.
    caused: Vec<&'a One>,
}

impl Released<'_> {
    fn counted(&self) -> bool {
        self.service == HALVED && month_of(self.at) >= KEPT
    }

    /// The incidents that count, each as the one in which it goes on.
    fn failed(&self, year: &Year, private: bool) -> Vec<One> {
        let on = |one: &&One| if one.how == How::Merged { *year.goes_on_in(one) } else { **one };
        self.caused.iter().map(on).filter(|one| one.counts(private)).collect()
    }
}

/// Five minutes before the first of what it led to.
fn before(caused: &[&One]) -> i64 {
    caused.iter().map(|one| one.start).min().unwrap() - 5 * MINUTE
}

fn released(year: &Year) -> Vec<Released<'_>> {
    let mut all = Vec::new();
    let mut add = |service, at, caused| all.push(Released { service, at, caused });
    for month in 1..=MONTHS {
        for service in [HALVED, SAME] {
            let first = |severity| year.truth.first(service, month, severity);
            for caused in [vec![first(2)], vec![first(3), first(4)]] {
                let at = before(&caused);
                add(service, at, caused);
            }
            for day in [2, 8, 14, 20, 26] {
                add(service, at(month, day, 10, 0), Vec::new());
            }
        }
        let loud = |one: &&One| LOUD.contains(&one.how) && one.month() == month;
        for one in year.truth.of(HALVED).filter(loud) {
            add(HALVED, before(&[one]), vec![one]);
        }
    }
    for one in year.truth.of(HALVED).filter(|one| one.lasted.is_none() && one.counts(false)) {
        add(HALVED, before(&[one]), vec![one]);
    }
    all
}

pub async fn release(year: &Year) {
    let mut text = "service,title,at\n".to_owned();
    let all = released(year);
    for (place, one) in all.iter().enumerate() {
        let at = Instant::from_seconds(one.at).rfc3339();
        text.push_str(&format!("{},Release {place},{at}\n", one.service));
    }
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let rows: Vec<_> = plan_changes(&sheet, &zone(), now()).unwrap().plan.good().cloned().collect();
    assert_eq!(rows.len(), all.len());
    let file_name = "changes.csv".to_owned();
    year.run(year.ada, now(), ChangesBatch { file_name, rows }).await;
    for (place, one) in all.iter().enumerate() {
        for incident in &one.caused {
            let change = format!("CH-{}", place + 1);
            let incident = format!("INC-{}", incident.number);
            year.send(year.ada, now(), NameCause { incident, change }).await;
        }
    }
    let version = {
        let mut reader = year.store.read().await.unwrap();
        let services = catalog::services(&mut reader.db()).await.unwrap();
        services.iter().find(|one| one.id == year.halved).unwrap().version.to_string()
    };
    let since = format!("2025-{KEPT:02}-01");
    let service = year.halved.to_string();
    let form = KeepRecord { service, version, since, ..Default::default() };
    year.send(year.ada, now(), form).await;
}

fn check(year: &Year, told: &Figures, all: &[&Released<'_>], private: bool) {
    let is_open = |failed: &[One]| failed.iter().any(|one| one.lasted.is_none());
    let (mut lengths, mut open, mut unknown, mut failed) = (Vec::new(), 0, 0, 0);
    for one in all {
        let causes = one.failed(year, private);
        if causes.is_empty() {
            continue;
        }
        failed += usize::from(one.counted());
        let last = causes.iter().filter_map(One::end).max();
        match last.filter(|last| *last >= one.at) {
            // It is older by now than any took that was recovered from.
            _ if is_open(&causes) => {
                open += 1;
                lengths.push(None);
            }
            Some(last) => lengths.push(Some(last - one.at)),
            // What it was merged into had ended before.
            None => unknown += 1,
        }
    }
    let counted = all.iter().filter(|one| one.counted()).count();
    assert_eq!((told.recorded, told.counted, told.failed), (all.len(), counted, failed));
    assert_eq!(
        (told.recovered + told.open, told.open, told.unknown),
        (lengths.len(), open, unknown)
    );
    assert_eq!(told.recovery_median_seconds.map(|one| one.seconds()), median(lengths));
    let rate = (counted > 0).then(|| failed as f64 / counted as f64);
    assert_eq!(told.rate, rate);
}

pub async fn what_changes_led_to(year: &Year) {
    let all = released(year);
    for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
        let with = if private { "1" } else { "" }.to_owned();
        let periods = PeriodsForm { by: "month".to_owned(), private: with, ..Default::default() };
        let asked = ChangesForm { periods, ..Default::default() }.parse().unwrap();
        let found: ChangesReport = changes::read(&year.store, viewer, now(), &asked).await.unwrap();
        let sees = private && viewer == year.ada;
        check(year, &found.total, &all.iter().collect::<Vec<_>>(), sees);
        assert_eq!(found.periods.len(), MONTHS);
        for line in &found.periods {
            let month = usize::from(line.of.index());
            let of: Vec<_> = all.iter().filter(|one| month_of(one.at) == month).collect();
            check(year, &line.figures, &of, sees);
        }
        for line in &found.services {
            let of: Vec<_> = all.iter().filter(|one| one.service == line.of).collect();
            check(year, &line.figures, &of, sees);
        }
    }
}
