//! The one place where the clock is read.

use nofault_domain::instant::Instant;

tokio::task_local! {
    static STILL: Instant;
}

#[must_use]
pub fn now() -> Instant {
    STILL.try_with(|still| *still).unwrap_or_else(|_| read())
}

#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
fn read() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Instant::from_micros(
        since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX)),
    )
}

/// Does `work` while the clock stands still: its answers then differ by nothing but what was done.
pub async fn still<W: Future>(at: Instant, work: W) -> W::Output {
    STILL.scope(at, work).await
}
