//! One file of the site: what it is called in the source, and in the browser.

use crate::files;

/// Browsers and robots ask for these by name.
const NAMES_TO_KEEP: [&str; 4] =
    ["favicon.ico", "favicon.svg", "robots.txt", "manifest.webmanifest"];

pub struct Asset {
    /// What the code calls it.
    pub name: String,
    /// What it is called in the browser, with the hash of its content.
    pub file: String,
    pub bytes: Vec<u8>,
}

impl Asset {
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let file = match name.rsplit_once('.') {
            _ if NAMES_TO_KEEP.contains(&name) => name.to_owned(),
            Some((stem, ending)) => format!("{stem}.{}.{ending}", files::hash(&bytes)),
            None => format!("{name}.{}", files::hash(&bytes)),
        };
        Self { name: name.to_owned(), file, bytes }
    }

    /// A line of `manifest.txt`.
    pub fn line(&self) -> String {
        format!("{}\t{}\t{}\n", self.name, self.file, self.content_type())
    }

    pub fn compressible(&self) -> bool {
        matches!(
            self.ending(),
            "css" | "js" | "json" | "svg" | "txt" | "wasm" | "webmanifest" | "html" | "xml"
        )
    }

    fn content_type(&self) -> &'static str {
        match self.ending() {
            "css" => "text/css; charset=utf-8",
            "html" => "text/html; charset=utf-8",
            "ico" => "image/x-icon",
            "jpg" | "jpeg" => "image/jpeg",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "png" => "image/png",
            "svg" => "image/svg+xml",
            "txt" => "text/plain; charset=utf-8",
            "wasm" => "application/wasm",
            "webmanifest" => "application/manifest+json",
            "webp" => "image/webp",
            "woff2" => "font/woff2",
            "xml" => "application/xml",
            _ => "application/octet-stream",
        }
    }

    fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

#[cfg(test)]
mod tests {
    use super::Asset;

    #[test]
    fn a_name_carries_the_hash_unless_browsers_ask_for_it() {
        assert_eq!(
            Asset::new("fonts/a.woff2", b"x".to_vec()).file,
            "fonts/a.2d711642b726b044.woff2"
        );
        assert_eq!(Asset::new("favicon.svg", b"x".to_vec()).file, "favicon.svg");
    }

    #[test]
    fn a_line_names_all_three() {
        let line = Asset::new("robots.txt", Vec::new()).line();
        assert_eq!(line, "robots.txt\trobots.txt\ttext/plain; charset=utf-8\n");
    }
}
