/// A new UUIDv7: ids sort by the time at which they were made.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
pub fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
