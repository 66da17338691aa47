//! The question that a kept report answers: one of the known reports, with what was asked of it.

use std::fmt;

use crate::id::{ServiceId, SloId};
use crate::instant::Instant;
use crate::period::{By, Day, Period};
use crate::report::availability::{AvailabilityAsked, AvailabilityForm};
use crate::report::home::HomeAsked;
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
        Budgets = "budgets", "Error budgets";
        /// At `/reports`: all others stand at `/reports/` and their key, but for those of one
        /// thing.
        Home = "home", "How are we doing?";
        Budget = "budget", "Error budget";
        Availability = "availability", "Availability";
    }
);

impl Report {
    /// It is about a time up to a moment, such as a window that goes on: what was kept is looked
    /// at as of that moment again.
    #[must_use]
    pub fn is_of_a_moment(self) -> bool {
        matches!(self, Self::Budget | Self::Budgets | Self::Availability)
    }

    fn is_of_one(self) -> bool {
        matches!(self, Self::Budget | Self::Availability)
    }
}

/// What a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Everything,
    Slo(SloId),
    Service(ServiceId),
}

/// Where a report stands, and what is asked of it. No other address is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub report: Report,
    pub of: Of,
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
        Self { report, of: Of::Everything, pairs: owned(pairs) }
    }

    #[must_use]
    pub fn of_budget(slo: SloId, private: bool) -> Self {
        Self { report: Report::Budget, of: Of::Slo(slo), pairs: owned(&asks_private(private)) }
    }

    #[must_use]
    pub fn of_availability(service: ServiceId, asked: &AvailabilityAsked) -> Self {
        let (report, of) = (Report::Availability, Of::Service(service));
        Self { report, of, pairs: owned(&asked.pairs()) }
    }

    /// # Errors
    /// [`NoReport`]. What the query asks is for the report to read.
    pub fn parse(given: &str) -> Result<Self, NoReport> {
        let given = given.trim();
        let (path, query) = given.split_once('?').unwrap_or((given, ""));
        let pairs = serde_urlencoded::from_str(query).map_err(|_| NoReport)?;
        let id = |given: &str| uuid::Uuid::try_parse(given).map_err(|_| NoReport);
        if let Some(slo) = path.strip_prefix("/slos/") {
            return Ok(Self { report: Report::Budget, of: Of::Slo(SloId(id(slo)?)), pairs });
        }
        if let Some(rest) = path.strip_prefix("/services/") {
            let service = ServiceId(id(rest.strip_suffix("/availability").ok_or(NoReport)?)?);
            return Ok(Self { report: Report::Availability, of: Of::Service(service), pairs });
        }
        let alone = Report::ALL.iter().filter(|report| !report.is_of_one());
        let report = alone.copied().find(|report| place(*report) == path).ok_or(NoReport)?;
        Ok(Self { report, of: Of::Everything, pairs })
    }

    /// The same report, asked as it has it itself.
    #[must_use]
    pub fn asking(&self, pairs: Vec<(&'static str, String)>) -> Self {
        Self { pairs: owned(&pairs), ..self.clone() }
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
    /// is about the same time. So is what is told of the last period, or of the last days.
    #[must_use]
    pub fn pinned(mut self, now: Instant, zone: &Zone) -> Self {
        if self.report == Report::Home
            && let Ok(asked) = HomeAsked::parse(&self.pairs)
        {
            return self.asking(asked.of(asked.span(now, zone)).pairs());
        }
        if self.report == Report::Availability
            && let Ok(asked) = AvailabilityForm::of(&self.pairs).parse(Day::of(now, zone))
        {
            return self.asking(asked.pairs());
        }
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
        match self.of {
            Of::Slo(slo) => write!(f, "/slos/{slo}")?,
            Of::Service(service) => write!(f, "/services/{service}/availability")?,
            Of::Everything => f.write_str(&place(self.report))?,
        }
        match serde_urlencoded::to_string(&self.pairs) {
            Ok(query) if !query.is_empty() => write!(f, "?{query}"),
            _ => Ok(()),
        }
    }
}

/// Of a report that stands by itself.
fn place(report: Report) -> String {
    match report {
        Report::Home => "/reports".to_owned(),
        report => format!("/reports/{}", report.key()),
    }
}

fn owned(pairs: &[(&'static str, String)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn asks_private(private: bool) -> Vec<(&'static str, String)> {
    private.then(|| ("private", "1".to_owned())).into_iter().collect()
}

#[cfg(test)]
mod tests;
