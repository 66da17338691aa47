//! What is compared, in words: the same on the page and on the command line.

use super::{AtOnce, Compared, Row, SliceBy};
use crate::severity::Severity;
use crate::statistics::Verdict;
use crate::statistics::change::{MOST_UNEQUAL, Method, Smallest, sureness, unknown};
use crate::word::{Word, lower};

/// What a table of several comparisons cannot say in its cells.
const HOW_TO_READ: &str = "“Would have shown” is the smallest change, as such times, that \
    would be told in 4 of 5 cases, and in brackets between what it lies, as how much lengths \
    differ is not known exactly; “by 24 months”: how much lengths differ is taken from these. \
    The ratio is of geometric means among incidents of the same severity. “Cannot tell” does not \
    say that nothing changed.";

impl Compared {
    /// Such as “From 2020-Q1 to 2020-Q2: at least 14 % shorter.”
    #[must_use]
    pub fn heading(&self) -> String {
        let Self { before, after, change } = self;
        format!("From {before} to {after}: {}.", lower(&change.verdict.to_string()))
    }

    /// What the verdict stands on.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let Self { before, after, change } = self;
        let n = format!(
            "{before}: {}, {after}: {}, that could be compared{}.",
            incidents(change.n[0]),
            incidents(change.n[1]),
            match change.open {
                [0, 0] => String::new(),
                [one, two] => format!("; of these {one} and {two} are still open"),
            }
        );
        let stratified = change.method == Method::Stratified;
        let among = if stratified {
            "Among incidents of the same severity"
        } else {
            "Whatever their severity, since some are open"
        };
        let mixed = if stratified { "" } else { " A changed mix of severities can cause this." };
        let ratio = match change.ratio {
            Ok(ratio) => format!("{among}: {ratio} ({}).{mixed}", sureness(change.at_once)),
            Err(missing) => format!("{among}: no figure, {missing}."),
        };
        // Of open ones there is one figure only, and it is that above.
        let raw = stratified.then(|| {
            change.raw.map_or_else(
                |missing| format!("Whatever their severity: no figure, {missing}."),
                |raw| format!("Whatever their severity: {raw:.2} times as long as before."),
            )
        });
        let mut all = vec![n, ratio];
        all.extend(raw);
        all.extend(self.dropped());
        all.push(change.smallest_in_words());
        all
    }

    /// The severities that only one of both periods has.
    fn dropped(&self) -> Option<String> {
        let dropped = self.change.dropped.iter();
        let name = |one: &Option<Severity>| one.map_or("without a severity", Word::label);
        let names: Vec<_> = dropped.map(name).collect();
        (!names.is_empty()).then(|| {
            format!("Not compared, as only one of both periods has such: {}.", names.join(", "))
        })
    }
}

impl AtOnce {
    /// What the table is of.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("From {} to {}, one by one.", self.before, self.after)
    }

    /// What is not in the table, and how it is read.
    #[must_use]
    pub fn notes(&self) -> String {
        let more = match self.more_slices {
            0 => String::new(),
            1 => "1 more with fewer incidents is not in it. ".to_owned(),
            more => format!("{more} more with fewer incidents are not in it. "),
        };
        let overlap = match self.slice_by {
            Some(SliceBy::Service | SliceBy::Team) => "An incident of several counts in each. ",
            Some(SliceBy::Severity) | None => "",
        };
        // Where severities are not compared each with itself; of one severity nothing is mixed.
        let censored =
            |row: &Row| row.change.as_ref().is_some_and(|one| one.method == Method::Censored);
        let mixed = self.slice_by != Some(SliceBy::Severity) && self.rows.iter().any(censored);
        let mixed = if mixed {
            " Where some are open it is of all together, whatever their severity: there a changed \
             mix of severities can cause a change."
        } else {
            ""
        };
        let least = self.least;
        format!(
            "{more}{overlap}n is how many durations could be compared: of a severity that both \
             periods have. A row with fewer than {least} in a period, or of several with more than \
             {MOST_UNEQUAL} times as many in one as in the other, is not compared and does not count \
             among those at once, which is known before any length is looked at. The more are \
             compared at once, the more each takes: too few for so many say falsely that something \
             changed. {HOW_TO_READ}{mixed}"
        )
    }
}

impl Row {
    /// How many stand on each side.
    #[must_use]
    pub fn counted(&self) -> [String; 2] {
        let one = |side: usize| match &self.change {
            None => self.durations[side].to_string(),
            Some(change) if change.open[side] == 0 => change.n[side].to_string(),
            Some(change) => format!("{} ({} open)", change.n[side], change.open[side]),
        };
        [one(0), one(1)]
    }

    /// How many times as long, and between what.
    #[must_use]
    pub fn ratio(&self) -> Option<[String; 2]> {
        let ratio = self.change.as_ref()?.ratio.ok()?;
        let between = format!("{:.2} to {:.2}", ratio.low, ratio.high);
        Some([format!("{:.2}", ratio.point), between])
    }

    /// It is shorter, or longer.
    #[must_use]
    pub fn is_told(&self) -> bool {
        let verdict = self.change.as_ref().map(|change| change.verdict);
        matches!(verdict, Some(Verdict::Shorter { .. } | Verdict::Longer { .. }))
    }

    /// The change that would have shown.
    #[must_use]
    pub fn smallest(&self) -> Option<String> {
        Some(match self.change.as_ref()?.smallest {
            Err(missing) => format!("Not known: {}", unknown(missing)),
            Ok(smallest) => {
                let from = if smallest.from_history { " (by 24 months)" } else { "" };
                let Smallest { shorter, longer, shorter_range, longer_range, .. } = smallest;
                let ([most, least], [from_times, to_times]) = (shorter_range, longer_range);
                format!(
                    "≤ {shorter:.2} ({least:.2} to {most:.2}) or ≥ {longer:.2} ({from_times:.2} \
                     to {to_times:.2}){from}"
                )
            }
        })
    }
}

fn incidents(n: usize) -> String {
    if n == 1 { "1 incident".to_owned() } else { format!("{n} incidents") }
}
