//! What happened in a week, in words that can be read out or copied into a mail. Nobody is named.

use crate::action::ActionState;
use crate::factor::ordinal;
use crate::incident::Kind;
use crate::instant::Instant;
use crate::moment::show;
use crate::number::{ActionNumber, FactorNumber, IncidentNumber};
use crate::period::{Day, Week};
use crate::report::reviews::OVERDUE_NOW;
use crate::severity::Severity;
use crate::word::Word;
use crate::zone::Zone;

/// The first of them, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firsts<T> {
    pub shown: Vec<T>,
    pub all: usize,
}

impl<T> Default for Firsts<T> {
    fn default() -> Self {
        Self { shown: Vec::new(), all: 0 }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekIncident {
    pub number: IncidentNumber,
    pub title: String,
    pub kind: Kind,
    /// The highest that it held.
    pub severity: Option<Severity>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekReview {
    pub incident: IncidentNumber,
    pub title: String,
    pub due: Option<Day>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekAction {
    pub number: ActionNumber,
    pub title: String,
    pub state: ActionState,
    pub due: Option<Day>,
}

/// A factor in an incident of the week that had stood in others before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekFactor {
    pub number: FactorNumber,
    pub title: String,
    pub incident: IncidentNumber,
    pub earlier: i64,
}

/// One week, as it was at its end, or as it is so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekDigest {
    pub week: Week,
    pub zone: Zone,
    /// When it is told, while the week goes on.
    pub so_far: Option<Instant>,
    pub declared: Firsts<WeekIncident>,
    pub resolved: Firsts<WeekIncident>,
    pub published: Firsts<WeekReview>,
    pub reviews_overdue: Firsts<WeekReview>,
    pub ended: Firsts<WeekAction>,
    pub overdue: Firsts<WeekAction>,
    /// Until the end of the next week.
    pub due: Firsts<WeekAction>,
    /// Done, and the day has come to ask whether they worked; nobody has said so yet.
    pub to_verify: Firsts<WeekAction>,
    pub back: Firsts<WeekFactor>,
}

/// A part of the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub title: String,
    /// What is counted, where the title does not say it.
    pub note: Option<&'static str>,
    pub lines: Vec<Line>,
    /// How many are not among the lines.
    pub more: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Where it is shown, without the installation's address.
    pub path: String,
}

impl WeekDigest {
    /// Nothing happened, whatever is due or overdue.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.declared.all + self.resolved.all + self.published.all + self.ended.all + self.back.all
            == 0
    }

    /// What is said of a week in which nothing happened.
    pub const QUIET: &str = "A quiet week: no incident was declared or resolved, no postmortem \
        published, and no action ended.";

    #[must_use]
    pub fn title(&self) -> String {
        format!("Week {}", self.week)
    }

    /// From when to when, in which zone.
    #[must_use]
    pub fn span(&self) -> String {
        let (first, last, zone) = (self.week.first(), self.week.last(), &self.zone);
        let days = format!("Monday {first} to Sunday {last}, by the calendar of {zone}.");
        match self.so_far {
            Some(at) => format!("{days} So far: it is told at {}.", show(at, zone)),
            None => days,
        }
    }

    /// Those that have something to say.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let until = self.week.next().last();
        let all = [
            section("Incidents declared".to_owned(), &self.declared, incident),
            section("Incidents resolved".to_owned(), &self.resolved, incident),
            section("What came back".to_owned(), &self.back, factor),
            section("Postmortems published".to_owned(), &self.published, review),
            Section {
                note: Some(OVERDUE_NOW),
                ..section("Postmortems overdue".to_owned(), &self.reviews_overdue, review)
            },
            section("Actions done or declined".to_owned(), &self.ended, action),
            section("Actions overdue".to_owned(), &self.overdue, action),
            section(format!("Actions due until Sunday {until}"), &self.due, action),
            section(
                "Did they work? To be asked since this week".to_owned(),
                &self.to_verify,
                action,
            ),
        ];
        all.into_iter().filter(|section| !section.lines.is_empty()).collect()
    }

    /// As plain text, with the addresses of what it tells of.
    #[must_use]
    pub fn to_text(&self, base_url: &str, private: &str) -> String {
        let mut text = format!("{}\n{}\n{private}\n", self.title(), self.span());
        if self.is_quiet() {
            text.push_str(&format!("\n{}\n", Self::QUIET));
        }
        for section in self.sections() {
            text.push_str(&format!("\n{}\n", section.title));
            text.extend(section.note.map(|note| format!("{note}\n")));
            for line in &section.lines {
                text.push_str(&format!("- {}\n  {base_url}{}\n", line.text, line.path));
            }
            if section.more > 0 {
                text.push_str(&format!("- and {} more\n", section.more));
            }
        }
        text
    }
}

fn section<T>(title: String, firsts: &Firsts<T>, line: fn(&T) -> Line) -> Section {
    let more = firsts.all.saturating_sub(firsts.shown.len());
    let title = format!("{title}: {}", firsts.all);
    Section { title, note: None, lines: firsts.shown.iter().map(line).collect(), more }
}

fn incident(one: &WeekIncident) -> Line {
    let severity = one.severity.map(Word::label);
    let kind = (one.kind != Kind::Incident).then(|| one.kind.label());
    let about: Vec<&str> = [kind, severity].into_iter().flatten().collect();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    Line {
        text: format!("{} {}{about}", one.number, one.title),
        path: format!("/incidents/{}", one.number),
    }
}

fn review(one: &WeekReview) -> Line {
    let due = one.due.map(|due| format!(" (due {due})")).unwrap_or_default();
    Line {
        text: format!("{} {}{due}", one.incident, one.title),
        path: format!("/incidents/{}/postmortem", one.incident),
    }
}

fn action(one: &WeekAction) -> Line {
    let about = match (one.state, one.due) {
        (ActionState::Done, _) => " (done)".to_owned(),
        (ActionState::WontDo, _) => " (won’t do)".to_owned(),
        (_, Some(due)) => format!(" (due {due})"),
        (_, None) => String::new(),
    };
    Line {
        text: format!("{} {}{about}", one.number, one.title),
        path: format!("/actions/{}", one.number),
    }
}

fn factor(one: &WeekFactor) -> Line {
    let time = ordinal(one.earlier.saturating_add(1));
    Line {
        text: format!("{} for the {time} time, in {}", one.title, one.incident),
        path: format!("/factors/{}", one.number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet() -> WeekDigest {
        WeekDigest {
            week: Week::parse("2026-W47").unwrap(),
            zone: Zone::utc(),
            so_far: None,
            declared: Firsts::default(),
            resolved: Firsts::default(),
            published: Firsts::default(),
            reviews_overdue: Firsts::default(),
            ended: Firsts::default(),
            overdue: Firsts::default(),
            due: Firsts::default(),
            to_verify: Firsts::default(),
            back: Firsts::default(),
        }
    }

    #[test]
    fn a_quiet_week_says_so_and_still_what_is_overdue() {
        let late = WeekAction {
            number: ActionNumber(3),
            title: "Alert".to_owned(),
            state: ActionState::Open,
            due: Some(Day::parse("2026-11-01").unwrap()),
        };
        let week = WeekDigest { overdue: Firsts { shown: vec![late], all: 4 }, ..quiet() };
        let text = week.to_text("https://n.test", "Private incidents are left out.");
        assert_eq!(
            text,
            "Week 2026-W47\nMonday 2026-11-16 to Sunday 2026-11-22, by the calendar of UTC.\n\
             Private incidents are left out.\n\nA quiet week: no incident was declared or \
             resolved, no postmortem published, and no action ended.\n\nActions overdue: 4\n\
             - A-3 Alert (due 2026-11-01)\n  https://n.test/actions/A-3\n- and 3 more\n"
        );
    }

    #[test]
    fn what_is_to_be_asked_about_is_named() {
        let done = WeekAction {
            number: ActionNumber(4),
            title: "Alert".to_owned(),
            state: ActionState::Done,
            due: None,
        };
        let week = WeekDigest { to_verify: Firsts { shown: vec![done], all: 1 }, ..quiet() };
        let section = &week.sections()[0];
        assert_eq!(section.title, "Did they work? To be asked since this week: 1");
        assert_eq!(section.lines[0].text, "A-4 Alert (done)");
        assert!(week.is_quiet());
    }

    #[test]
    fn what_came_back_is_told_by_its_time() {
        let back = WeekFactor {
            number: FactorNumber(1),
            title: "No alert on queue depth".to_owned(),
            incident: IncidentNumber(9),
            earlier: 2,
        };
        let week = WeekDigest { back: Firsts { shown: vec![back], all: 1 }, ..quiet() };
        let line = &week.sections()[0].lines[0];
        assert_eq!(line.text, "No alert on queue depth for the 3rd time, in INC-9");
        assert!(!week.is_quiet());
    }
}
