//! Duration metrics: adding one, and saying anew what one is the length of.

use serde::Deserialize;

use super::{Command, Typing, Was, version};
use crate::metric::{Between, Metric};
use crate::milestone::Milestone;
use crate::refusal::{Checker, Refusal};
use crate::word::Word as _;

/// `POST /settings/metrics` (no `metric`, but a `name`) and `POST /settings/metrics/time-to-x`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SaveMetric {
    pub metric: String,
    pub version: String,
    pub name: String,
    pub from: String,
    pub was_from: Was,
    pub to: String,
    pub was_to: Was,
}

#[derive(Debug)]
pub struct MetricSaving {
    pub metric: Metric,
    /// None makes a new one; else the version that was seen.
    pub seen: Option<i64>,
    pub between: Between,
    /// What the form was opened with, where it says so.
    pub was_from: Option<Milestone>,
    pub was_to: Option<Milestone>,
}

impl Command for SaveMetric {
    type Parsed = MetricSaving;

    fn parse(self, _typing: &Typing) -> Result<MetricSaving, Refusal> {
        let mut checker = Checker::default();
        let known = match self.metric.trim() {
            "" => None,
            given => Some(Metric::parse(given).map_err(|_| Refusal::NotFound("metric"))?),
        };
        let named = match known {
            Some(metric) => {
                version(&self.version, &mut checker).map(|version| (metric, Some(version)))
            }
            None => checker.take("name", Metric::parse(&self.name)).map(|metric| (metric, None)),
        };
        let from = checker.take("from", Milestone::parse(&self.from));
        let to = checker.take("to", Milestone::parse(&self.to));
        if let (Some(from), Some(to)) = (from, to)
            && from == to
        {
            checker.add("to", "Both are the same milestone: that is always zero.");
        }
        let parsed = (|| {
            let (metric, seen) = named?;
            Some(MetricSaving {
                metric,
                seen,
                between: Between { from: from?, to: to? },
                was_from: self.was_from.read(Milestone::parse),
                was_to: self.was_to.read(Milestone::parse),
            })
        })();
        checker.done(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn parse(form: SaveMetric) -> Result<MetricSaving, Refusal> {
        form.parse(&Typing { now: Instant::from_seconds(0), zone: Zone::utc() })
    }

    #[test]
    fn a_metric_is_two_milestones() {
        let form = |name: &str, from: &str, to: &str| SaveMetric {
            name: name.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            ..SaveMetric::default()
        };
        let new = parse(form("Time to mend", "declared", "Resolved")).unwrap();
        assert_eq!((new.metric.as_str(), new.seen), ("time-to-mend", None));
        assert_eq!(new.between.to_string(), "resolved − declared");
        let wrong = |form| parse(form).unwrap_err().fields().to_vec();
        assert_eq!(wrong(form("MTTR", "declared", "resolved"))[0].field, "name");
        assert_eq!(wrong(form("Time to x", "declared", "declared"))[0].field, "to");
        assert_eq!(wrong(form("Time to x", "", "")).len(), 2);
        let edit =
            SaveMetric { metric: "time-to-x".to_owned(), ..form("", "declared", "resolved") };
        assert_eq!(wrong(edit)[0].field, "version");
        let unknown = SaveMetric { metric: "x".to_owned(), ..form("", "declared", "resolved") };
        assert_eq!(parse(unknown).unwrap_err(), Refusal::NotFound("metric"));
    }
}
