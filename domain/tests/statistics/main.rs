//! The figures against SciPy, statsmodels and lifelines: `facts.txt`, made by `dev/reference.py`.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod facts;

use facts::{Fact, facts, near, sample, side};
use nofault_domain::report::figure::Figure;
use nofault_domain::statistics::special::{
    beta_quantile, binomial_upto, chi_square_quantile, normal_quantile, student_quantile,
};
use nofault_domain::statistics::survival::Curve;
use nofault_domain::statistics::{
    Counted, Incidence, Needed, Outcome, Proportion, Spread, Week, change, count, count_change,
};

#[test]
fn distributions_are_scipys() {
    for (kind, of) in [
        ("t", (|x| student_quantile(x[0], x[1])) as fn(&[f64]) -> f64),
        ("chi2", |x| chi_square_quantile(x[0], x[1])),
        ("beta", |x| beta_quantile(x[0], x[1], x[2])),
        ("normal", |x| normal_quantile(x[0])),
        ("binomial", |x| binomial_upto(x[0] as usize, x[1] as usize, x[2])),
    ] {
        for fact in facts(kind) {
            near(&fact, 0, of(&fact.numbers()));
        }
    }
}

#[test]
fn figures_of_one_sample_are_theirs() {
    for fact in facts("quantile50").into_iter().chain(facts("quantile90")) {
        let sample = sample(&fact.given);
        let median = fact.kind == "quantile50";
        let found = if median { sample.median() } else { sample.p90() };
        // We tell less than could be told of few.
        if let Ok(point) = found.point {
            near(&fact, 0, point.seconds());
            assert_eq!(found.low.map(|low| low.seconds()).ok(), fact.found[1], "{fact}");
            assert_eq!(found.high.map(|high| high.seconds()).ok(), fact.found[2], "{fact}");
        } else {
            assert!(!median && sample.n() < 10);
        }
    }
    for fact in facts("geometric") {
        let found = sample(&fact.given).geometric_mean();
        near(&fact, 0, found.point.unwrap());
        fact.same(1, found.low.ok());
        fact.same(2, found.high.ok());
        near(&fact, 3, found.log_sd.unwrap());
    }
    for fact in facts("mean") {
        let found = sample(&fact.given).mean();
        near(&fact, 0, found.point.map(Figure::seconds).unwrap());
        near(&fact, 1, found.longest_share.unwrap());
    }
}

#[test]
fn curves_are_those_of_lifelines_and_statsmodels() {
    for fact in facts("survival") {
        let curve = Curve::of(facts::seen(&fact.given), 1);
        assert_eq!(curve.steps.len() * 4, fact.found.len());
        for (at, step) in curve.steps.iter().enumerate() {
            near(&fact, 4 * at, step.at.seconds());
            near(&fact, 4 * at + 1, step.share);
            fact.same(4 * at + 2, step.low);
            fact.same(4 * at + 3, step.high);
        }
    }
    for fact in facts("censored50").into_iter().chain(facts("censored90")) {
        let sample = sample(&fact.given);
        let found = if fact.kind == "censored50" { sample.median() } else { sample.p90() };
        let seconds =
            |told: Result<nofault_domain::duration::Duration, _>| told.map(|end| end.seconds());
        if found.point.is_ok() || fact.kind == "censored50" {
            assert_eq!(seconds(found.low).ok(), fact.found[0], "{fact}");
        }
        if sample.n() >= 36 || fact.kind == "censored50" {
            assert_eq!(seconds(found.high).ok(), fact.found[1], "{fact}");
        }
    }
}

#[test]
fn changes_are_theirs() {
    for fact in facts("change") {
        let [before, after] = sides(&fact);
        let found = change(&before, &after, 1, None);
        let ratio = found.ratio.unwrap();
        for (at, found) in [ratio.point, ratio.low, ratio.high, ratio.df].into_iter().enumerate() {
            near(&fact, at, found);
        }
        if fact.found[4].is_some() {
            near(&fact, 4, found.raw.unwrap());
        }
    }
    for fact in facts("smallest") {
        let [before, after] = sides(&fact);
        let found = change(&before, &after, 1, None).smallest.unwrap();
        near(&fact, 0, found.longer);
        near(&fact, 1, found.longer_range[0]);
        near(&fact, 2, found.longer_range[1]);
        near(&fact, 0, 1.0 / found.shorter);
        assert!(!found.from_history);
        // The same spread from elsewhere leads to the same.
        let old: Option<Spread> = Some(found.spread);
        assert_eq!(change(&before, &after, 1, old).smallest.unwrap(), found);
    }
    for fact in facts("halving") {
        let [before, after] = sides(&fact);
        let found = change(&before, &after, 1, None).smallest.unwrap().halving;
        let expected = fact.found[0].map_or(Needed::None, |n| Needed::Each(n as usize));
        assert_eq!(found, expected, "{fact}");
    }
}

/// Bonferroni’s, for one of two and of five.
#[test]
fn changes_of_several_at_once_are_theirs() {
    for fact in facts("change_at_once") {
        let (at_once, [before, after]) = of_several(&fact);
        let found = change(&before, &after, at_once, None);
        let ratio = found.ratio.unwrap();
        for (at, found) in [ratio.point, ratio.low, ratio.high, ratio.df].into_iter().enumerate() {
            near(&fact, at, found);
        }
        assert_eq!(found.at_once, at_once);
    }
    for fact in facts("smallest_at_once") {
        let (at_once, [before, after]) = of_several(&fact);
        let found = change(&before, &after, at_once, None).smallest.unwrap();
        near(&fact, 0, found.longer);
        near(&fact, 1, found.longer_range[0]);
        near(&fact, 2, found.longer_range[1]);
        near(&fact, 0, 1.0 / found.shorter);
        near(&fact, 1, 1.0 / found.shorter_range[0]);
        near(&fact, 2, 1.0 / found.shorter_range[1]);
    }
    for fact in facts("halving_at_once") {
        let (at_once, [before, after]) = of_several(&fact);
        let found = change(&before, &after, at_once, None).smallest.unwrap().halving;
        let expected = fact.found[0].map_or(Needed::None, |n| Needed::Each(n as usize));
        assert_eq!(found, expected, "{fact}");
    }
}

/// How many at once, and the two sides of one of them.
fn of_several(fact: &Fact) -> (usize, [nofault_domain::statistics::Side<usize>; 2]) {
    let (at_once, given) = fact.given.split_once(' ').unwrap();
    let (before, after) = given.split_once(" | ").unwrap();
    (at_once.parse().unwrap(), [side(before), side(after)])
}

fn sides(fact: &Fact) -> [nofault_domain::statistics::Side<usize>; 2] {
    let (before, after) = fact.given.split_once(" | ").unwrap();
    [side(before), side(after)]
}

#[test]
fn counts_are_theirs() {
    for fact in facts("garwood") {
        let [low, high] = count::garwood(fact.numbers()[0], 0.025);
        near(&fact, 0, low);
        near(&fact, 1, high);
    }
    for fact in facts("proportion") {
        let given = fact.numbers();
        let found = Proportion::of(given[0] as usize, given[1] as usize).unwrap();
        near(&fact, 0, found.low);
        near(&fact, 1, found.high);
    }
    let of_several = facts("rates_at_once").into_iter().map(|fact| {
        let given = fact.numbers();
        (given[0] as usize, given[1..].to_vec(), fact)
    });
    let of_one = facts("rates").into_iter().map(|fact| (1, fact.numbers(), fact));
    for (at_once, x, fact) in of_one.chain(of_several) {
        let one =
            |count: f64, days| Counted { count: count as usize, days, weeks: &[], finished: true };
        let found = count_change(one(x[0], x[1]), one(x[2], x[3]), at_once).unwrap();
        near(&fact, 0, found.low);
        fact.same(1, found.high);
    }
    for fact in facts("weeks") {
        let (before, after) = fact.given.split_once(" | ").unwrap();
        let weeks = |text: &str| -> Vec<Week> {
            let counts = text.split_whitespace().map(|word| word.parse().unwrap());
            counts.map(|count| Week { count, days: 7.0 }).collect()
        };
        let (before, after) = (weeks(before), weeks(after));
        let counted = |weeks| Counted {
            count: total(weeks),
            days: 7.0 * weeks.len() as f64,
            weeks,
            finished: true,
        };
        let found = count_change(counted(&before), counted(&after), 1).unwrap();
        near(&fact, 0, found.clustering.phi);
        near(&fact, 1, found.low);
        fact.same(2, found.high);
    }
}

fn total(weeks: &[Week]) -> usize {
    weeks.iter().map(|week| week.count).sum()
}

#[test]
fn done_and_declined_are_those_of_lifelines() {
    for fact in facts("competing") {
        let one = |word: &str| {
            let (time, how) = word.split_at(word.len() - 1);
            let outcome = match how {
                "a" => Outcome::First,
                "b" => Outcome::Second,
                _ => Outcome::Open,
            };
            (facts::micros(time), outcome)
        };
        let found = Incidence::of(fact.given.split_whitespace().map(one), 1);
        assert_eq!(found.steps.len() * 7, fact.found.len());
        for (row, step) in found.steps.iter().enumerate() {
            let at = 7 * row;
            near(&fact, at, step.at.seconds());
            near(&fact, at + 1, step.first.share);
            near(&fact, at + 2, step.second.share);
            // What ends with nothing left has no interval with us.
            if step.at_risk > 1 {
                fact.same(at + 3, step.first.low);
                fact.same(at + 4, step.first.high);
                fact.same(at + 5, step.second.low);
                fact.same(at + 6, step.second.high);
            }
        }
    }
}
