//! How long incidents took: as many as there were, exactly as long, and changed where they did.

use nofault_app::report::durations::{Durations, read};
use nofault_domain::access::Viewer;
use nofault_domain::duration::Duration;
use nofault_domain::period::Period;
use nofault_domain::report::durations::{DurationsForm, Figures};
use nofault_domain::statistics::change::{CannotTell, Verdict};

use super::calendar::{MONTHS, quarter_of};
use super::make::{Year, now};
use super::truth::{HALVED, MEDIAN, One, SAME, median};

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
