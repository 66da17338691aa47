/// A new UUIDv7: ids sort by the time at which they were made.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
pub fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

/// When it was made, to the millisecond; none of one that was not made here.
pub(crate) fn made_at(id: uuid::Uuid) -> Option<nofault_domain::instant::Instant> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    let seconds = nofault_domain::instant::Instant::from_seconds(i64::try_from(seconds).ok()?);
    Some(seconds.plus_micros(i64::from(nanos / 1000)))
}
