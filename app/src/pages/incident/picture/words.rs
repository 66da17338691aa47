//! The same as the picture in words: the rows of its table, and a sentence.

use nofault_domain::duration::Duration;
use nofault_domain::entry::ChangedField;
use nofault_domain::instant::Instant;
use nofault_domain::milestone::Milestone;
use nofault_domain::moment::{self, Moment, Source};
use nofault_domain::status::Status;
use nofault_domain::word::Word;
use nofault_domain::zone::Zone;
use nofault_store::impact::Impact;
use nofault_store::timeline::{Change, Entry};

use super::super::Whole;
use super::told::pins;
use crate::ui::Step;

pub(super) struct Row {
    pub at: Moment,
    pub what: String,
    pub href: String,
    pub until: Option<Until>,
}

pub(super) enum Until {
    Open,
    Change(Instant),
    Moment(Moment),
}

/// More are in the table alone.
const SENTENCES: usize = 30;

/// The first line of a text, without the signs of Markdown.
pub fn first(body: &str) -> String {
    let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let plain: String =
        first.trim().chars().filter(|c| !matches!(c, '*' | '`' | '#' | '>')).collect();
    plain.trim().to_owned()
}

/// The same, cut where it is long.
pub(super) fn line(body: &str) -> String {
    const MOST: usize = 90;
    let plain = first(body);
    if plain.chars().count() <= MOST {
        return plain;
    }
    let cut: String = plain.chars().take(MOST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

/// By their time. Links hold where the picture stands elsewhere, or the timeline shows a part.
pub(super) fn rows(
    whole: &Whole,
    steps: &[Step],
    changes: &[(&Entry, &Change)],
    end: Instant,
) -> Vec<Row> {
    let place = whole.incident.address();
    let milestone = |(name, moment): &(Milestone, Moment)| Row {
        at: moment.clone(),
        what: name.label().to_owned(),
        href: format!("{place}#milestones"),
        until: None,
    };
    let status = |(entry, change): &(&Entry, &Change)| {
        let status =
            Status::parse(&change.to).ok().filter(|_| change.field == ChangedField::Status)?;
        let href = format!("{place}#{}", entry.number);
        let what = format!("Status {}", status.label());
        Some(Row { at: entry.moment.clone(), what, href, until: None })
    };
    let pin = |(number, entry): (String, &Entry)| Row {
        at: entry.moment.clone(),
        what: format!("{number}: {}", line(&entry.body)),
        href: format!("{place}#{number}"),
        until: None,
    };
    let severity = |step: &Step| Row {
        at: Moment::exact(step.from, Zone::utc(), Source::System),
        what: step.severity.to_string(),
        href: format!("{place}#facts"),
        until: Some(if whole.incident.status.is_open() && step.to == end {
            Until::Open
        } else {
            Until::Change(step.to)
        }),
    };
    let mut rows: Vec<Row> =
        whole.impacts.standing.iter().map(|one| affected(whole, one)).collect();
    rows.extend(steps.iter().map(severity));
    rows.extend(whole.milestones.iter().map(milestone));
    rows.extend(changes.iter().filter_map(status));
    rows.extend(pins(whole).map(pin));
    rows.sort_by_key(|row| row.at.at);
    rows
}

fn affected(whole: &Whole, impact: &Impact) -> Row {
    let said = &impact.said;
    let how_much = said.fraction.map(|fraction| format!(", {fraction}")).unwrap_or_default();
    let words = if said.words.is_empty() { String::new() } else { format!(": {}", said.words) };
    Row {
        at: said.span.from.clone(),
        what: format!("{} affected{how_much}{words}", said.service_name),
        href: format!("{}/impacts#impact-{}", whole.incident.address(), impact.number),
        until: Some(said.span.to.clone().map_or(Until::Open, Until::Moment)),
    }
}

pub(super) fn caption(from: Instant, to: Instant, open: bool, zone: &Zone) -> String {
    let lasted = Duration::between(from, to);
    let end = if open { "now".to_owned() } else { moment::show(to, zone) };
    format!("From {} to {end}, {lasted}.", moment::show(from, zone))
}

/// The same in one sentence, for whoever does not see it.
pub(super) fn sentence(caption: &str, rows: &[Row], zone: &Zone) -> String {
    let clock = |at: Instant| {
        let local = zone.local(at);
        format!("{:02}:{:02}", local.hour, local.minute)
    };
    let one = |row: &Row| {
        let until = match &row.until {
            None => String::new(),
            Some(Until::Open) => ", goes on".to_owned(),
            Some(Until::Change(at)) => format!(" until {}", clock(*at)),
            Some(Until::Moment(moment)) => format!(" until {}", clock(moment.at)),
        };
        format!("{} {}{until}", clock(row.at.at), row.what)
    };
    let told: Vec<String> = rows.iter().take(SENTENCES).map(one).collect();
    let rest = if rows.len() > SENTENCES { "; the table holds the rest" } else { "" };
    format!("{caption} {}{rest}.", told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_key_moment_is_told_in_one_line() {
        assert_eq!(line("\n**Rolled** back `v2`\n\nmore"), "Rolled back v2");
        assert_eq!(line(""), "");
        let long = line(&"word ".repeat(40));
        assert!(long.ends_with("word…") && long.chars().count() <= 91, "{long}");
    }
}
