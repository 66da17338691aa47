use super::*;

fn lines(text: &str) -> Vec<u64> {
    sheet(text).rows.iter().map(|row| row.line).collect()
}

#[test]
fn lines_are_those_an_editor_shows() {
    assert_eq!(lines("title\na\nb"), [2, 3]);
    assert_eq!(lines("\n\ntitle\r\n\r\na\r\n \r\n\"b\r\nc\"\r\nd\r\n"), [5, 7, 9]);
    assert_eq!(lines("title,status\n,,\n\na,\n"), [4]);
}

#[test]
fn a_byte_order_mark_and_other_delimiters_are_understood() {
    let plain = sheet("title,services\nA,api\n");
    assert_eq!(sheet("\u{feff}title;services\r\nA;api\r\n"), plain);
    assert_eq!(sheet("\"title\"\tservices\nA\tapi"), plain);
}

#[test]
fn what_is_no_csv_is_said_clearly() {
    let said = |bytes: &[u8]| Sheet::read(bytes).unwrap_err();
    assert_eq!(said(b""), SheetError::Empty);
    assert_eq!(said(b"\n ,, \n"), SheetError::Empty);
    assert_eq!(said(b"title,status\n\n"), SheetError::HeaderOnly);
    assert_eq!(said(b"\xff\xfet\0i\0"), SheetError::Utf16);
    assert_eq!(said(b"t\0i\0t\0"), SheetError::Utf16);
    assert_eq!(said(b"PK\x03\x04..."), SheetError::Workbook);
    assert_eq!(said(b"title\na\nb\xe9\n"), SheetError::NotUtf8 { line: 3 });
    assert_eq!(said(b"title\nabc\0\n"), SheetError::NoText { line: 2 });
    assert_eq!(said(b"title\na\n\"b\nc\nd\n"), SheetError::OpenQuote { line: 3 });
    assert_eq!(said(b"\"title\na\n"), SheetError::OpenQuote { line: 1 });
}

#[test]
fn there_is_a_most() {
    let rows = |n: usize| format!("title\n{}", "x\n".repeat(n));
    assert_eq!(sheet(&rows(Sheet::MOST_ROWS)).rows.len(), Sheet::MOST_ROWS);
    let error = Sheet::read(rows(Sheet::MOST_ROWS + 1).as_bytes()).unwrap_err();
    assert_eq!(error, SheetError::TooManyRows { most: Sheet::MOST_ROWS });
    let error = Sheet::read(&vec![b'x'; Sheet::MOST_BYTES + 1]).unwrap_err();
    assert!(error.to_string().contains("20 MiB"), "{error}");
}

#[test]
fn there_is_a_most_in_width() {
    let row = |n: usize| vec!["title"; n].join(",");
    let (most, wide) = (Sheet::MOST_COLUMNS, Sheet::MOST_COLUMNS + 1);
    assert_eq!(sheet(&format!("{}\nx", row(most))).headers.len(), most);
    // A spreadsheet's blank columns count as nothing.
    assert_eq!(sheet(&format!("{},,,\nx", row(most))).headers.len(), most);
    let error = |text: String| Sheet::read(text.as_bytes()).unwrap_err();
    let too_many = |line: u64| SheetError::TooManyColumns { line, most };
    assert_eq!(error(format!("{}\nx", row(wide))), too_many(1));
    assert_eq!(error(format!("title\nx\n{}", row(wide))), too_many(3));
}

#[test]
fn the_guard_of_our_own_export_goes() {
    assert_eq!(sheet("title\n'=SUM(A1)").rows.remove(0).cells, ["=SUM(A1)"]);
}
