use super::*;
use proptest::prelude::*;

fn sent(name: &str, bytes: &[u8]) -> SentFile {
    SentFile { name: name.to_owned(), bytes: bytes.into() }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06";

#[test]
fn a_file_is_what_its_bytes_say() {
    for (bytes, kind, pixels) in [
        (PNG, MediaType::Png, Some((640, 480))),
        (b"GIF89a\x0a\0\x14\0", MediaType::Gif, Some((10, 20))),
        (
            b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x14\0\x0a\x03",
            MediaType::Jpeg,
            Some((10, 20)),
        ),
        (b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x09\0\0\x13\0\0", MediaType::Webp, Some((10, 20))),
        (
            b"\0\0\0\x1cftypavif\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\0\x0a\0\0\0\x14",
            MediaType::Avif,
            Some((10, 20)),
        ),
        (b"\xff\xd8\xff", MediaType::Jpeg, None),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", MediaType::Other, None),
        (b"<!DOCTYPE html><script>", MediaType::Other, None),
        (b" \x89PNG\r\n\x1a\n", MediaType::Other, None),
    ] {
        let file = NewFile::parse(&sent("shot.png", bytes)).unwrap();
        assert_eq!((file.kind, file.pixels), (kind, pixels), "{bytes:?}");
    }
}

#[test]
fn a_name_is_one_harmless_line() {
    for (given, name) in [
        ("C:\\shots\\a b.png", "a b.png"),
        ("../../etc/passwd", "passwd"),
        (" \u{202e}gnp.exe\n", "gnp.exe"),
        ("..", "file"),
        ("", "file"),
        ("/", "file"),
    ] {
        assert_eq!(FileName::of(given).as_str(), name, "{given}");
    }
    let long = FileName::of(&format!("{}.tar.gz", "ü".repeat(300)));
    assert_eq!(long.as_str().chars().count(), 120);
    assert!(long.as_str().ends_with("….gz"), "{long}");
}

#[test]
fn what_does_not_fit_is_said() {
    let empty = NewFile::parse(&sent("a.log", b"")).unwrap_err();
    assert_eq!(empty.to_string(), "“a.log” is empty.");
    let large = NewFile::parse(&sent("a.log", &vec![0; NewFile::MOST_BYTES + 1])).unwrap_err();
    assert_eq!(large, FileError::TooLarge(FileName::of("a.log")));
    let many = NewFile::parse_all(&vec![sent("a", b"a"); 11]).unwrap_err();
    assert_eq!(many.to_string(), "These are 11 files; 10 fit.");
    let heavy = vec![sent("a", &vec![0; NewFile::MOST_BYTES]); 4];
    assert_eq!(NewFile::parse_all(&heavy).unwrap_err(), FileError::TogetherTooLarge);
    assert_eq!(NewFile::parse_all(&heavy[..3]).unwrap().len(), 3);
}

#[test]
fn a_size_is_short() {
    let read: Vec<String> = [1, 1023, 1024, 14_000, 2_621_440].map(size).to_vec();
    assert_eq!(read, ["1 B", "1023 B", "1 KiB", "14 KiB", "2.5 MiB"]);
}

proptest! {
    #[test]
    fn no_bytes_break_it(head in 0..6_usize, tail in any::<Vec<u8>>()) {
        let heads: [&[u8]; 6] =
            [b"", PNG, b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8L", b"GIF89a", b"\0\0\0\0ftypavifispe"];
        let bytes = [heads[head], &tail].concat();
        if let Ok(file) = NewFile::parse(&sent("x", &bytes)) {
            prop_assert_eq!(file.kind, MediaType::of(&bytes));
            prop_assert!(file.kind.is_picture() || file.pixels.is_none());
        }
    }

    #[test]
    fn a_name_stays_itself(given in any::<String>()) {
        let name = FileName::of(&given);
        prop_assert_eq!(FileName::of(name.as_str()), name.clone());
        prop_assert!(!name.as_str().is_empty() && name.as_str().chars().count() <= 120);
    }
}
