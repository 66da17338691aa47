//! The digest that somebody asked for.

use nofault_domain::access::Viewer;
use nofault_domain::instant::Instant;
use nofault_domain::period::Week;
use nofault_domain::refusal::{Checker, Refusal};
use nofault_domain::report::week::WeekDigest;
use nofault_store::{Failure, Store, catalog, week};

pub const PUBLIC: &str = "Private incidents are left out.";
pub const PRIVATE: &str =
    "Private incidents that you may see are among them: mind to whom you send it.";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// None for the present one.
    pub week: Option<Week>,
    pub private: bool,
}

impl Asked {
    /// # Errors
    /// [`Refusal::Invalid`] where the week cannot be read.
    pub fn parse(week: &str, private: &str) -> Result<Self, Refusal> {
        let mut checker = Checker::default();
        let week = checker.optional("week", week, Week::parse);
        let private = private.trim() == "1";
        checker.done(week.map(|week| Self { week, private }))
    }

    /// The same question as an address.
    #[must_use]
    pub fn address(self, path: &str) -> String {
        let mut pairs: Vec<String> = Vec::new();
        pairs.extend(self.week.map(|week| format!("week={week}")));
        pairs.extend(self.private.then(|| "private=1".to_owned()));
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

/// # Errors
/// Invalid, where the week has not begun.
pub async fn read(
    store: &Store,
    viewer: Viewer,
    now: Instant,
    asked: Asked,
) -> Result<WeekDigest, Failure> {
    let mut reader = store.read().await?;
    let mut db = reader.db();
    let zone = catalog::installation(&mut db).await?.zone;
    let present = Week::of(now, &zone);
    let wanted = asked.week.unwrap_or(present);
    if wanted > present {
        return Err(Refusal::field("week", "That week has not begun.").into());
    }
    week::week(&mut db, viewer, asked.private, wanted, &zone, now).await
}
