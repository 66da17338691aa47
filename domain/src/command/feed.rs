//! Commands on calendars of due dates.

use serde::Deserialize;

use super::{Command, Typing};
use crate::feed::Whose;
use crate::id::FeedId;
use crate::refusal::{Checker, Refusal};
use crate::word::Word;

/// `POST /profile/feeds`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MakeFeed {
    pub whose: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewFeed {
    pub whose: Whose,
}

impl Command for MakeFeed {
    type Parsed = NewFeed;

    fn parse(self, _typing: &Typing) -> Result<NewFeed, Refusal> {
        let mut checker = Checker::default();
        let whose = checker.take("whose", Whose::parse(&self.whose));
        checker.done(whose.map(|whose| NewFeed { whose }))
    }
}

/// `POST /profile/feeds/{feed}/revocation`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RevokeFeed {
    pub feed: String,
}

impl Command for RevokeFeed {
    type Parsed = FeedId;

    fn parse(self, _typing: &Typing) -> Result<FeedId, Refusal> {
        uuid::Uuid::try_parse(self.feed.trim())
            .map(FeedId)
            .map_err(|_| Refusal::NotFound("calendar"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use crate::zone::Zone;

    #[test]
    fn whose_is_one_of_three() {
        let typing = Typing { now: Instant::from_seconds(0), zone: Zone::utc() };
        let make = |whose: &str| MakeFeed { whose: whose.to_owned() }.parse(&typing);
        assert_eq!(make("teams").unwrap().whose, Whose::Teams);
        for bad in ["", "everybody"] {
            assert_eq!(make(bad).unwrap_err().fields()[0].field, "whose", "{bad}");
        }
        let wrong = RevokeFeed { feed: "x".to_owned() }.parse(&typing);
        assert_eq!(wrong.unwrap_err().status(), 404);
    }
}
