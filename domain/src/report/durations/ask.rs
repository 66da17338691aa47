//! What a durations report is asked for, in an address or on the command line.

mod with;

pub use with::With;
use with::{twice, version, with};

use super::{SliceBy, SourceRule};
use crate::instant::Instant;
use crate::metric::{Definition, Metric};
use crate::period::{By, Period};
use crate::refusal::{Checker, Refusal};
use crate::report::filters::Filters;
use crate::report::periods::{given, in_order, name, of_length};
use crate::report::private;
use crate::severity::Severity;
use crate::word::Word;
use crate::zone::Zone;

crate::words!(
    /// Which kinds are counted; drills never are.
    Counted, "choice of what is counted" {
        Incident = "incident", "Incidents";
        All = "all", "Incidents and near misses";
        NearMiss = "near-miss", "Near misses only";
    }
);

impl Counted {
    pub(in crate::report) fn nouns(self) -> [&'static str; 2] {
        match self {
            Self::Incident => ["incident", "incidents"],
            Self::All => ["incident or near miss", "incidents and near misses"],
            Self::NearMiss => ["near miss", "near misses"],
        }
    }

    /// So many: “12 incidents”.
    #[must_use]
    pub fn said(self, n: usize) -> String {
        let [one, many] = self.nouns();
        match n {
            0 => format!("No {one}"),
            1 => format!("1 {one}"),
            n => format!("{n} {many}"),
        }
    }
}

/// A question as it was typed; what is blank is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DurationsForm {
    pub metric: String,
    /// Of the metric's definition; blank is the present one.
    pub version: String,
    pub by: String,
    pub severity: String,
    pub service: String,
    pub team: String,
    pub kind: String,
    pub source: String,
    pub from: String,
    pub to: String,
    pub private: String,
    pub period: String,
    pub before: String,
    pub after: String,
    pub slice: String,
    /// One for each that was chosen.
    pub with: Vec<String>,
}

/// A question that can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DurationsAsked {
    pub metric: Metric,
    /// Of the metric's definition; none is the present one.
    pub version: Option<i64>,
    pub by: By,
    /// The highest that the incident held.
    pub severity: Option<Severity>,
    pub service: Option<String>,
    /// That owns a service of the incident.
    pub team: Option<String>,
    pub counted: Counted,
    pub source: SourceRule,
    /// The first period and the last, both whole.
    pub from: Option<Period>,
    pub to: Option<Period>,
    /// With those private ones that the viewer may see.
    pub private: bool,
    /// Whose incidents are listed.
    pub period: Option<Period>,
    /// Which are compared: the earlier and the later.
    pub compared: Option<(Period, Period)>,
    /// Each of these is compared by itself.
    pub slice: Option<SliceBy>,
    /// Compared, too; never `metric`, and none twice.
    pub with: Vec<With>,
}

impl DurationsForm {
    /// From the pairs of an address; of several of one name the first counts, but for `with`.
    #[must_use]
    pub fn of(pairs: &[(String, String)]) -> Self {
        let get = |name| given(pairs, name);
        Self {
            metric: get("metric"),
            version: get("version"),
            by: get("by"),
            severity: get("severity"),
            service: get("service"),
            team: get("team"),
            kind: get("kind"),
            source: get("source"),
            from: get("from"),
            to: get("to"),
            private: get("private"),
            period: get("period"),
            before: get("before"),
            after: get("after"),
            slice: get("slice"),
            with: pairs
                .iter()
                .filter(|(key, value)| key == "with" && !value.trim().is_empty())
                .map(|(_, value)| value.trim().to_owned())
                .collect(),
        }
    }

    /// # Errors
    /// [`Refusal::Invalid`] with a sentence for everything that cannot be read.
    pub fn parse(&self) -> Result<DurationsAsked, Refusal> {
        let mut checker = Checker::default();
        let metric = checker.optional("metric", &self.metric, Metric::parse);
        let version = checker.optional("version", &self.version, version);
        let by = checker.optional("by", &self.by, By::parse);
        let severity = checker.optional("severity", &self.severity, Severity::parse_loose);
        let counted = checker.optional("kind", &self.kind, Counted::parse);
        let source = checker.optional("source", &self.source, SourceRule::parse);
        let from = checker.optional("from", &self.from, Period::parse);
        let to = checker.optional("to", &self.to, Period::parse);
        let period = checker.optional("period", &self.period, Period::parse);
        let length = by.map(|by| by.unwrap_or(By::Quarter));
        let [before, after] = [("before", &self.before), ("after", &self.after)]
            .map(|(field, given)| checker.optional(field, given, |given| of_length(given, length)));
        let slice = checker.optional("slice", &self.slice, SliceBy::parse);
        let with = checker.take("with", with(&self.with));
        let private = checker.take("private", private(&self.private));
        let own = metric.clone().and_then(|typed| typed.or_else(usual));
        if let (Some(own), Some(version), Some(with)) = (&own, version, &with)
            && with.iter().any(|one| {
                one.metric == *own && one.version.is_some_and(|held| version != Some(held))
            })
        {
            checker.add("with", twice(own));
        }
        in_order(from.flatten(), to.flatten(), &mut checker);
        if let (Some(Some(before)), Some(Some(after))) = (before, after)
            && after <= before
        {
            checker
                .add("after", format!("{after} is not later than {before}: turn the two around."));
        }
        let (service, team) = (name(&self.service), name(&self.team));
        let parsed = (|| {
            let metric = own?;
            let mut with = with?;
            with.retain(|one| one.metric != metric);
            Some(DurationsAsked {
                metric,
                version: version?,
                by: by?.unwrap_or(By::Quarter),
                severity: severity?,
                service,
                team,
                counted: counted?.unwrap_or(Counted::Incident),
                source: source?.unwrap_or(SourceRule::StatedFirst),
                from: from?,
                to: to?,
                private: private?,
                period: period?,
                // Alone, it is compared with the one before it.
                compared: match (before?, after?) {
                    (Some(before), Some(after)) => Some((before, after)),
                    (None, Some(after)) => Some((after.previous(), after)),
                    (Some(before), None) => Some((before, before.next())),
                    (None, None) => None,
                },
                slice: slice?,
                with,
            })
        })();
        checker.done(parsed)
    }
}

/// Where none is chosen.
fn usual() -> Option<Metric> {
    Metric::parse("time-to-resolve").ok()
}

impl DurationsAsked {
    /// The same question as the pairs of an address, without the period whose incidents are listed.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            ("metric", self.metric.to_string()),
            ("by", self.by.key().to_owned()),
            ("kind", self.counted.key().to_owned()),
            ("source", self.source.key().to_owned()),
        ];
        let optional = [
            ("version", self.version.map(|version| version.to_string())),
            ("severity", self.severity.map(|severity| severity.key().to_owned())),
            ("service", self.service.clone()),
            ("team", self.team.clone()),
            ("from", self.from.map(|period| period.to_string())),
            ("to", self.to.map(|period| period.to_string())),
            ("before", self.compared.map(|(before, _)| before.to_string())),
            ("after", self.compared.map(|(_, after)| after.to_string())),
            ("private", self.private.then(|| "1".to_owned())),
            ("slice", self.slice.map(|slice| slice.key().to_owned())),
        ];
        pairs.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
        pairs.extend(self.with.iter().map(|with| ("with", with.to_string())));
        pairs
    }

    /// Which incidents are counted, and which periods are listed.
    #[must_use]
    pub fn filters(&self) -> Filters {
        Filters {
            severity: self.severity,
            service: self.service.clone(),
            team: self.team.clone(),
            counted: self.counted,
            private: self.private,
            from: self.from,
            to: self.to,
        }
    }

    /// The same in words, with which durations count.
    #[must_use]
    pub fn in_words(&self) -> String {
        let source = match self.source {
            SourceRule::StatedFirst => "A duration is what was stated, else what its moments give.",
            SourceRule::Stated => "Only durations that were stated count.",
            SourceRule::Moments => "A duration is what its moments give, whatever was stated.",
        };
        format!("{} {source}", self.filters().in_words())
    }

    /// The same, held to the versions of the metrics' definitions that are among these.
    #[must_use]
    pub fn held_to(&self, definitions: &[Definition]) -> Self {
        let version_of = |metric: &Metric, asked: Option<i64>| {
            let known = definitions.iter().find(|one| one.metric == *metric);
            known.map_or(asked, Definition::version)
        };
        let hold = |with: &With| With {
            metric: with.metric.clone(),
            version: version_of(&with.metric, with.version),
        };
        let with = self.with.iter().map(hold).collect();
        Self { version: version_of(&self.metric, self.version), with, ..self.clone() }
    }

    /// A metric with the version that it is held to.
    #[must_use]
    pub fn held(&self, metric: &Metric) -> With {
        let with = self.with.iter().find(|with| with.metric == *metric);
        let own = self.version.filter(|_| self.metric == *metric);
        With { metric: metric.clone(), version: with.map_or(own, |with| with.version) }
    }

    /// The two periods, where slices or several metrics are compared at once.
    #[must_use]
    pub fn at_once(&self) -> Option<(Period, Period)> {
        self.compared.filter(|_| self.slice.is_some() || !self.with.is_empty())
    }

    /// Whether what belongs to `at` is asked for.
    #[must_use]
    pub fn covers(&self, at: Instant, zone: &Zone) -> bool {
        self.from.is_none_or(|from| at >= from.start(zone))
            && self.to.is_none_or(|to| at < to.end(zone))
    }
}

#[cfg(test)]
mod tests;
