//! Calendars of due dates, at addresses that cannot be guessed: stored by the hash of their
//! token. What one shows is read anew each time, as its person may see it then.

use nofault_domain::access::Viewer;
use nofault_domain::action::Priority;
use nofault_domain::command::feed::NewFeed;
use nofault_domain::event::Subject;
use nofault_domain::feed::Whose;
use nofault_domain::id::{ActionId, FeedId, PersonId};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::period::Day;
use nofault_domain::refusal::Refusal;
use nofault_domain::word::Word;
use uuid::Uuid;

use crate::failure::{optional_word, word};
use crate::postmortem::{self, Waiting};
use crate::work::{Outcome, Perform, Rule, Work};
use crate::{Db, Failure, new_id, visible};

/// More nobody reads.
const MOST_FEEDS: usize = 20;
/// Of the actions in one calendar: those that are due first.
const MOST_DUE: i64 = 5000;

statements! {
    INSERT = "INSERT INTO feed (id, token_hash, person_id, whose, at) VALUES ($1, $2, $3, $4, $5)";
    OF_PERSON = "SELECT id, whose, at FROM feed WHERE person_id = $1 AND revoked_at IS NULL \
        ORDER BY at, id";
    REVOKE = "UPDATE feed SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL";
    REVOKE_ALL = "UPDATE feed SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
    BY_TOKEN = "SELECT f.whose, f.person_id, a.role FROM feed f \
        JOIN account a ON a.person_id = f.person_id JOIN person p ON p.id = f.person_id \
        WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND a.disabled_at IS NULL \
        AND p.left_at IS NULL";
    ACTIONS = concat!("SELECT a.id, a.number, a.title, a.due, a.priority, a.created_at, a.version, \
        i.number, i.title FROM action a LEFT JOIN incident i ON i.id = a.incident_id \
        WHERE a.due IS NOT NULL AND a.state IN ('open', 'in_progress') \
        AND (a.incident_id IS NULL OR ", visible!(), ") AND ($3 = 'all' OR a.owner_person = $2 \
        OR ($3 = 'teams' AND a.owner_team IN (SELECT m.team_id FROM team_member m \
        WHERE m.person_id = $2))) ORDER BY a.due, a.number LIMIT $4");
}

/// One that somebody made and did not revoke. Its address is known to them alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    pub id: FeedId,
    pub whose: Whose,
    pub at: Instant,
}

/// # Errors
/// [`Failure::Database`].
pub async fn feeds(db: &mut Db<'_>, person: PersonId) -> Result<Vec<Feed>, Failure> {
    let rows: Vec<(Uuid, String, i64)> = all!(db, OF_PERSON, person.0)?;
    let one = |(id, whose, at): (Uuid, String, i64)| {
        Ok(Feed { id: FeedId(id), whose: word(&whose)?, at: Instant::from_micros(at) })
    };
    rows.into_iter().map(one).collect()
}

/// As whom a calendar is read, and what it shows.
///
/// # Errors
/// Not found, where it was revoked or never was, and where its person may not sign in.
pub async fn by_token(db: &mut Db<'_>, token_hash: &[u8]) -> Result<(Viewer, Whose), Failure> {
    let row: Option<(String, Uuid, String)> = first!(db, BY_TOKEN, token_hash)?;
    let (whose, person, role) = row.ok_or(Refusal::NotFound("calendar"))?;
    Ok((Viewer::Person { id: PersonId(person), role: word(&role)? }, word(&whose)?))
}

/// An open action with a due date.
#[derive(Debug, Clone)]
pub struct DueAction {
    pub id: ActionId,
    pub number: ActionNumber,
    pub title: String,
    pub due: Day,
    pub priority: Option<Priority>,
    pub made: Instant,
    pub version: i64,
    pub incident: Option<(IncidentNumber, String)>,
}

type ActionRow = (Uuid, i64, String, String, Option<String>, i64, i64, Option<i64>, Option<String>);

/// # Errors
/// [`Failure::Database`].
pub async fn due_actions(
    db: &mut Db<'_>,
    viewer: Viewer,
    whose: Whose,
) -> Result<Vec<DueAction>, Failure> {
    let (all, person) = visible::binds(viewer);
    let rows: Vec<ActionRow> = all!(db, ACTIONS, all, person, whose.key(), MOST_DUE)?;
    let one = |(id, number, title, due, priority, made, version, incident, of): ActionRow| {
        Ok(DueAction {
            id: ActionId(id),
            number: ActionNumber(number),
            title,
            due: day(due)?,
            priority: optional_word(priority.as_deref())?,
            made: Instant::from_micros(made),
            version,
            incident: incident.map(IncidentNumber).zip(of),
        })
    };
    rows.into_iter().map(one).collect()
}

/// The reviews that are not published, with the days that the list of postmortems has.
///
/// # Errors
/// [`Failure::Database`].
pub async fn due_reviews(
    db: &mut Db<'_>,
    viewer: Viewer,
    whose: Whose,
    now: Instant,
) -> Result<Vec<Waiting>, Failure> {
    let mut waiting = postmortem::waiting(db, viewer, true, now).await?;
    waiting.retain(|one| match whose {
        Whose::All => true,
        Whose::Teams => one.team || one.mine,
        Whose::Mine => one.mine,
    });
    Ok(waiting)
}

fn day(due: String) -> Result<Day, Failure> {
    Day::parse(&due).map_err(|_| Failure::damaged("date", due))
}

/// A calendar with the hash of the token that its address carries.
pub struct FeedMade {
    pub feed: NewFeed,
    pub token_hash: Vec<u8>,
}

const PLACE: &str = "/profile#calendars";

impl Perform for FeedMade {
    const NAME: &'static str = "make feed";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let person = work.viewer.person().ok_or(Refusal::NotFound("person"))?;
        if feeds(&mut work.db, person).await?.len() >= MOST_FEEDS {
            let many = format!("You have {MOST_FEEDS} calendars: revoke one first.");
            return Err(Refusal::field("whose", many).into());
        }
        let (id, now, whose) = (new_id(), work.now.micros(), self.feed.whose.key());
        change!(&mut work.db, INSERT, id, self.token_hash, person.0, whose, now)?;
        work.event("feed.made", Subject::Feed, id, 1, None).await?;
        Ok(Outcome { id, address: PLACE.to_owned(), version: 1 })
    }
}

impl Perform for FeedId {
    const NAME: &'static str = "revoke feed";

    fn rule(&self) -> Rule {
        Rule::Anybody
    }

    async fn perform(self, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        let person = work.viewer.person().ok_or(Refusal::NotFound("person"))?;
        if change!(&mut work.db, REVOKE, self.0, person.0, work.now.micros())? == 0 {
            return Err(Refusal::NotFound("calendar").into());
        }
        work.event("feed.revoked", Subject::Feed, self.0, 2, None).await?;
        Ok(Outcome { id: self.0, address: PLACE.to_owned(), version: 2 })
    }
}

impl Work<'_> {
    /// With a way in that ends, everything ends that was opened through it.
    pub(crate) async fn end_feeds(&mut self, person: PersonId) -> Result<(), Failure> {
        change!(&mut self.db, REVOKE_ALL, person.0, self.now.micros())?;
        Ok(())
    }
}
