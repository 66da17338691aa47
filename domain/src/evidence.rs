//! A link to what shows it: a dashboard, a log search, a pull request. Never fetched.

/// An `http` or `https` address without a name and password in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Evidence(String);

/// Why an address cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    #[error("A link begins with https:// or http:// and a host, and holds no blanks.")]
    NoAddress,
    #[error("The link is {0} characters long; {most} fit.", most = Evidence::MOST)]
    TooLong(usize),
    #[error("The link holds a name or password before its host: leave them out.")]
    Credentials,
}

/// The most characters of an address that are shown.
const SHOWN: usize = 60;

impl Evidence {
    /// The most characters that fit.
    pub const MOST: usize = 2000;

    /// # Errors
    /// [`EvidenceError`].
    pub fn parse(given: &str) -> Result<Self, EvidenceError> {
        let address = given.trim();
        let chars = address.chars().count();
        if chars > Self::MOST {
            return Err(EvidenceError::TooLong(chars));
        }
        let (host, _) = parts(address).ok_or(EvidenceError::NoAddress)?;
        if host.contains('@') {
            return Err(EvidenceError::Credentials);
        }
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"\\`{}|^".contains(c);
        if host.trim_matches([':', '.']).is_empty() || address.contains(odd) {
            return Err(EvidenceError::NoAddress);
        }
        Ok(Self(address.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host and path, shortened: `grafana.example.org/d/checkout…`.
    #[must_use]
    pub fn short(&self) -> String {
        let (host, rest) = parts(&self.0).unwrap_or((&self.0, ""));
        let path = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let whole = format!("{host}{path}");
        let cut = path.len() < rest.trim_end_matches('/').len() || whole.chars().count() > SHOWN;
        let short: String = whole.chars().take(SHOWN).collect();
        if cut { format!("{short}…") } else { short }
    }
}

/// The host, and what follows it.
fn parts(address: &str) -> Option<(&str, &str)> {
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = address.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| address.get(scheme.len()..))?
    })?;
    Some(rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_web_is_linked() {
        for good in ["https://a.example/x?y=1#z", " HTTP://localhost:3000 ", "https://[::1]/"] {
            assert!(Evidence::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "ftp://a",
            "https://a b",
        ] {
            assert_eq!(Evidence::parse(bad), Err(EvidenceError::NoAddress), "{bad}");
        }
        let secret = Evidence::parse("https://rosa:hunter2@a.example/");
        assert_eq!(secret, Err(EvidenceError::Credentials));
        let long = Evidence::parse(&format!("https://a.example/{}", "x".repeat(2000)));
        assert!(matches!(long, Err(EvidenceError::TooLong(2018))));
    }

    #[test]
    fn the_host_and_the_path_are_shown() {
        let short = |given| Evidence::parse(given).unwrap().short();
        assert_eq!(short("https://a.example/"), "a.example");
        assert_eq!(short("https://a.example/d/1?from=2"), "a.example/d/1…");
        assert_eq!(short(&format!("https://a.example/{}", "é".repeat(90))).chars().count(), 61);
    }

    proptest! {
        #[test]
        fn what_is_taken_is_one_address(given in "(https?://)?[ -~é\u{a0}]{0,40}") {
            if let Ok(evidence) = Evidence::parse(&given) {
                prop_assert!(!evidence.as_str().contains(char::is_whitespace));
                prop_assert!(!evidence.short().is_empty());
                prop_assert_eq!(Evidence::parse(evidence.as_str()).unwrap(), evidence);
            }
        }
    }
}
