//! Changes from a CSV file. Its columns are known by their names; nothing is mapped.

use super::cell::{CellError, known};
use super::fingerprint::fnv;
use super::plan::{Plan, Planned};
use super::sheet::{Sheet, SheetRow};
use super::when;
use crate::change::{ChangeKind, is_to_come};
use crate::command::change::ChangeContent;
use crate::evidence::Evidence;
use crate::instant::Instant;
use crate::text::{Name, Reference, Title};
use crate::word::Word;
use crate::zone::Zone;

/// A change of a file.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    pub content: ChangeContent,
    /// The same for the same change, however often its file is read.
    pub key: String,
}

/// What an import of changes would do.
#[derive(Debug, Clone)]
pub struct ChangePlan {
    pub plan: Plan<ChangeRow>,
    /// Columns that mean nothing here.
    pub ignored: Vec<String>,
}

/// What the columns hold, by the first of their names.
pub const COLUMNS: [(&str, &str); 6] = [
    ("service", "The name of the service that was changed; a new one makes a new service."),
    ("title", "What was changed, such as “Checkout 4.2”."),
    ("at", "When, with the year: 2026-03-31 14:05, with an offset or a zone where you know it."),
    ("kind", "release, config, flag or infrastructure; blank is a release."),
    ("link", "An address that shows it, such as a pull request."),
    ("reference", "The id that another system gave it: the same reference is the same change."),
];

/// Other names of the same columns, written small and without blanks.
const OTHERS: [(&str, &[&str]); 6] = [
    ("service", &["servicename", "application", "component"]),
    ("title", &["name", "change", "summary"]),
    ("at", &["happenedat", "deployedat", "finishedat", "time", "date", "timestamp"]),
    ("kind", &["type"]),
    ("link", &["url", "evidence"]),
    ("reference", &["id", "ref"]),
];

const NEEDED: [&str; 3] = ["service", "title", "at"];

/// What a sheet becomes; times without an offset or zone are read in `zone`.
///
/// # Errors
/// A sentence, where a column is missing or there twice.
pub fn plan_changes(sheet: &Sheet, zone: &Zone, now: Instant) -> Result<ChangePlan, String> {
    let names: Vec<_> = sheet.headers.iter().map(|header| meaning(header)).collect();
    for needed in NEEDED {
        if !names.contains(&Some(needed)) {
            return Err(format!("The file has no column “{needed}”, which every change needs."));
        }
    }
    for (at, name) in names.iter().enumerate() {
        if let Some(name) = name
            && names.iter().take(at).any(|other| *other == Some(*name))
        {
            return Err(format!("Two columns of the file are “{name}”: leave one of them out."));
        }
    }
    let mut rows = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for row in &sheet.rows {
        let mut result = read(row, &names, zone, now);
        if let Ok(change) = &result {
            let first = *seen.entry(change.key.clone()).or_insert(row.line);
            if first != row.line {
                let same = format!("it is the same change as on line {first}");
                result = Err(vec![CellError::new(row.line, "", "", same)]);
            }
        }
        rows.push(Planned { line: row.line, result });
    }
    let headers = sheet.headers.iter().zip(&names);
    let ignored = headers.filter(|(_, name)| name.is_none()).map(|(header, _)| header.clone());
    Ok(ChangePlan { plan: Plan { rows }, ignored: ignored.collect() })
}

fn meaning(header: &str) -> Option<&'static str> {
    let folded: String =
        header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is = |(name, others): &&(&'static str, &[&str])| {
        *name == folded || others.contains(&folded.as_str())
    };
    OTHERS.iter().find(is).map(|(name, _)| *name)
}

fn read(
    row: &SheetRow,
    names: &[Option<&'static str>],
    zone: &Zone,
    now: Instant,
) -> Result<ChangeRow, Vec<CellError>> {
    let mut errors = Vec::new();
    let cell = |wanted: &str| {
        let at = names.iter().position(|name| *name == Some(wanted));
        at.and_then(|at| row.cells.get(at)).and_then(|cell| known(cell)).unwrap_or_default()
    };
    let mut note = |column: &str, reason: String| {
        errors.push(CellError::new(row.line, column, cell(column), reason));
    };
    let service = Name::parse(cell("service")).map_err(|e| note("service", e.to_string())).ok();
    let title = Title::parse(cell("title")).map_err(|e| note("title", e.to_string())).ok();
    let moment = when::read(cell("at"), zone, now).and_then(|moment| {
        if is_to_come(moment.at, now) { Err("it is still to come".to_owned()) } else { Ok(moment) }
    });
    let moment = moment.map_err(|reason| note("at", reason)).ok();
    let kind = match cell("kind") {
        "" => Some(ChangeKind::Release),
        given => ChangeKind::parse(given).map_err(|e| note("kind", e.to_string())).ok(),
    };
    let link = match cell("link") {
        "" => Some(None),
        given => Evidence::parse(given).map(Some).map_err(|e| note("link", e.to_string())).ok(),
    };
    let reference = Reference::parse_optional(cell("reference"));
    let reference = reference.map_err(|e| note("reference", e.to_string())).ok();
    let change = (|| {
        let (service, title, moment) = (service?, title?, moment?);
        let (kind, link, reference) = (kind?, link?, reference?);
        let key = match reference {
            Some(reference) => format!("ref:{reference}"),
            None => {
                let (service, at) = (service.key(), moment.at.micros());
                format!("row:{:032x}", fnv(&format!("{service}\n{title}\n{}\n{at}", kind.key())))
            }
        };
        Some(ChangeRow { content: ChangeContent { kind, service, title, link, moment }, key })
    })();
    let beyond = row.cells.iter().skip(names.len()).find(|cell| !cell.trim().is_empty());
    if let Some(given) = beyond {
        let reason = "the row has more cells than the header: a text that holds the delimiter must \
                      stand in quotation marks";
        errors.push(CellError::new(row.line, "", given, reason));
    }
    change.filter(|_| errors.is_empty()).ok_or(errors)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plan(text: &str) -> Result<ChangePlan, String> {
        let sheet = Sheet::read(text.as_bytes()).unwrap();
        plan_changes(&sheet, &Zone::utc(), Instant::from_seconds(1_795_000_000))
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let text = "Deployed at;Service;Title;Type;URL;Who\n2026-01-02 10:00;Web;4.2;flag;https://a.example/1;x\n";
        let plan = plan(text).unwrap();
        assert_eq!(plan.ignored, ["Who"]);
        let row = plan.plan.good().next().unwrap();
        assert_eq!(row.content.kind, ChangeKind::Flag);
        assert_eq!(row.content.link.as_ref().unwrap().as_str(), "https://a.example/1");
        assert!(self::plan("service,title\nA,B\n").unwrap_err().contains("“at”"));
        assert!(self::plan("service,title,at,id,ref\nA,B,C,D,E\n").unwrap_err().contains("Two"));
    }

    #[test]
    fn bad_cells_are_said_and_the_same_change_twice() {
        let text = "service,title,at,kind,link,reference\n\
            Web,A,2026-01-02 10:00,,,\n\
            ,B,yesterday,party,ftp://x,\n\
            WEB,A,2026-01-02T10:00Z,release,https://a.example,\n\
            Web,C,2027-01-02 10:00,,,\n\
            Web,D,2026-01-02 10:00,,,7\n\
            Web,E,2026-01-02 11:00,,,7\n";
        let plan = plan(text).unwrap().plan;
        let errors: Vec<_> =
            plan.errors().map(|error| (error.line, error.column.as_str())).collect();
        let expected =
            [(3, "service"), (3, "at"), (3, "kind"), (3, "link"), (4, ""), (5, "at"), (7, "")];
        assert_eq!(errors, expected);
        assert!(!plan.is_clean());
        assert_eq!(plan.good().count(), 2);
    }

    #[test]
    fn a_file_takes_what_the_form_takes() {
        use crate::command::change::RecordChange;
        use crate::command::{Command, Typing};
        let now = Instant::from_seconds(1_795_000_000);
        for (ahead, taken) in [(0, true), (4, true), (5, true), (6, false)] {
            let at = now.plus_micros(ahead * 60 * 1_000_000).rfc3339();
            let form = RecordChange {
                kind: "release".to_owned(),
                service: "Web".to_owned(),
                title: "A".to_owned(),
                at: at.clone(),
                ..RecordChange::default()
            };
            let typing = Typing { now, zone: Zone::utc() };
            assert_eq!(form.parse(&typing).is_ok(), taken, "{at}");
            let plan = plan(&format!("service,title,at\nWeb,A,{at}\n")).unwrap();
            assert_eq!(plan.plan.is_clean(), taken, "{at}");
        }
    }

    proptest! {
        #[test]
        fn a_row_is_a_change_or_says_why(cells in prop::collection::vec("[^\",;\t\r\n\0]{0,20}", 6)) {
            let text = format!("service,title,at,kind,link,reference\nWeb,A,2026-01-02 10:00,,,\n{}\n", cells.join(","));
            if let Ok(sheet) = Sheet::read(text.as_bytes()) {
                let now = Instant::from_seconds(1_795_000_000);
                let plan = plan_changes(&sheet, &Zone::utc(), now).unwrap().plan;
                prop_assert_eq!(plan.rows.len(), sheet.rows.len());
                for row in &plan.rows {
                    prop_assert!(row.result.as_ref().map_or_else(|errors| !errors.is_empty(), |_| true));
                }
            }
        }
    }
}
