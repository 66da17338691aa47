//! The question that a kept report answers: one of the known reports, with what was asked of it.

use std::fmt;

use crate::id::SloId;
use crate::instant::Instant;
use crate::period::{By, Period};
use crate::word::Word;
use crate::zone::Zone;

crate::words!(
    /// A report that can be kept.
    Report, "report" {
        Durations = "durations", "Durations";
        Counts = "counts", "Counts";
        Changes = "changes", "Changes";
        Factors = "factors", "Factors over time";
        Toil = "toil", "Toil";
        Reviews = "reviews", "Reviews";
        Actions = "actions", "Actions";
        /// Of one SLO; all others stand at `/reports/` and their key.
        Budget = "budget", "Error budget";
    }
);

/// Where a report stands, and what is asked of it. No other address is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub report: Report,
    /// Of a budget.
    pub slo: Option<SloId>,
    /// In the order of the report's own address.
    pub pairs: Vec<(String, String)>,
}

/// What was given is the address of no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This is not the address of a report that can be kept: open the report and keep it there.")]
pub struct NoReport;

impl Address {
    /// Of a report that stands by itself.
    #[must_use]
    pub fn of(report: Report, pairs: &[(&'static str, String)]) -> Self {
        let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        Self { report, slo: None, pairs }
    }

    #[must_use]
    pub fn of_budget(slo: SloId, private: bool) -> Self {
        let private = private.then(|| ("private".to_owned(), "1".to_owned()));
        Self { report: Report::Budget, slo: Some(slo), pairs: private.into_iter().collect() }
    }

    /// # Errors
    /// [`NoReport`]. What the query asks is for the report to read.
    pub fn parse(given: &str) -> Result<Self, NoReport> {
        let given = given.trim();
        let (path, query) = given.split_once('?').unwrap_or((given, ""));
        let pairs = serde_urlencoded::from_str(query).map_err(|_| NoReport)?;
        if let Some(slo) = path.strip_prefix("/slos/") {
            let slo = uuid::Uuid::try_parse(slo).map_err(|_| NoReport)?;
            return Ok(Self { report: Report::Budget, slo: Some(SloId(slo)), pairs });
        }
        let key = path.strip_prefix("/reports/").ok_or(NoReport)?;
        let known = |report: &&Report| report.key() == key && **report != Report::Budget;
        let report = Report::ALL.iter().find(known).copied().ok_or(NoReport)?;
        Ok(Self { report, slo: None, pairs })
    }

    /// The same report, asked as it has it itself.
    #[must_use]
    pub fn asking(&self, pairs: Vec<(&'static str, String)>) -> Self {
        let pairs = pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Self { pairs, ..self.clone() }
    }

    /// Empty where nothing of this name is asked.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether private incidents are asked for.
    #[must_use]
    pub fn private(&self) -> bool {
        !matches!(self.value("private"), "" | "0")
    }

    /// A report by period that is asked for up to today is held to the period of `now`: later it
    /// is about the same time.
    #[must_use]
    pub fn pinned(mut self, now: Instant, zone: &Zone) -> Self {
        if let (Some(by), "") = (self.by(), self.value("to")) {
            self.set("to", Period::of(now, zone, by));
        }
        // Counts tell of the latest period that is over: later that is another one.
        if let (Report::Counts, "", Ok(to)) =
            (self.report, self.value("period"), Period::parse(self.value("to")))
        {
            let over = Period::of(now, zone, to.by()).previous();
            self.set("period", to.min(over));
        }
        self
    }

    fn set(&mut self, name: &str, period: Period) {
        self.pairs.retain(|(key, _)| key != name);
        self.pairs.push((name.to_owned(), period.to_string()));
    }

    /// The last period that is asked for, where it was not over at this time.
    #[must_use]
    pub fn unfinished(&self, at: Instant, zone: &Zone) -> Option<Period> {
        let last = self.by().and(Period::parse(self.value("to")).ok())?;
        (last.end(zone) > at).then_some(last)
    }

    /// None of a report that has no periods.
    fn by(&self) -> Option<By> {
        By::parse(self.value("by")).ok()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.slo {
            Some(slo) => write!(f, "/slos/{slo}")?,
            None => write!(f, "/reports/{}", self.report.key())?,
        }
        match serde_urlencoded::to_string(&self.pairs) {
            Ok(query) if !query.is_empty() => write!(f, "?{query}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_a_report_is_kept() {
        let slo = "/slos/01939f2e-0000-7000-8000-000000000001";
        for known in ["/reports/durations?by=month&service=Web+%26+shop", "/reports/actions", slo] {
            assert_eq!(Address::parse(known).unwrap().to_string(), known);
        }
        for other in [
            "",
            "/reports",
            "/reports/",
            "/reports/kept",
            "/reports/budget",
            "/reports/durations/",
            "/reports/Durations",
            "/incidents/INC-1",
            "/slos/1",
            "https://evil.example/reports/durations",
            "//evil.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(Address::parse(other), Err(NoReport), "{other}");
        }
    }

    #[test]
    fn what_goes_on_is_held_to_the_present_period() {
        let (utc, at) = (Zone::utc(), Instant::from_seconds(1_795_000_000));
        let pinned = |given: &str| Address::parse(given).unwrap().pinned(at, &utc);
        for (given, held) in [
            ("/reports/toil?by=month", "/reports/toil?by=month&to=2026-11"),
            ("/reports/toil?by=year&to=", "/reports/toil?by=year&to=2026"),
            ("/reports/toil?by=month&to=2026-01", "/reports/toil?by=month&to=2026-01"),
            ("/reports/counts?by=month", "/reports/counts?by=month&to=2026-11&period=2026-10"),
            (
                "/reports/counts?by=month&to=2026-03",
                "/reports/counts?by=month&to=2026-03&period=2026-03",
            ),
            (
                "/reports/counts?by=month&period=2026-11",
                "/reports/counts?by=month&period=2026-11&to=2026-11",
            ),
            // By team, or by nothing: as it stands.
            ("/reports/actions?by=team", "/reports/actions?by=team"),
        ] {
            assert_eq!(pinned(given).to_string(), held);
        }
        let unfinished = |given| pinned(given).unfinished(at, &utc).map(|one| one.to_string());
        assert_eq!(unfinished("/reports/toil?by=month"), Some("2026-11".to_owned()));
        assert_eq!(unfinished("/reports/toil?by=month&to=2026-10"), None);
        assert_eq!(unfinished("/reports/actions?by=team"), None);
    }

    proptest! {
        #[test]
        fn an_address_is_read_back(pairs in prop::collection::vec((any::<String>(), any::<String>()), 0..4)) {
            let address = Address { report: Report::Toil, slo: None, pairs };
            prop_assert_eq!(Address::parse(&address.to_string()).unwrap(), address);
        }
    }
}
