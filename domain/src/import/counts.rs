//! Good and total from a CSV file, or one row typed field by field.

use super::cell::CellError;
use super::sheet::Sheet;
use super::when;
use crate::budget::Count;
use crate::instant::Instant;
use crate::zone::Zone;

/// What every row needs, and nothing else is read.
pub const COLUMNS: [&str; 4] = ["from", "to", "good", "total"];

/// One of [`COLUMNS`], and why its text cannot be taken.
pub type Wrong = (&'static str, String);

/// The counts of a file, none of which overlaps another; times without an offset or zone are
/// read in `zone`.
///
/// # Errors
/// Every bad cell, or one for the whole file.
pub fn plan_counts(text: &str, zone: &Zone, now: Instant) -> Result<Vec<Count>, Vec<CellError>> {
    let whole = |line, reason: String| vec![CellError::new(line, "", "", reason)];
    let sheet = Sheet::read(text.as_bytes()).map_err(|error| whole(1, error.to_string()))?;
    let names: Vec<String> =
        sheet.headers.iter().map(|header| header.to_lowercase().replace(' ', "")).collect();
    let mut places = [0; 4];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let mut found = (0..names.len()).filter(|at| names.get(*at).is_some_and(|n| n == column));
        *place = found.next().ok_or_else(|| {
            whole(1, format!("the first line names no column “{column}”: write from,to,good,total"))
        })?;
        if found.next().is_some() {
            return Err(whole(1, format!("two columns are “{column}”")));
        }
    }
    if let Some(other) = names.iter().find(|name| !COLUMNS.contains(&name.as_str())) {
        return Err(whole(1, format!("“{other}” is no column of counts: leave it out")));
    }
    let (mut errors, mut rows) = (Vec::new(), Vec::new());
    for row in &sheet.rows {
        let cells = places.map(|at| row.cells.get(at).map_or("", String::as_str));
        match count(cells, zone, now) {
            Ok(count) => rows.push((row.line, count)),
            Err(wrong) => errors.extend(wrong.into_iter().map(|(column, reason)| {
                let at = COLUMNS.iter().position(|name| *name == column);
                let given = at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
                CellError::new(row.line, column, given, reason)
            })),
        }
        if row.cells.len() > names.len() {
            errors.push(CellError::new(row.line, "", "", "it has more cells than the first line"));
        }
    }
    rows.sort_by_key(|(line, count)| (count.from, count.to, *line));
    for pair in rows.windows(2) {
        if let [(first, one), (line, other)] = pair
            && one.overlaps(other)
        {
            let reason = format!("it overlaps line {first}: an instant is counted once");
            errors.push(CellError::new(*line, "", "", reason));
        }
    }
    errors.sort_by_key(|error| error.line);
    if errors.is_empty() {
        Ok(rows.into_iter().map(|(_, count)| count).collect())
    } else {
        Err(errors)
    }
}

/// The texts of [`COLUMNS`] in their order.
///
/// # Errors
/// Every text that cannot be taken.
pub fn count(given: [&str; 4], zone: &Zone, now: Instant) -> Result<Count, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut note = |(column, reason): Wrong| wrong.push((column, reason));
    let [from, to, good, total] = given;
    let time = |column, text| match when::read(text, zone, now) {
        Ok(moment) => Ok(moment.at),
        Err(reason) => Err((column, reason)),
    };
    let from = time("from", from).map_err(&mut note).ok();
    let to = time("to", to).and_then(|to| {
        let early = to > now;
        if early {
            Err(("to", "it is still to come: count what is over".to_owned()))
        } else {
            Ok(to)
        }
    });
    let to = to.map_err(&mut note).ok();
    let good = number(good).map_err(|reason| note(("good", reason))).ok();
    let total = number(total).map_err(|reason| note(("total", reason))).ok();
    if let (Some(from), Some(to)) = (from, to) {
        let why = match to.since(from) {
            ..=0 => Some("it ends before it begins, or as it begins"),
            1..Count::SHORTEST => Some("it is shorter than a minute: add some of them up"),
            length if length > Count::LONGEST => Some("it is longer than a year"),
            _ => None,
        };
        why.into_iter().for_each(|why| note(("to", why.to_owned())));
    }
    if let (Some(good), Some(total)) = (good, total)
        && good > total
    {
        note(("good", format!("it is more than the total, {total}")));
    }
    let count = (|| Some(Count { from: from?, to: to?, good: good?, total: total? }))();
    count.filter(|_| wrong.is_empty()).ok_or(wrong)
}

fn number(given: &str) -> Result<i64, String> {
    let given = given.trim();
    if given.is_empty() || !given.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("write a whole number of digits alone, such as 12000".to_owned());
    }
    given.parse().map_err(|_| format!("at most {} is counted", i64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_795_000_000;

    fn plan(text: &str) -> Result<Vec<Count>, Vec<CellError>> {
        plan_counts(text, &Zone::utc(), Instant::from_seconds(NOW))
    }

    fn lines(text: &str) -> Vec<(u64, String)> {
        plan(text).unwrap_err().into_iter().map(|error| (error.line, error.column)).collect()
    }

    #[test]
    fn rows_are_read_in_any_order_of_columns_and_of_time() {
        let text = "Total;To;From;Good\n10;2026-01-03T00:00Z;2026-01-02;9\n\
            20;2026-01-02;2026-01-01 01:00 Europe/Berlin;20\n";
        let counts = plan(text).unwrap();
        let first = Instant::from_seconds(1_767_225_600);
        assert_eq!((counts[0].from, counts[0].good, counts[0].total), (first, 20, 20));
        assert_eq!((counts[1].good, counts[1].total), (9, 10));
        assert_eq!(counts[0].to, counts[1].from);
    }

    #[test]
    fn what_cannot_be_counted_says_where_and_why() {
        let head = "from,to,good,total\n";
        let bad = format!(
            "{head}2026-01-01,2026-01-02,11,10\n10:00,2026-01-02,1,x\n\
             2026-01-02,2026-01-01,1,1\n2026-01-01 00:00,2026-01-01 00:00:30,1,1\n\
             2024-01-01,2025-12-31,1,1\n2026-01-01,2030-01-01,1,99999999999999999999\n"
        );
        let expected = [
            (2, "good"),
            (3, "from"),
            (3, "total"),
            (4, "to"),
            (5, "to"),
            (6, "to"),
            (7, "to"),
            (7, "total"),
        ];
        let found = lines(&bad);
        let found: Vec<_> = found.iter().map(|(line, column)| (*line, column.as_str())).collect();
        assert_eq!(found, expected);
        let overlap = format!(
            "{head}2026-01-02,2026-01-04,1,1\n2026-01-01,2026-01-02,1,1\n2026-01-03,2026-01-05,1,1\n"
        );
        let errors = plan(&overlap).unwrap_err();
        assert_eq!(errors[0].to_string(), "line 4: it overlaps line 2: an instant is counted once");
        for (file, says) in [
            ("from,to,good\n1,2,3\n", "no column “total”"),
            ("from,to,good,total,total\n1,2,3,4,5\n", "two columns"),
            ("from,to,good,total,team\n1,2,3,4,5\n", "“team”"),
        ] {
            assert!(plan(file).unwrap_err()[0].reason.contains(says), "{file}");
        }
        assert_eq!(lines(&format!("{head}2026-01-01,2026-01-02,1,2,3\n")), [(2, String::new())]);
    }

    proptest! {
        #[test]
        fn any_row_is_a_count_or_says_why(cells in prop::collection::vec("[^\",;\t\r\n\0]{0,20}", 4)) {
            let text = format!("from,to,good,total\n{}\n", cells.join(","));
            match plan(&text) {
                Ok(counts) => prop_assert!(counts.iter().all(|one| one.from < one.to && one.good <= one.total)),
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
    }
}
