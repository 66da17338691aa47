//! Reports as aligned text.

use std::ops::Range;

use nofault_app::report::durations::{Durations, counted, meaning};
use nofault_domain::report::actions::{ActionCounts, ActionsReport, GroupBy};
use nofault_domain::report::durations::{AtOnce, DurationsAsked, Figures, Row};
use nofault_domain::report::figure::Figure;
use nofault_domain::word::Word;

pub fn durations(asked: &DurationsAsked, found: &Durations) -> String {
    let report = &found.report;
    let mut rows = vec![vec![report.by.key().to_owned()]];
    rows[0].extend(
        ["n", "open", "mean", "median", "p90", "stated", "moments", "left out"].map(str::to_owned),
    );
    for period in &report.periods {
        rows.push(figures(period.period.to_string(), &period.figures));
    }
    if report.periods.len() > 1 {
        rows.push(figures("all".to_owned(), &report.total));
    }
    let metric = &report.metric;
    let mut text = format!(
        "{}: {}.\n{}\nPeriods are cut in the zone {}.\n\n{}",
        metric.label(),
        meaning(&found.definition),
        counted(asked),
        report.zone.name(),
        aligned(&rows, 1..8)
    );
    if !found.undated.is_empty() {
        let numbers: Vec<String> = found.undated.iter().map(ToString::to_string).collect();
        text.push_str(&format!(
            "\nIn no period, as neither when the impact started nor when it was declared is known: {}.\n",
            numbers.join(", ")
        ));
    }
    if let Some(compared) = &found.compared {
        text.push_str(&format!("\n{}\n", compared.heading()));
        for sentence in compared.sentences() {
            text.push_str(&format!("- {sentence}\n"));
        }
    }
    if let Some(compared) = &found.compared_at_once {
        text.push_str(&at_once(compared, asked));
    }
    text
}

/// A line for each slice, or for each metric of it where there are several.
fn at_once(found: &AtOnce, asked: &DurationsAsked) -> String {
    let several = !asked.with.is_empty();
    let by = found.slice_by;
    let mut head: Vec<String> = by.map(|by| by.key().to_owned()).into_iter().collect();
    head.extend(several.then(|| "metric".to_owned()));
    let names = head.len();
    head.extend([found.before, found.after].map(|period| format!("n in {period}")));
    head.extend(["times as long", "between", "verdict", "would have shown"].map(str::to_owned));
    let mut rows = vec![head];
    rows.extend(found.rows.iter().map(|row| one_of_several(found, row, asked)));
    format!(
        "\n{}\n{}\n\n{}\n{}\n",
        found.heading(),
        found.sentence(),
        aligned(&rows, names..names + 4),
        found.notes()
    )
}

fn one_of_several(found: &AtOnce, row: &Row, asked: &DurationsAsked) -> Vec<String> {
    let none = || "–".to_owned();
    let mut cells: Vec<String> = found.slice_by.map(|_| row.label.clone()).into_iter().collect();
    let several = !asked.with.is_empty();
    cells.extend(several.then(|| asked.held(&row.metric).to_string()));
    cells.extend(row.counted());
    cells.extend(row.ratio().unwrap_or_else(|| [none(), none()]));
    cells.extend([found.verdict(row), row.smallest().unwrap_or_else(none)]);
    cells
}

fn figures(name: String, figures: &Figures) -> Vec<String> {
    let told = &figures.told;
    // To the minute, however long: here nothing can be pointed at.
    let shown = |figure: Option<Figure>, told: Option<String>| match (figure, told) {
        (Some(figure), Some(told)) if figure.exactly().is_some() => {
            let at_least = if told.starts_with('≥') { "≥ " } else { "" };
            format!("{at_least}{}", figure.floored().to_the_minute())
        }
        (_, told) => told.unwrap_or_else(|| "–".to_owned()),
    };
    let left_out: Vec<String> = figures
        .counts
        .left_out
        .iter()
        .map(|(reason, count)| format!("{count}: {}", reason.label().to_lowercase()))
        .collect();
    vec![
        name,
        figures.counts.n.to_string(),
        figures.counts.n_open.to_string(),
        // “≥” where what is open still makes it longer.
        shown(figures.mean, told.mean.shown()),
        shown(figures.median, told.median.shown()),
        shown(figures.p90, told.p90.shown()),
        figures.counts.n_stated.to_string(),
        figures.counts.n_moments.to_string(),
        left_out.join("; "),
    ]
}

pub fn actions(report: &ActionsReport) -> String {
    let head = ["open", "overdue", "done", "declined", "ideas", "median age", "oldest"];
    let mut rows = vec![vec![report.by.key().to_owned()]];
    rows[0].extend(head.map(str::to_owned));
    for group in &report.groups {
        let nameless = if report.by == GroupBy::All { "all" } else { "(none)" };
        rows.push(counts(group.group.as_deref().unwrap_or(nameless), &group.counts));
    }
    if report.by != GroupBy::All {
        rows.push(counts("total", &report.total));
    }
    let only = report.filter.words().map_or_else(String::new, |only| format!("{only}\n"));
    format!(
        "{only}Overdue is what was due before today in the zone {}; ages are of the open ones.\n\n{}",
        report.zone.name(),
        aligned(&rows, 1..8)
    )
}

fn counts(name: &str, c: &ActionCounts) -> Vec<String> {
    let days =
        |days: Option<f64>| days.map_or_else(|| "–".to_owned(), |d| format!("{}d", d.floor()));
    let mut row = vec![name.to_owned()];
    row.extend([c.open, c.overdue, c.done, c.declined, c.ideas].map(|n| n.to_string()));
    row.push(days(c.median_age.map(|age| age.days())));
    row.push(days(c.oldest_age.map(|age| age.days())));
    row
}

/// Columns as wide as their widest cell: those of numbers to the right, the others to the left.
fn aligned(rows: &[Vec<String>], numbers: Range<usize>) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            if numbers.contains(&column) {
                format!("{cell:>width$}")
            } else {
                format!("{cell:<width$}")
            }
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [["quarter", "n", "why"], ["2020-Q1", "12", ""], ["all", "–", "1 open"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows, 1..2), "quarter   n  why\n2020-Q1  12\nall       –  1 open\n");
    }
}
