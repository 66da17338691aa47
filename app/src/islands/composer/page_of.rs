//! Where what was logged is found again.

/// The page on which the entry is edited to which the server's answer leads. None where a
/// command did something else.
pub fn page_of(address: &str) -> Option<String> {
    let (incident, entry) = address.split_once('#')?;
    let number = entry.strip_prefix('e')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| [incident, "/entries/", entry].concat())
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn an_entry_has_a_page_and_what_a_command_did_has_none() {
        let page = page_of("/incidents/INC-1#e12");
        assert_eq!(page.as_deref(), Some("/incidents/INC-1/entries/e12"));
        for other in ["/incidents/INC-1", "/incidents/INC-1#", "#e", "/a#end", "/a#A-1"] {
            assert_eq!(page_of(other), None, "{other}");
        }
    }
}
