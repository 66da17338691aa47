//! What a text mentions, as its reader may see it: what they may not see stays a word.

use std::collections::BTreeMap;

use nofault_domain::access::Viewer;
use nofault_domain::mention::{self, Mention};
use nofault_domain::number::IncidentNumber;

use crate::action::{self, Action};
use crate::change::{self, Change};
use crate::factor::{self, Factor};
use crate::incident::{self, Incident};
use crate::timeline::{self, Entry};
use crate::{Db, Failure};

/// More than so many in one text stay words.
const MOST: usize = 200;

/// What is mentioned.
#[derive(Debug, Clone)]
pub enum Mentioned {
    Incident(Incident),
    Entry(Incident, Box<Entry>),
    Picture(Incident),
    Action(Box<Action>),
    Factor(Box<Factor>),
    Change(Box<Change>),
}

pub type Mentions = BTreeMap<Mention, Mentioned>;

/// All that these texts mention and the viewer may see.
///
/// # Errors
/// [`Failure::Database`].
pub async fn read<'t>(
    db: &mut Db<'_>,
    viewer: Viewer,
    texts: impl Iterator<Item = &'t str>,
) -> Result<Mentions, Failure> {
    let mut wanted: Vec<Mention> =
        texts.flat_map(mention::find).map(|(_, mention)| mention).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.truncate(MOST);
    let mut found = Mentions::new();
    for mention in wanted {
        match one(db, viewer, mention).await {
            Ok(Some(one)) => drop(found.insert(mention, one)),
            Ok(None) | Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(found)
}

async fn one(
    db: &mut Db<'_>,
    viewer: Viewer,
    mention: Mention,
) -> Result<Option<Mentioned>, Failure> {
    Ok(Some(match mention {
        Mention::Incident(number) => Mentioned::Incident(of(db, viewer, number).await?),
        Mention::Picture(number) => Mentioned::Picture(of(db, viewer, number).await?),
        Mention::Entry(number, entry) => {
            let incident = of(db, viewer, number).await?;
            let entry = timeline::entry(db, incident.id, entry).await?;
            if entry.deleted.is_some() {
                return Ok(None);
            }
            Mentioned::Entry(incident, Box::new(entry))
        }
        Mention::Action(number) => {
            Mentioned::Action(Box::new(action::by_number(db, viewer, number).await?))
        }
        Mention::Factor(number) => {
            Mentioned::Factor(Box::new(factor::by_number(db, viewer, number).await?))
        }
        Mention::Change(number) => {
            Mentioned::Change(Box::new(change::by_number(db, number).await?))
        }
    }))
}

async fn of(db: &mut Db<'_>, viewer: Viewer, number: IncidentNumber) -> Result<Incident, Failure> {
    incident::by_number(db, viewer, number).await
}
