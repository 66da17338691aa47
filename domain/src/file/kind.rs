//! What a file really is, by its first bytes. What its sender calls it counts for nothing.

crate::words!(
    /// A picture that browsers show, or anything else, which they save.
    MediaType, "kind of file" {
        Png = "image/png", "PNG picture";
        Jpeg = "image/jpeg", "JPEG picture";
        Gif = "image/gif", "GIF picture";
        Webp = "image/webp", "WebP picture";
        Avif = "image/avif", "AVIF picture";
        Other = "application/octet-stream", "File";
    }
);

impl MediaType {
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let at = |from: usize, magic: &[u8]| bytes.get(from..from + magic.len()) == Some(magic);
        if at(0, b"\x89PNG\r\n\x1a\n") {
            Self::Png
        } else if at(0, b"\xff\xd8\xff") {
            Self::Jpeg
        } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
            Self::Gif
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Self::Webp
        } else if at(4, b"ftypavif") || at(4, b"ftypavis") {
            Self::Avif
        } else {
            Self::Other
        }
    }

    #[must_use]
    pub fn is_picture(self) -> bool {
        self != Self::Other
    }
}
