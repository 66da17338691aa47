//! When something happened, as exactly as it is known.

mod parse;
mod precision;
mod show;
#[cfg(test)]
mod tests;

pub use parse::MomentError;
pub use precision::Precision;
pub use show::show;

use crate::instant::Instant;
use crate::zone::Zone;

crate::words!(
    /// Who or what says when it was.
    Source, "source of a time" {
        Person = "person", "Person";
        Alert = "alert", "Alert";
        Import = "import", "Import";
        System = "system", "System";
    }
);

/// An instant, how exactly it is known, the zone it was entered in and who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub at: Instant,
    pub precision: Precision,
    pub zone: Zone,
    pub source: Source,
}

impl Moment {
    /// Known to the second, as clocks are read.
    #[must_use]
    pub fn exact(at: Instant, zone: Zone, source: Source) -> Self {
        Self { at: Instant::from_seconds(at.seconds()), precision: Precision::Exact, zone, source }
    }

    /// Reads what a person types: `now`, `14:05`, `5 min ago`, `yesterday
    /// 14:05`, `2026-11-23 14:05 Europe/Berlin`, `~14:05`, `14:05 ±30 min`, and
    /// RFC 3339. A time alone is the latest such that is not over five minutes
    /// after `now`. A time is read in `zone` unless the text names another
    /// zone, which is then kept, or an offset, which is not.
    ///
    /// # Errors
    /// [`MomentError`], one sentence that says what is understood.
    pub fn parse(
        text: &str,
        zone: &Zone,
        now: Instant,
        source: Source,
    ) -> Result<Self, MomentError> {
        let (at, precision, zone) = parse::parse(text, zone, now)?;
        Ok(Self { at, precision, zone, source })
    }

    /// Such as `2026-11-23 14:05 CET`, with `~` or ` ± 30 min` where it is not exact.
    #[must_use]
    pub fn shown_in(&self, zone: &Zone) -> String {
        show::shown(self, zone)
    }

    /// As a person would type it in `zone`: [`Moment::parse`] reads the same instant and
    /// precision from it there.
    #[must_use]
    pub fn typed_in(&self, zone: &Zone) -> String {
        let there = Self { zone: zone.clone(), ..self.clone() };
        let text = there.edit_text();
        match Self::parse(&text, zone, self.at, self.source) {
            Ok(read) if (read.at, read.precision) == (self.at, self.precision) => text,
            // Seconds that only one of the two zones shows.
            _ => format!("{} {}", self.edit_text(), self.zone),
        }
    }

    /// In its own zone; [`Moment::parse`] reads the same moment from it.
    #[must_use]
    pub fn edit_text(&self) -> String {
        show::edit_text(self)
    }
}
