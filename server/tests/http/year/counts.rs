//! How many incidents began in each month, by severity, and of how many nobody wrote an impact.

use nofault_app::report::counts::read;
use nofault_domain::report::counts::{CountsForm, SeverityCount};
use nofault_domain::statistics::CountVerdict;
use nofault_domain::word::Word;

use super::calendar::{MONTHS, quarter_of};
use super::make::{Year, now};
use super::truth::{MORE, One, PAID, SAME};

pub async fn how_many_there_were(year: &Year) {
    for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
        let asked = if private { vec![("private".to_owned(), "1".to_owned())] } else { Vec::new() };
        let asked = CountsForm::of(&asked).parse().unwrap();
        let found = read(&year.store, viewer, now(), &asked).await.unwrap().report;
        let sees = private && viewer == year.ada;
        assert_eq!(found.periods.len(), MONTHS + 1);
        for (place, told) in found.periods.iter().enumerate() {
            let is = |one: &&One| one.counts(sees) && one.month() == place + 1;
            let all: Vec<_> = year.truth.all.iter().filter(is).collect();
            assert_eq!(told.count, all.len(), "{}", told.period);
            for severity in 1..=5 {
                let truth = all.iter().filter(|one| one.severity == severity).count();
                let key = format!("sev{severity}");
                let is = |one: &&SeverityCount| {
                    one.severity.is_some_and(|severity| severity.key() == key)
                };
                let told = told.severities.iter().find(is).map_or(0, |one| one.count);
                assert_eq!(told, truth, "{key}, month {}", place + 1);
            }
            let without = all.iter().filter(|one| one.service != PAID).count();
            assert_eq!(told.without_impact, without, "{}", told.period);
        }
    }
}

/// Never more than the truth, and nothing where nothing changed.
pub async fn more_are_told_where_there_were_more(year: &Year) {
    for (service, truth) in [(MORE, 3.0), (SAME, 1.0)] {
        let pairs = [("by", "quarter"), ("service", service), ("period", "2025-Q3")];
        let pairs: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let asked = CountsForm::of(&pairs).parse().unwrap();
        let answer =
            read(&year.store, year.bo, now(), &asked).await.unwrap().report.answer.unwrap();
        let of = |quarter| {
            let is = |one: &&One| one.counts(false) && quarter_of(one.month()) == quarter;
            year.truth.of(service).filter(is).count()
        };
        assert_eq!([answer.before.count, answer.period.count], [of(2), of(3)], "{service}");
        let change = answer.change.unwrap();
        assert!(change.low <= truth && truth <= change.high.unwrap(), "{service}: {change:?}");
        match change.verdict {
            CountVerdict::More { at_least } => {
                assert_eq!(service, MORE);
                assert!(at_least > 0.0 && at_least <= truth - 1.0, "{at_least}");
            }
            told => assert_eq!((told, service), (CountVerdict::CannotTell, SAME)),
        }
    }
}
