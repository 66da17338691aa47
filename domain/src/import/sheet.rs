//! Bytes of a CSV file → headers and rows with their line numbers.

use super::cell::disarm;
use super::quotes::{Lines, delimiter, left_open};

/// A CSV file as it stands, before anything is understood of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub headers: Vec<String>,
    pub rows: Vec<SheetRow>,
}

/// One row: its cells, and the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    pub line: u64,
    pub cells: Vec<String>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("The file is empty. Its first line must name the columns; title must be one of them.")]
    Empty,
    #[error("The file has a header line and no rows below it.")]
    HeaderOnly,
    #[error("The file is {bytes} bytes large; {most} fit ({} MiB). Split it: each part needs the header line.", most >> 20)]
    TooLarge { bytes: usize, most: usize },
    #[error("The file has more than {most} rows. Split it: each part needs the header line.")]
    TooManyRows { most: usize },
    #[error(
        "The row beginning on line {line} has more than {most} columns. Leave out columns that nobody needs; a text that holds the delimiter must stand in quotation marks."
    )]
    TooManyColumns { line: u64, most: usize },
    #[error("The file is UTF-16, not UTF-8. Save it again as “CSV UTF-8”.")]
    Utf16,
    #[error("The file is a workbook or an archive, not CSV. Save the sheet as “CSV UTF-8”.")]
    Workbook,
    #[error("The file is no text: line {line} holds a zero byte. Save it as “CSV UTF-8”.")]
    NoText { line: u64 },
    #[error(
        "Line {line} is not UTF-8 (an older encoding such as Latin-1?). Save the file again as “CSV UTF-8”."
    )]
    NotUtf8 { line: u64 },
    #[error("A quotation mark that is opened in the row beginning on line {line} is never closed.")]
    OpenQuote { line: u64 },
    #[error("The row beginning on line {line} cannot be read as CSV.")]
    Unreadable { line: u64 },
}

impl Sheet {
    /// The most bytes that a file may have: 20 MiB.
    pub const MOST_BYTES: usize = 20 << 20;
    /// The most rows below the header line.
    pub const MOST_ROWS: usize = 100_000;
    /// The most columns with text in them.
    pub const MOST_COLUMNS: usize = 200;

    /// Reads CSV in UTF-8, with or without a byte order mark. The header line tells whether
    /// `,`, `;` or a tab separates the cells; rows may be shorter or longer than it, and
    /// those without any text are passed over.
    ///
    /// # Errors
    /// [`SheetError`] where the file is too large or too wide, empty, no text, or not closed.
    pub fn read(bytes: &[u8]) -> Result<Self, SheetError> {
        let text = text(bytes)?;
        let delimiter = delimiter(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let (mut lines, mut headers, mut rows) = (Lines::new(text), None, Vec::new());
        let mut last = (0, 1);
        for record in reader.records() {
            let record = record.map_err(|_| SheetError::Unreadable { line: last.1 })?;
            let byte = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
            last = (byte, lines.of(byte));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if record.iter().skip(Self::MOST_COLUMNS).any(|cell| !cell.trim().is_empty()) {
                let (line, most) = (last.1, Self::MOST_COLUMNS);
                return Err(SheetError::TooManyColumns { line, most });
            }
            let cells = record.iter().take(Self::MOST_COLUMNS);
            let cells = cells.map(|cell| disarm(cell).to_owned()).collect();
            if headers.is_none() {
                headers = Some(cells);
            } else if rows.len() == Self::MOST_ROWS {
                return Err(SheetError::TooManyRows { most: Self::MOST_ROWS });
            } else {
                rows.push(SheetRow { line: last.1, cells });
            }
        }
        if left_open(text.get(last.0..).unwrap_or_default(), delimiter) {
            return Err(SheetError::OpenQuote { line: last.1 });
        }
        let headers: Vec<String> = headers.ok_or(SheetError::Empty)?;
        if rows.is_empty() {
            return Err(SheetError::HeaderOnly);
        }
        let headers = headers.iter().map(|header| header.trim().to_owned()).collect();
        Ok(Self { headers, rows })
    }
}

/// The text of a file, without its byte order mark.
fn text(bytes: &[u8]) -> Result<&str, SheetError> {
    if bytes.len() > Sheet::MOST_BYTES {
        return Err(SheetError::TooLarge { bytes: bytes.len(), most: Sheet::MOST_BYTES });
    }
    let line = |end: usize| {
        1 + u64::try_from(bytes.iter().take(end).filter(|byte| **byte == b'\n').count())
            .unwrap_or(0)
    };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SheetError::Workbook);
    }
    let wide =
        matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..]);
    if wide {
        return Err(SheetError::Utf16);
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| SheetError::NotUtf8 { line: line(error.valid_up_to()) })?;
    if let Some(zero) = text.find('\0') {
        return Err(SheetError::NoText { line: line(zero) });
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
