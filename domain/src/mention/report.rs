//! The address of a durations report, alone on its line.

/// Where it is shown.
const PATH: &str = "/reports/durations";

/// A report as a text quotes it: by its address, as it is or as a link of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report<'a> {
    /// As it was written.
    pub line: &'a str,
    /// What stands before the path: nothing, or where some installation is.
    pub base: &'a str,
    /// What it asks for; blank asks for everything.
    pub query: &'a str,
}

/// `/reports/durations?by=month`, or `[How long it takes](/reports/durations?by=month)`.
pub(super) fn read(line: &str) -> Option<Report<'_>> {
    let address = match line.strip_prefix('[') {
        Some(rest) => rest.split_once("](")?.1.strip_suffix(')')?,
        None => line,
    };
    // One word, that ends nowhere before its end.
    if address.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>[]\"`".contains(c)) {
        return None;
    }
    let (base, rest) = address.split_once(PATH)?;
    let is_base = base.is_empty() || base.starts_with("http://") || base.starts_with("https://");
    let asked = rest.split('#').next().unwrap_or_default();
    let query = match asked.strip_prefix('?') {
        Some(query) => query,
        None if asked.is_empty() => "",
        None => return None,
    };
    is_base.then_some(Report { line, base, query })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_alone_is_read() {
        for (line, base, query) in [
            ("/reports/durations", "", ""),
            ("/reports/durations?by=month&severity=sev2#incidents", "", "by=month&severity=sev2"),
            ("[How long](/reports/durations?by=year)", "", "by=year"),
            ("https://n.example/reports/durations?by=year", "https://n.example", "by=year"),
        ] {
            assert_eq!(read(line), Some(Report { line, base, query }));
        }
        for other in [
            "",
            "/reports/durations.csv",
            "/reports/durationsx",
            "/reports/actions",
            "See /reports/durations",
            "x/reports/durations",
            "[a](/reports/durations) and more",
            "/reports/durations?by=month and more",
            "[/reports/durations",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
