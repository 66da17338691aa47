//! A budget for programs: costs are exact, shares are of 1.

use nofault_domain::action::Priority;
use nofault_domain::budget::{Cost, Kind, Replay, Rule, Source, State, Target};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ImpactNumber, IncidentNumber};
use nofault_domain::review::ReviewLevel;
use serde::{Serialize, Serializer};

use super::{BudgetRead, LargeOne};

const FORMULA: &str = "spent = ∫ f(t) dt over [from, min(to, now)), f(t) the highest fraction affected \
    at t; budget = (1 − target) × (to − from); remaining = budget − spent; upper = ∫ min(1, Σ f(t)) dt. \
    An impact whose fraction is not known counts as all; one without an end goes on until now.";

const COUNTED: &str = "spent = (total − good) ÷ total × (to − from) of the counts, which cover the window \
    until counted_until, + ∫ f(t) dt over [counted_until, now), as impacts say it: spent_since_counted; budget = (1 − target) × the window; remaining = budget − spent.";

#[derive(Serialize)]
struct Shown<'a> {
    slo: String,
    service: &'a str,
    name: &'a str,
    version: i64,
    target: Target,
    window: Kind,
    days: Option<i64>,
    zone: &'a str,
    retired_at: Option<Instant>,
    formula: &'static str,
    /// From declared impacts, not counted.
    estimate: bool,
    /// Where `spent`, `remaining` and `state` come from.
    source: Source,
    counts: Counts,
    with_private: bool,
    now: Instant,
    from: Instant,
    to: Instant,
    state: State,
    exempt: bool,
    /// Of the policy: the one that holds.
    rule: Option<Says<'a>>,
    policy: Read<'a>,
    budget: Cost,
    spent: Cost,
    /// Where it was counted: until then, and estimated since.
    counted_until: Option<Instant>,
    spent_since_counted: Option<Cost>,
    /// As impacts say it of the same time, whatever the source.
    spent_estimated: Cost,
    spent_without_unknown_fractions: Cost,
    spent_upper: Cost,
    spent_without_exempt: Option<Cost>,
    remaining: Cost,
    spent_of_budget: f64,
    incidents: Vec<Incident<'a>>,
    impacts: Vec<Impact>,
    recovery: Option<Vec<Point>>,
    within_from: Option<Instant>,
    replayed_windows: Option<usize>,
    replayed_exceeding: Option<usize>,
}

/// How much of the window they cover, and what they say where it is all of it.
#[derive(Serialize)]
struct Counts {
    from: Instant,
    to: Instant,
    covered_seconds: i64,
    of_seconds: i64,
    /// As texts, since they may be longer than what a program reads as a number.
    good: Option<String>,
    total: Option<String>,
}

#[derive(Serialize)]
struct Incident<'a> {
    incident: IncidentNumber,
    title: &'a str,
    charged: Cost,
    alone: Cost,
    alone_of_budget: f64,
    exempt: bool,
    due: Option<Due>,
}

/// What is due after an incident that spent much by itself, and what of it is not done.
#[derive(Serialize)]
struct Due {
    above_of_budget: f64,
    review: ReviewLevel,
    action: Option<Priority>,
    missing: Vec<String>,
}

/// A rule of the policy.
#[derive(Serialize)]
struct Says<'a> {
    when: String,
    /// Markdown.
    means: &'a str,
}

/// What is read from the text of the policy.
#[derive(Serialize)]
struct Read<'a> {
    rules: Vec<Says<'a>>,
    not_understood: Vec<String>,
    /// Of the installation, where the policy has no rule on one incident.
    one_incident_from_of_budget: Option<f64>,
}

fn says(rule: &Rule) -> Says<'_> {
    Says { when: rule.when.to_string(), means: &rule.means }
}

#[derive(Serialize)]
struct Impact {
    incident: IncidentNumber,
    /// Another one, where that one was merged into the incident.
    written_in: IncidentNumber,
    impact: ImpactNumber,
    from: Instant,
    to: Option<Instant>,
    fraction: Option<nofault_domain::impact::Fraction>,
    misses_its_end: bool,
}

#[derive(Serialize)]
struct Point {
    at: Instant,
    spent: Cost,
}

#[expect(clippy::cast_precision_loss, reason = "a share to look at; the costs are exact")]
fn share(parts: i128) -> f64 {
    parts as f64 / 1e6
}

impl Serialize for BudgetRead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (budget, titles, stands) = (&self.budget, self.titles(), self.stands());
        let (spending, coverage) = (&self.spending, &self.coverage);
        let counted = coverage.counted;
        let counts = Counts {
            from: coverage.frame.from,
            to: coverage.frame.to,
            covered_seconds: coverage.covered / 1_000_000,
            of_seconds: coverage.frame.micros() / 1_000_000,
            good: counted.map(|counted| counted.good.to_string()),
            total: counted.map(|counted| counted.total.to_string()),
        };
        let estimate = spending.source == Source::Impacts;
        let incident = |one: &nofault_domain::budget::Share| Incident {
            incident: one.incident,
            title: titles.get(&one.incident).copied().unwrap_or_default(),
            charged: one.charged,
            alone: one.alone.cost,
            alone_of_budget: share(one.alone.parts()),
            exempt: self.is_exempt(one.incident),
            due: self.large.iter().find(|large| large.incident == one.incident).map(due),
        };
        let impact = |hit: &nofault_store::slo::Hit| Impact {
            incident: hit.piece.incident,
            written_in: hit.written_in,
            impact: hit.impact,
            from: hit.piece.from,
            to: hit.piece.to,
            fraction: hit.piece.fraction,
            misses_its_end: hit.misses_its_end(),
        };
        let points = self.recovery.as_ref().map(|curve| {
            let points = curve.points.iter();
            points.map(|(at, spent)| Point { at: *at, spent: *spent }).collect()
        });
        let replayed = match self.replay {
            Replay::Of { windows, exceeded } => Some((windows, exceeded)),
            Replay::Over | Replay::Few | Replay::Counted => None,
        };
        let shown = Shown {
            slo: self.slo.id.to_string(),
            service: &self.slo.service_name,
            name: &self.slo.name,
            version: self.slo.version,
            target: self.slo.promise.target,
            window: self.slo.promise.window.kind(),
            days: self.slo.promise.window.days(),
            zone: self.slo.promise.zone.name(),
            retired_at: self.slo.retired_at,
            formula: if estimate { FORMULA } else { COUNTED },
            estimate,
            source: spending.source,
            counts,
            with_private: self.private,
            now: budget.now,
            from: budget.frame.from,
            to: budget.frame.to,
            state: stands.state,
            exempt: stands.exempt,
            rule: stands.rule.as_ref().map(says),
            policy: self.policy_read(),
            budget: budget.allowed,
            spent: spending.spent,
            counted_until: spending.counted_until,
            spent_since_counted: spending.counted_until.map(|_| spending.from_impacts),
            spent_estimated: spending.estimated,
            spent_without_unknown_fractions: budget.known,
            spent_upper: budget.upper,
            spent_without_exempt: self.held,
            remaining: spending.remaining(),
            spent_of_budget: share(spending.parts()),
            incidents: budget.shares.iter().map(incident).collect(),
            impacts: self.hits.iter().map(impact).collect(),
            recovery: points,
            within_from: self.recovery.as_ref().and_then(|curve| curve.within_from),
            replayed_windows: replayed.map(|(windows, _)| windows),
            replayed_exceeding: replayed.map(|(_, exceeded)| exceeded),
        };
        shown.serialize(serializer)
    }
}

impl BudgetRead {
    fn policy_read(&self) -> Read<'_> {
        let policy = &self.slo.policy;
        let from = self.installation.filter(|_| !policy.is_on_one());
        Read {
            rules: policy.rules().iter().map(says).collect(),
            not_understood: policy.unread().iter().map(|one| one.sentence.clone()).collect(),
            one_incident_from_of_budget: from.map(|parts| share(i128::from(parts))),
        }
    }
}

fn due(one: &LargeOne) -> Due {
    Due {
        above_of_budget: share(i128::from(one.asked.above)),
        review: one.asked.asks.review,
        action: one.asked.asks.action,
        missing: one.large.missing(one.asked.asks),
    }
}
