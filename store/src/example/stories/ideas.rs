//! What the shop keeps as ideas: not yet actions, and seen again and again.

use nofault_domain::action::{ActionKind, Priority};
use nofault_domain::command::action::{ActionContent, ActionSighting, NewAction};
use nofault_domain::instant::Instant;
use nofault_domain::number::{ActionNumber, IncidentNumber};
use nofault_domain::text::{Note, Title};

use super::super::clock::after;
use super::super::tell::taken;
use super::{ALL, autumn, checkout, live, small};
use crate::Failure;
use crate::incident::{self, Incident};
use crate::work::{Perform, Work};

/// An idea with the stories in which it came up; the first is where it was written down.
struct Idea {
    title: &'static str,
    kind: ActionKind,
    priority: Option<Priority>,
    success: &'static str,
    stories: &'static [&'static str],
}

const IDEAS: &[Idea] = &[
    Idea {
        title: "Sign in, search and buy one article every minute from outside, as a customer does",
        kind: ActionKind::Detect,
        priority: Some(Priority::P2),
        success: "We hear of it from the robot before a customer writes to support.",
        stories: &[
            small::CERTIFICATE.title,
            small::SEARCH_INDEX.title,
            autumn::LOGIN_EMAILS.title,
            checkout::POOL.title,
        ],
    },
    Idea {
        title: "Keep a page outside our own machines that tells customers what does not work",
        kind: ActionKind::Mitigate,
        priority: None,
        success: "",
        // The drill is named, and not counted.
        stories: &[
            autumn::PROVIDER.title,
            small::DRILL.title,
            checkout::POOL.title,
            live::PAYMENTS.title,
        ],
    },
    Idea {
        title: "Stop a release by itself where answers take longer than an hour before",
        kind: ActionKind::Mitigate,
        priority: None,
        success: "",
        stories: &[checkout::POOL.title, autumn::SEARCH_SLOW.title],
    },
];

/// After the stories, at the times of their incidents.
pub(in super::super) async fn note(work: &mut Work<'_>, now: Instant) -> Result<(), Failure> {
    for idea in IDEAS {
        let mut known: Option<ActionNumber> = None;
        for story in idea.stories {
            let incident = of(work, story).await?;
            work.now = after(incident.recorded_at, 24 * 60).min(now);
            match known {
                None => known = Some(suggest(work, incident.number, idea).await?),
                Some(action) => {
                    let sighting = ActionSighting { action, incident: incident.number };
                    sighting.perform(work).await?;
                }
            }
        }
    }
    Ok(())
}

/// Incidents are numbered as the stories stand.
pub(super) async fn of(work: &mut Work<'_>, title: &str) -> Result<Incident, Failure> {
    let place = ALL.iter().position(|story| story.title == title);
    let number = place.and_then(|place| i64::try_from(place + 1).ok());
    let number = number.ok_or_else(|| Failure::damaged("story", title))?;
    incident::by_number(&mut work.db, work.viewer, IncidentNumber(number)).await
}

async fn suggest(
    work: &mut Work<'_>,
    incident: IncidentNumber,
    idea: &Idea,
) -> Result<ActionNumber, Failure> {
    let content = ActionContent {
        title: taken(Title::parse(idea.title))?,
        kind: Some(idea.kind),
        priority: idea.priority,
        owner: None,
        due: None,
        success: taken(Note::parse_optional(idea.success))?,
        tracker: None,
    };
    let new = NewAction { incident: Some(incident), idea: true, content };
    let outcome = new.perform(work).await?;
    let given = outcome.address.rsplit('#').next().unwrap_or_default();
    ActionNumber::parse(given).ok_or_else(|| Failure::damaged("number", given))
}
