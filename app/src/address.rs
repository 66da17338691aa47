//! Texts in addresses.

/// A text as one part of a path.
#[must_use]
pub fn in_path(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one =
        |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_would_read_otherwise_is_written_in_bytes() {
        assert_eq!(in_path("a-b_c.d~1"), "a-b_c.d~1");
        assert_eq!(in_path("50 %/ä?#"), "50%20%25%2F%C3%A4%3F%23");
    }
}
