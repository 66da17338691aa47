//! The actions report that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::{Checker, Refusal};
use nofault_domain::report::actions::{ActionsReport, GroupBy, build};
use nofault_domain::word::Word;
use nofault_store::{Failure, Store, catalog, report};

/// A question that can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionsAsked {
    pub by: GroupBy,
    /// With those of the private incidents that the viewer may see.
    pub private: bool,
}

impl ActionsAsked {
    /// From what was typed; blank is by team, without private ones.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] names the choices.
    pub fn parse(by: &str, private: &str) -> Result<Self, Refusal> {
        let mut checker = Checker::default();
        let by = checker.optional("by", by, GroupBy::parse);
        let private = match private.trim() {
            "" | "0" => Some(false),
            "1" => Some(true),
            other => {
                let wrong =
                    format!("“{other}” is no choice for private: write 1, or leave it out.");
                checker.add("private", wrong);
                None
            }
        };
        let parsed = (|| Some(Self { by: by?.unwrap_or(GroupBy::Team), private: private? }))();
        checker.done(parsed)
    }

    /// The same question as the pairs of an address.
    #[must_use]
    pub fn pairs(self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("by", self.by.key().to_owned())];
        pairs.extend(self.private.then(|| ("private", "1".to_owned())));
        pairs
    }
}

/// # Errors
/// [`Failure::Database`].
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: ActionsAsked,
) -> Result<ActionsReport, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let actions = report::actions(&mut db, viewer, asked.private).await?;
    Ok(build(asked.by, &zone, now, actions))
}
