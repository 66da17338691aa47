//! Whether private incidents are asked for, in an address.

/// `1`, or nothing.
///
/// # Errors
/// A sentence for anything else.
pub fn private(given: &str) -> Result<bool, String> {
    match given.trim() {
        "" | "0" => Ok(false),
        "1" => Ok(true),
        other => Err(format!("“{other}” is no choice for private: write 1, or leave it out.")),
    }
}
