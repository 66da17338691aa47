//! The figures in sentences, each with how sure it is.

use super::{Answer, CountsAsked, ImpactMinutes, PeriodCount};
use crate::duration::Duration;
use crate::report::durations::Counted;
use crate::report::filters::Filters;
use crate::statistics::change::{per_cent, sureness, times};
use crate::statistics::count::{short, short_beside};
use crate::statistics::{CountChange, CountVerdict};

impl Answer {
    /// Such as “12 incidents began in 2026-10, 3 fewer than in 2026-09: cannot tell whether that
    /// is more than chance.”
    #[must_use]
    pub fn in_words(&self) -> String {
        let (period, before) = (&self.period, &self.before);
        let what = self.counted.said(period.count);
        let mut text = if period.finished {
            format!("{what} began {}", period.period.within_short())
        } else {
            let have = if period.count > 1 { "have" } else { "has" };
            format!("{what} {have} begun {} so far", period.period.within_short())
        };
        match &self.change {
            Err(untold) => {
                text.push_str(&format!("; not compared with {}, as {untold}.", before.period));
            }
            Ok(_) if (period.count, before.count) == (0, 0) => {
                text.push_str(&format!(", nor {}.", before.period.within_short()));
            }
            Ok(change) => {
                let than = before.period.within_short();
                text.push_str(&match (period.count, before.count) {
                    (now, was) if now > was => format!(", {} more than {than}", now - was),
                    (now, was) if now < was => format!(", {} fewer than {than}", was - now),
                    _ => format!(", as many as {than}"),
                });
                text.push_str(&format!(": {}.", verdict(change, period.count == before.count)));
            }
        }
        text
    }

    /// The ratio with its interval, in full sentences; none where it is not told.
    #[must_use]
    pub fn ratio_in_words(&self) -> Option<String> {
        let CountChange { ratio, low, high, clustering, at_once, few, .. } =
            self.change.as_ref().ok()?;
        let both = self.period.count + self.before.count;
        if *few && both > 0 {
            return Some(format!(
                "{both} in both together {} too few to tell of a change: had all begun in one of \
                 the two, that could be chance.{clustering}",
                if both == 1 { "is" } else { "are" }
            ));
        }
        let (Some(ratio), Some(high)) = (ratio, high) else {
            return Some(format!(
                "There was none before, and so there is no ratio of rates.{clustering}"
            ));
        };
        let (low, ratio, high) = (short_beside(*low, *ratio), short(*ratio), short(*high));
        Some(format!(
            "By exact time: {ratio} times as many a week as before, between {low} and {high} \
             times ({}).{clustering}",
            sureness(*at_once)
        ))
    }
}

fn verdict(change: &CountChange, as_many: bool) -> String {
    match change.verdict {
        CountVerdict::Fewer { at_least } => format!("at least {} fewer a week", per_cent(at_least)),
        CountVerdict::More { at_least } if at_least >= 1.0 => {
            format!("at least {} as many a week", times(at_least))
        }
        CountVerdict::More { at_least } => format!("at least {} more a week", per_cent(at_least)),
        _ if as_many => "cannot tell whether anything changed".to_owned(),
        _ => "cannot tell whether that is more than chance".to_owned(),
    }
}

impl PeriodCount {
    /// The rate with its interval, and how much incidents come in clusters.
    #[must_use]
    pub fn rate_in_words(&self, counted: Counted) -> String {
        match &self.rate {
            Some(rate) => rate.sentence(&counted.said(self.count)),
            None => "It has not begun.".to_owned(),
        }
    }
}

impl ImpactMinutes {
    /// How long, and what that is weighted by how many were affected.
    #[must_use]
    pub fn in_words(&self) -> String {
        let incidents = match self.incidents {
            0 => return "No impact is written down.".to_owned(),
            1 => "1 incident".to_owned(),
            many => format!("{many} incidents"),
        };
        let weighted = if self.at_least == self.at_most {
            self.at_most.to_string()
        } else {
            format!("between {} and {}", self.at_least, self.at_most)
        };
        format!(
            "Impacts of {incidents} lasted {}. Weighted by how much was affected: {weighted} in \
             which all was.",
            self.affected
        )
    }

    /// As shown in a table: the weighted time, or between which two it is.
    #[must_use]
    pub fn weighted(&self) -> String {
        let [least, most] =
            [self.at_least, self.at_most].map(|cost| cost.as_failure_of_all().to_string());
        if self.affected == Duration::ZERO {
            "–".to_owned()
        } else if least == most {
            most
        } else {
            format!("{least} to {most}")
        }
    }
}

impl CountsAsked {
    /// Which incidents are counted, and which periods are listed.
    #[must_use]
    pub fn filters(&self) -> Filters {
        Filters {
            severity: self.severity,
            service: self.periods.service.clone(),
            team: self.periods.team.clone(),
            counted: self.counted,
            private: self.periods.private,
            from: self.periods.from,
            to: self.periods.to,
        }
    }
}
