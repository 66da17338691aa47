use proptest::prelude::*;

use super::*;
use crate::milestone::Milestone;
use crate::text::{Markdown, Title};
use crate::word::Word;

/// As our own export writes a cell.
fn armed(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(sheet) = Sheet::read(&bytes) {
            let _ = plan(&sheet, &Mapping::suggest(&sheet.headers), &Zone::utc(), Instant::from_seconds(0));
        }
    }

    #[test]
    fn any_text_like_csv_is_answered(text in "title[,;\t](reference|status|kind)\n([ab \",;\t'=\r\n-]{0,60})") {
        if let Ok(sheet) = Sheet::read(text.as_bytes()) {
            let lines = u64::try_from(text.lines().count()).unwrap();
            let seen: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
            prop_assert!(seen.is_sorted() && seen.iter().all(|line| (2..=lines + 60).contains(line)));
            let plan = plan(&sheet, &Mapping::suggest(&sheet.headers), &Zone::utc(), Instant::from_seconds(0));
            prop_assert_eq!(plan.rows.len(), seen.len());
        }
    }

    #[test]
    fn any_cells_are_answered(cells in proptest::collection::vec("[^\0]{0,30}|[0-9: T+h-]{0,20}", 8)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let fields = ["title", "severity", "status", "services", "detected_at", "labels", "summary", "time_to_x"];
        writer.write_record(fields).unwrap();
        writer.write_record(&cells).unwrap();
        if let Ok(sheet) = Sheet::read(&writer.into_inner().unwrap()) {
            let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
            let plan = plan(&sheet, &mapping, &Zone::utc(), Instant::from_seconds(1_700_000_000));
            for error in plan.errors() {
                prop_assert!(!error.reason.is_empty() && error.line == 2, "{error}");
            }
        }
    }

    #[test]
    fn what_is_written_is_read(
        title in "\\PC{1,40}", summary in any::<String>(), at in 0_i64..4_000_000_000,
        status in 0_usize..8, tab in any::<bool>(),
    ) {
        prop_assume!(Title::parse(&title).is_ok());
        let (title, summary) = (Title::parse(&title).unwrap(), Markdown::parse_optional(&summary).unwrap());
        let status = crate::status::Status::CHOICES[status];
        let moment = Instant::from_seconds(at).rfc3339();
        let written = summary.as_ref().map_or("", Markdown::as_str);
        // A quote before = is taken for our own guard.
        prop_assume!(super::disarm(title.as_str()) == title.as_str() && super::disarm(written) == written);
        let mut writer = csv::WriterBuilder::new()
            .delimiter(if tab { b'\t' } else { b',' })
            .from_writer(Vec::new());
        writer.write_record(["title", "summary", "declared_at", "status"]).unwrap();
        writer.write_record([&armed(title.as_str()), &armed(written), &moment, status.key()]).unwrap();
        let sheet = Sheet::read(&writer.into_inner().unwrap()).unwrap();
        let mapping = Mapping::guess(&sheet.headers, &[]).unwrap();
        let mut plan = plan(&sheet, &mapping, &Zone::utc(), Instant::from_seconds(0));
        let row = plan.rows.remove(0).result.unwrap();
        prop_assert_eq!((&row.title, &row.summary, row.status), (&title, &summary, status));
        prop_assert_eq!(row.milestone(Milestone::Declared).unwrap().at, Instant::from_seconds(at));
    }
}
