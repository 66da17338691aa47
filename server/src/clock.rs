//! The one place where the clock is read.

use nofault_domain::instant::Instant;

#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Instant::from_micros(
        since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX)),
    )
}
