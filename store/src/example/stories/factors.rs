//! What contributed in the shop, and what came back.

use nofault_domain::command::factor::{FactorAdding, FactorAnswer, Which};
use nofault_domain::factor::Category;
use nofault_domain::number::IncidentNumber;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::{About, Note, Title};

use super::super::tell::taken;
use super::{autumn, checkout, small};
use crate::work::{Perform, Work};
use crate::{Failure, action, factor, incident};

struct Factor {
    title: &'static str,
    category: Category,
    about: &'static str,
}

const SUCCESS: Factor = Factor {
    title: "A job reports success although it failed",
    category: Category::Monitoring,
    about: "We watch what a job says of itself, and not whether what it was to make is there and whole.",
};
const WAITING: Factor = Factor {
    title: "Nobody watches how long something waits in a queue",
    category: Category::Monitoring,
    about: "Waiting grows long before anything fails. The first alert comes from the end of the chain.",
};
const SHARED_QUEUE: Factor = Factor {
    title: "What can wait and what cannot stand in one queue",
    category: Category::Design,
    about: "",
};
const PROVIDER: Factor = Factor {
    title: "All payments hang on one provider",
    category: Category::Dependency,
    about: "There is a second one. Switching to it was known to two people.",
};
const DEFAULT: Factor = Factor {
    title: "A shared default is wrong for one service",
    category: Category::Configuration,
    about: "The file does not say for which service a default was not made.",
};

/// A factor of a story: how it contributed, and the action that answers it.
struct Because {
    story: &'static str,
    factor: &'static Factor,
    note: &'static str,
    answered: Option<&'static str>,
    /// It set the incident off.
    trigger: bool,
}

const ALL: &[Because] = &[
    Because {
        story: small::CERTIFICATE.title,
        factor: &SUCCESS,
        note: "The renewal ended with success for three weeks although the authority refused it.",
        answered: Some("Page when a certificate has less than ten days left"),
        trigger: false,
    },
    Because {
        story: autumn::LOGIN_EMAILS.title,
        factor: &SHARED_QUEUE,
        note: "Sign-in codes waited behind 240,000 letters.",
        answered: Some("Give sign-in codes a mail queue of their own"),
        trigger: false,
    },
    Because {
        story: autumn::LOGIN_EMAILS.title,
        factor: &WAITING,
        note: "Support saw the first complaints 90 minutes before our alert.",
        answered: None,
        trigger: false,
    },
    Because {
        story: autumn::PROVIDER.title,
        factor: &PROVIDER,
        note: "",
        answered: Some("Switch to the second provider by one documented command"),
        trigger: true,
    },
    Because {
        story: checkout::POOL.title,
        factor: &DEFAULT,
        note: "20 connections are right for five of our six services.",
        answered: Some(
            "Show the effective configuration of a release beside the last one before it goes out",
        ),
        trigger: true,
    },
    Because {
        story: checkout::POOL.title,
        factor: &WAITING,
        note: "Waiting for a connection had grown for eleven minutes when the first request timed out.",
        answered: Some("Alert on time waited for a database connection, not only on timeouts"),
        trigger: false,
    },
    Because {
        story: small::BACKUP.title,
        factor: &SUCCESS,
        note: "The disk was full; the job wrote an empty file.",
        answered: Some("Restore every backup once, automatically, and compare the counts"),
        trigger: false,
    },
];

/// The factors of the story of this title.
pub(in super::super) async fn name(
    work: &mut Work<'_>,
    number: IncidentNumber,
    story: &str,
) -> Result<(), Failure> {
    for because in ALL.iter().filter(|because| because.story == story) {
        let Factor { title, category, about } = because.factor;
        let which = Which::Titled {
            title: taken(Title::parse(title))?,
            category: Some(*category),
            about: taken(About::parse_optional(about))?,
        };
        let note = taken(Note::parse_optional(because.note))?;
        let trigger = because.trigger;
        FactorAdding { incident: number, which, note, trigger }.perform(work).await?;
        if let Some(wanted) = because.answered {
            answer(work, number, title, wanted).await?;
        }
    }
    Ok(())
}

async fn answer(
    work: &mut Work<'_>,
    number: IncidentNumber,
    factor: &str,
    action: &str,
) -> Result<(), Failure> {
    let incident = incident::by_number(&mut work.db, work.viewer, number).await?;
    let actions = action::of_incident(&mut work.db, work.viewer, incident.id).await?;
    let action = actions.iter().find(|one| one.title == action);
    let action = action.ok_or(Refusal::NotFound("action"))?;
    let factor = factor::by_title(&mut work.db, work.viewer, factor).await?;
    let factor = factor.map(|factor| factor.number);
    let (action, version) = (action.number, action.version);
    FactorAnswer { action, version, factor, was: None }.perform(work).await.map(drop)
}
