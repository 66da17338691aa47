//! How many tests passed, read from what the test programs say.

use serde_json::Value;

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
    /// Of the passed: those that needed a second try.
    pub flaky: u64,
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.flaky += other.flaky;
    }

    /// From a line of libtest's: `test result: ok. 4 passed; 0 failed; 1 ignored; …`.
    pub fn of_libtest(line: &str) -> Option<Self> {
        let numbers = line.strip_prefix("test result: ")?.split_once(". ")?.1;
        let mut counts = Self::default();
        for part in numbers.split("; ") {
            let (number, what) = part.split_once(' ')?;
            match what {
                "passed" => counts.passed = number.parse().ok()?,
                "failed" => counts.failed = number.parse().ok()?,
                "ignored" => counts.skipped = number.parse().ok()?,
                _ => {}
            }
        }
        Some(counts)
    }

    /// From Playwright's JSON report. A test that passed on its second try has passed.
    pub fn of_playwright(report: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(report).ok()?;
        let stats = report.get("stats")?;
        let number = |name: &str| stats.get(name).and_then(Value::as_u64);
        let errors = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len) as u64;
        Some(Self {
            passed: number("expected")? + number("flaky")?,
            failed: number("unexpected")? + errors,
            skipped: number("skipped")?,
            flaky: number("flaky")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn libtest() {
        let line = "test result: FAILED. 4 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(
            Counts::of_libtest(line),
            Some(Counts { passed: 4, failed: 2, skipped: 1, flaky: 0 })
        );
        assert_eq!(Counts::of_libtest("test a ... ok"), None);
    }

    #[test]
    fn playwright() {
        let report = r#"{"errors":[],"stats":{"expected":3,"skipped":1,"unexpected":2,"flaky":1}}"#;
        assert_eq!(
            Counts::of_playwright(report),
            Some(Counts { passed: 4, failed: 2, skipped: 1, flaky: 1 })
        );
    }
}
