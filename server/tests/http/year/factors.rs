//! Which factors came back, and in how many incidents each category stood.

use std::collections::{BTreeMap, BTreeSet};

use nofault_app::report::factors;
use nofault_domain::access::Viewer;
use nofault_domain::command::factor::AddFactor;
use nofault_domain::factor::Category;
use nofault_domain::report::factors::{FactorsReport, PeriodCounts};
use nofault_domain::report::periods::PeriodsForm;

use super::calendar::{MONTHS, quarter_of};
use super::make::{Year, now};
use super::truth::{HALVED, How, LOUD, One, SAME};

/// Which factor stands in which incidents, for everybody to find again.
fn factors_of(year: &Year) -> BTreeMap<&'static str, Vec<&One>> {
    let mut named: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for month in 1..=MONTHS {
        let first = |service, severity| year.truth.first(service, month, severity);
        named.entry("Queue").or_default().extend([first(HALVED, 3), first(SAME, 3)]);
        named.entry("Canary").or_default().push(first(HALVED, 2));
    }
    let loud = year.truth.of(HALVED).filter(|one| LOUD.contains(&one.how));
    named.entry("Queue").or_default().extend(loud);
    named
}

fn category(factor: &str) -> Category {
    if factor == "Queue" { Category::Monitoring } else { Category::Change }
}

pub async fn name_them(year: &Year) {
    for (title, ones) in factors_of(year) {
        for one in ones {
            let form = AddFactor {
                incident: format!("INC-{}", one.number),
                title: title.to_owned(),
                category: if title == "Queue" { "monitoring" } else { "change" }.to_owned(),
                // The canary set off each in which it stands, the queue none.
                trigger: if title == "Canary" { "on" } else { "" }.to_owned(),
                ..Default::default()
            };
            year.send(year.ada, now(), form).await;
        }
    }
}

async fn read(year: &Year, viewer: Viewer, private: bool) -> FactorsReport {
    let private = if private { "1" } else { "" }.to_owned();
    let asked = PeriodsForm { private, ..Default::default() }.parse().unwrap();
    factors::read(&year.store, viewer, now(), &asked).await.unwrap().report
}

pub async fn which_factors_came_back(year: &Year) {
    let named = factors_of(year);
    for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
        let sees = private && viewer == year.ada;
        let counts = |one: &One| one.counts(sees) || one.how == How::NearMiss;
        let found = read(year, viewer, private).await;
        let all = || year.truth.all.iter().filter(|one| counts(one));
        assert_eq!(found.incidents, all().count());
        for told in &found.periods {
            let PeriodCounts { period, incidents, with_factors, categories, .. } = told;
            let quarter = if period.year() == 2025 { usize::from(period.index()) } else { 5 };
            let is = |one: &One| counts(one) && quarter_of(one.month()) == quarter;
            assert_eq!(*incidents, all().filter(|one| is(one)).count(), "{period}");
            let of = |factor: &str| named[factor].iter().filter(|one| is(one)).count();
            let some: BTreeSet<_> =
                named.values().flatten().filter(|one| is(one)).map(|one| one.number).collect();
            assert_eq!(*with_factors, some.len(), "{period}");
            assert_eq!(told.with_trigger, of("Canary"), "{period}");
            for told in &told.triggers {
                let truth = if told.category == Category::Change { of("Canary") } else { 0 };
                assert_eq!(told.count.incidents, truth, "{period}, {}", told.category);
            }
            for told in categories {
                let factor = named.keys().find(|factor| category(factor) == told.category);
                let truth = factor.map_or(0, |factor| of(factor));
                assert_eq!(told.count.incidents, truth, "{period}, {}", told.category);
            }
        }
        for told in &found.repeated {
            let ones = named[told.title.as_str()].iter().filter(|one| counts(one));
            let truth: BTreeSet<_> = ones.map(|one| one.number).collect();
            let told: BTreeSet<_> = told.incidents.iter().map(|one| one.0).collect();
            assert_eq!(told, truth);
        }
        assert_eq!(found.repeated.len(), named.len());
    }
}
