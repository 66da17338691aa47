//! Good and total of an SLO, pushed from elsewhere, and a row taken back.

use serde::Deserialize;

use super::slo::slo;
use super::{Command, Typing};
use crate::budget::Count;
use crate::id::{CountId, SloId};
use crate::import::{CellError, count, plan_counts};
use crate::refusal::{Checker, Refusal};
use crate::text::Origin;

/// `POST /slos/{slo}/counts`: rows as CSV, or one row as four fields.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PushCounts {
    pub slo: String,
    /// CSV whose first line is `from,to,good,total`.
    pub rows: String,
    pub from: String,
    pub to: String,
    pub good: String,
    pub total: String,
    /// Who counted, such as the name of a query.
    pub source: String,
    pub zone: String,
}

#[derive(Debug)]
pub struct CountsPush {
    pub slo: SloId,
    /// One at least; none overlaps another.
    pub counts: Vec<Count>,
    pub source: Option<Origin>,
}

/// More bad cells than these are only counted.
const SHOWN: usize = 10;

impl CountsPush {
    /// The most rows that one push takes.
    pub const MOST: usize = 20_000;
}

impl Command for PushCounts {
    type Parsed = CountsPush;

    fn parse(self, typing: &Typing) -> Result<CountsPush, Refusal> {
        let slo = slo(&self.slo)?;
        let mut checker = Checker::default();
        let source = checker.take("source", Origin::parse_optional(&self.source));
        let fields = [&self.from, &self.to, &self.good, &self.total].map(String::as_str);
        let one = fields.iter().any(|field| !field.trim().is_empty());
        let zone = typing.zone(&self.zone, &mut checker);
        let counts = zone.and_then(|zone| match (one, self.rows.trim().is_empty()) {
            (false, true) => {
                checker.add("rows", "Paste rows of counts first.");
                None
            }
            (true, false) => {
                checker.add("rows", "Send rows, or one row as four fields: not both.");
                None
            }
            (true, true) => match count(fields, &zone, typing.now) {
                Ok(count) => Some(vec![count]),
                Err(wrong) => {
                    wrong.iter().for_each(|(field, why)| checker.add(field, sentence(why)));
                    None
                }
            },
            (false, false) => {
                let counts = plan_counts(&self.rows, &zone, typing.now);
                checker.take("rows", counts.map_err(|errors| said(&errors)))
            }
        });
        if counts.as_ref().is_some_and(|counts| counts.len() > CountsPush::MOST) {
            checker.add(
                "rows",
                format!("At most {} rows fit: send the rest after.", CountsPush::MOST),
            );
        }
        checker.done((|| Some(CountsPush { slo, counts: counts?, source: source? }))())
    }
}

/// The first of them, in one text.
fn said(errors: &[CellError]) -> String {
    let shown: Vec<String> =
        errors.iter().take(SHOWN).map(|error| sentence(&error.to_string())).collect();
    let more = errors.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" And {more} more.") } else { String::new() };
    format!("Nothing was taken. {}{more}", shown.join(" "))
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// `POST /slos/{slo}/counts/{count}/removal`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveCount {
    pub slo: String,
    pub count: String,
}

#[derive(Debug)]
pub struct CountRemoval {
    pub slo: SloId,
    pub count: CountId,
}

impl Command for RemoveCount {
    type Parsed = CountRemoval;

    fn parse(self, _typing: &Typing) -> Result<CountRemoval, Refusal> {
        let slo = slo(&self.slo)?;
        let count = uuid::Uuid::try_parse(self.count.trim()).map(CountId);
        Ok(CountRemoval { slo, count: count.map_err(|_| Refusal::NotFound("row of counts"))? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    fn parse(form: PushCounts) -> Result<CountsPush, Refusal> {
        let typing = Typing { now: Instant::from_seconds(1_795_000_000), zone: Zone::utc() };
        form.parse(&typing)
    }

    fn of(rows: &str) -> PushCounts {
        PushCounts {
            slo: uuid::Uuid::nil().to_string(),
            rows: rows.to_owned(),
            ..Default::default()
        }
    }

    #[test]
    fn one_row_is_four_fields_or_a_line() {
        let line = parse(of("from,to,good,total\n2026-01-01,2026-01-02,9,10\n")).unwrap();
        let fields = PushCounts {
            from: "2026-01-01".to_owned(),
            to: "2026-01-02".to_owned(),
            good: "9".to_owned(),
            total: "10".to_owned(),
            ..of("")
        };
        assert_eq!(parse(fields).unwrap().counts, line.counts);
        let bad = PushCounts { from: "2026-01-01".to_owned(), good: "1".to_owned(), ..of("") };
        let refusal = parse(bad).unwrap_err();
        let fields: Vec<_> = refusal.fields().iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["to", "total"]);
        for form in [of(" "), PushCounts { good: "1".to_owned(), ..of("a,b") }] {
            assert_eq!(parse(form).unwrap_err().fields()[0].field, "rows");
        }
    }

    #[test]
    fn many_bad_cells_are_the_first_and_a_number() {
        let rows: String = (0..15).map(|_| "2026-01-01,2026-01-02,x,1\n").collect();
        let refusal = parse(of(&format!("from,to,good,total\n{rows}"))).unwrap_err();
        let said = refusal.to_string();
        assert!(said.starts_with("Nothing was taken. Line 2, column good, “x”: write"), "{said}");
        assert!(said.ends_with("And 5 more."), "{said}");
    }
}
