//! How long incidents took: as many as there were, exactly as long, and changed where they did.

use nofault_app::report::durations::{Durations, read};
use nofault_domain::access::Viewer;
use nofault_domain::duration::Duration;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{DurationsForm, Figures};
use nofault_domain::statistics::change::{CannotTell, Method, Verdict};

use super::calendar::{MONTHS, quarter_of};
use super::make::{Year, now};
use super::truth::{HALVED, LOGIN, MEDIAN, One, SAME, SLOW, SLOWER, median};

async fn asked(year: &Year, viewer: Viewer, pairs: &[(&str, &str)]) -> Durations {
    let pairs: Vec<_> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let asked = DurationsForm::of(&pairs).parse().unwrap();
    read(&year.store, viewer, &asked, now()).await.unwrap()
}

fn of<'a>(found: &'a Durations, period: &str) -> Option<&'a Figures> {
    let period = Period::parse(period).unwrap();
    found.report.periods.iter().find(|one| one.period == period).map(|one| &one.figures)
}

/// How many there are, how many of these go on, and the median.
fn same<'a>(found: &Durations, period: &str, ones: impl Iterator<Item = &'a One>) {
    let lengths: Vec<_> = ones.map(|one| one.lasted).collect();
    let Some(figures) = of(found, period) else {
        assert!(lengths.is_empty(), "{period} is missing");
        return;
    };
    let open = lengths.iter().filter(|length| length.is_none()).count();
    let counted = [figures.counts.n, figures.counts.n_open].map(|n| usize::try_from(n).unwrap());
    assert_eq!(counted, [lengths.len() - open, open], "{period}");
    let told = figures.told.median.point.ok().map(|figure| figure.seconds());
    assert_eq!(told, median(lengths), "{period}");
    assert!(figures.counts.left_out.is_empty(), "{period}: {:?}", figures.counts);
}

pub async fn counts_and_medians(year: &Year) {
    for severity in 1..=5 {
        let level = severity.to_string();
        let question = [("by", "month"), ("severity", &level), ("source", "moments")];
        for (viewer, private) in [(year.bo, false), (year.bo, true), (year.ada, true)] {
            let with = [("private", if private { "1" } else { "" })];
            let found = asked(year, viewer, &[&question[..], &with].concat()).await;
            let sees = private && viewer == year.ada;
            let ones = || year.truth.all.iter().filter(move |one| one.counts(sees));
            for month in 1..=MONTHS + 1 {
                let name = format!("2025-{month:02}").replace("2025-13", "2026-01");
                let is = |one: &&One| one.month() == month && one.severity == severity;
                same(&found, &name, ones().filter(is));
            }
        }
    }
    // All severities of a service together.
    for service in [HALVED, SAME] {
        let found = asked(year, year.bo, &[("by", "quarter"), ("service", service)]).await;
        for quarter in 1..=4 {
            let is = |one: &&One| one.counts(false) && quarter_of(one.month()) == quarter;
            same(&found, &format!("2025-Q{quarter}"), year.truth.of(service).filter(is));
        }
    }
}

/// The truth that they were drawn from, which no figure knows.
pub async fn intervals_hold_the_truth(year: &Year) {
    let mut held = 0;
    for service in [HALVED, SAME] {
        let question = [("by", "quarter"), ("service", service), ("severity", "3")];
        let found = asked(year, year.bo, &question).await;
        for quarter in 1..=4 {
            let truth = if service == HALVED && quarter > 2 { MEDIAN / 2.0 } else { MEDIAN };
            let told = &of(&found, &format!("2025-Q{quarter}")).unwrap().told.median;
            let truth = Duration::from_seconds(truth as i64);
            held += usize::from((told.low.unwrap()..=told.high.unwrap()).contains(&truth));
        }
    }
    // Each with 95 %: of eight, fewer than six would be one of two hundred such years.
    assert!(held >= 6, "{held} of 8 intervals hold the truth");
}

pub async fn a_change_is_told_where_there_was_one(year: &Year) {
    for (service, truth) in [(HALVED, 0.5), (SAME, 1.0)] {
        let question = [
            ("by", "quarter"),
            ("service", service),
            ("source", "moments"),
            ("before", "2025-Q2"),
            ("after", "2025-Q3"),
        ];
        let found = asked(year, year.bo, &question).await;
        let change = found.compared.unwrap().change;
        let ratio = change.ratio.unwrap();
        assert!(ratio.low <= truth && truth <= ratio.high, "{service}: {ratio:?}");
        match change.verdict {
            Verdict::Shorter { at_least } => {
                assert_eq!(service, HALVED);
                // Never more than the truth.
                assert!(at_least > 0.0 && at_least <= 0.5, "{at_least}");
            }
            told => {
                let not_sure = Verdict::CannotTell(CannotTell::NotSure);
                assert_eq!((told, service), (not_sure, SAME));
            }
        }
    }
}

/// Some of the later ones go on: what ended alone would be shorter than the truth.
pub async fn a_change_is_told_where_some_go_on(year: &Year) {
    let question = [
        ("by", "month"),
        ("service", SLOW),
        ("source", "moments"),
        ("before", "2025-11"),
        ("after", "2025-12"),
    ];
    let change = asked(year, year.bo, &question).await.compared.unwrap().change;
    let ones = |month| year.truth.of(SLOW).filter(move |one| one.month() == month);
    let open = ones(12).filter(|one| one.lasted.is_none()).count();
    assert_eq!((change.method, change.n), (Method::Censored, [16, 16]));
    assert!(change.open == [0, open] && open > 1, "{:?}", change.open);
    let ratio = change.ratio.unwrap();
    assert!(ratio.low <= SLOWER && SLOWER <= ratio.high, "{ratio:?}");
    let log = |month| {
        let logs: Vec<_> =
            ones(month).filter_map(|one| one.lasted).map(|it| (it as f64).ln()).collect();
        logs.iter().sum::<f64>() / logs.len() as f64
    };
    let ended = (log(12) - log(11)).exp();
    assert!(ended < ratio.point && (ratio.point / SLOWER).ln().abs() < (ended / SLOWER).ln().abs());
    let Verdict::Longer { at_least } = change.verdict else { panic!("{:?}", change.verdict) };
    assert!(at_least > 0.0 && at_least <= SLOWER - 1.0, "{at_least}");
}

/// Each service by itself, and only those of which there are enough for so many at once.
pub async fn each_service_is_told_by_itself(year: &Year) {
    let question = [
        ("by", "quarter"),
        ("slice", "service"),
        ("source", "moments"),
        ("before", "2025-Q2"),
        ("after", "2025-Q3"),
    ];
    let found = asked(year, year.bo, &question).await.compared_at_once.unwrap();
    for row in &found.rows {
        let of = |quarter| {
            let is = |one: &&One| one.counts(false) && quarter_of(one.month()) == quarter;
            let name = row.slice.as_deref();
            year.truth.all.iter().filter(is).filter(|one| Some(one.service) == name).count()
        };
        assert_eq!(row.durations, [of(2), of(3)], "{}", row.label);
    }
    assert_eq!(found.comparisons, 3);
    let verdict = |service: &str| {
        let row = found.rows.iter().find(|row| row.slice.as_deref() == Some(service)).unwrap();
        row.change.as_ref().map(|change| (change.ratio.unwrap(), change.verdict))
    };
    let (ratio, told) = verdict(HALVED).unwrap();
    assert!(ratio.low <= 0.5 && 0.5 <= ratio.high, "{ratio:?}");
    let Verdict::Shorter { at_least } = told else { panic!("{told:?}") };
    assert!(at_least > 0.0 && at_least <= 0.5, "{at_least}");
    let (ratio, told) = verdict(SAME).unwrap();
    assert!(ratio.low <= 1.0 && 1.0 <= ratio.high, "{ratio:?}");
    assert_eq!(told, Verdict::CannotTell(CannotTell::NotSure));
    assert_eq!(verdict(LOGIN), None, "nine are too few for three at once");
}
