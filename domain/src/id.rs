//! Identifiers: a UUIDv7 with a type, so that no id can stand for another kind.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids!(
    ActionId,
    AttachmentId,
    BatchId,
    ChangeId,
    /// One press of a button: a repeat of it returns the first result.
    CommandId,
    CommentId,
    CountId,
    EntryId,
    FactorId,
    FeedId,
    ImpactId,
    IncidentId,
    InvitationId,
    KeptId,
    MetricId,
    PersonId,
    PostmortemId,
    RoleHoldingId,
    SectionId,
    ServiceId,
    SloId,
    TeamId,
    TemplateId,
    UpdateId,
    UploadId,
);
