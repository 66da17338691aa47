//! What the CSV reader does not tell: which delimiter a file has, where its lines
//! are, and whether a quotation mark is left open.

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter that stands most often in the header line, outside quotation marks.
pub(super) fn delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; 3];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (count, delimiter) in counts.iter_mut().zip(DELIMITERS) {
                    *count += usize::from(byte == delimiter);
                }
            }
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    DELIMITERS.into_iter().zip(counts).find(|(_, count)| *count == most).map_or(b',', |(d, _)| d)
}

/// Whether `record`, the text from the start of a record on, ends inside quotation marks.
pub(super) fn left_open(record: &str, delimiter: u8) -> bool {
    let (mut quoted, mut fresh) = (false, true);
    for byte in record.bytes() {
        if byte == b'"' && (quoted || fresh) {
            // A doubled mark opens again what it closed.
            (quoted, fresh) = (!quoted, quoted);
        } else if !quoted {
            fresh = byte == delimiter || byte == b'\n' || byte == b'\r';
        }
    }
    quoted
}

/// Counts lines as an editor does while going forward through a text.
pub(super) struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line of the first byte at or after `byte` that is no line end.
    pub(super) fn of(&mut self, byte: usize) -> u64 {
        while let Some(&here) = self.text.get(self.at) {
            let end = matches!(here, b'\n' | b'\r');
            if self.at >= byte && !end {
                break;
            }
            let pair = here == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(end && !pair);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(delimiter("title,status\na;b;c;d"), b',');
        assert_eq!(delimiter("\r\ntitle;\"a,b,c,d\";status"), b';');
        assert_eq!(delimiter("title\tstatus"), b'\t');
        assert_eq!(delimiter("title"), b',');
    }

    #[test]
    fn an_open_quotation_mark_is_seen() {
        assert!(left_open("a,\"b\n c", b','));
        assert!(left_open("\"a\"\"", b','));
        assert!(!left_open("\"a\"\"\",b", b','));
        assert!(!left_open("5\" pipe,\"\"", b','));
        assert!(!left_open("", b','));
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        let mut lines = Lines::new("a\r\n\r\nb\rc\n\nd");
        assert_eq!([lines.of(0), lines.of(3), lines.of(6), lines.of(8)], [1, 3, 4, 6]);
    }
}
