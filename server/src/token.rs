//! Secrets that a person holds, such as a session's: random, stored by their hash alone.

use sha2::{Digest, Sha256};

/// 32 random bytes, as 64 letters for an address or a cookie.
///
/// # Panics
/// Where the system has no randomness: nothing secret can be made then.
#[must_use]
pub fn new() -> String {
    let mut bytes = [0_u8; 32];
    #[expect(clippy::expect_used, reason = "without randomness no secret can be made")]
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As it is stored.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Bytes in small hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
