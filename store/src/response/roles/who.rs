//! Who may be given a role: people who have not left.

use nofault_domain::command::response::Who;
use nofault_domain::id::PersonId;
use nofault_domain::instant::Instant;
use nofault_domain::refusal::Refusal;
use nofault_domain::text::Name;
use uuid::Uuid;

use crate::work::Work;
use crate::{Db, Failure};

statements! {
    RESPONDERS = "SELECT p.id, p.name FROM person p JOIN account a ON a.person_id = p.id \
        WHERE a.disabled_at IS NULL AND p.left_at IS NULL AND p.anonymised_at IS NULL \
        AND p.merged_into IS NULL ORDER BY p.name_key, p.id";
    // Whoever has left may have held a role before.
    PERSON = "SELECT p.name, COALESCE(p.left_at, p.anonymised_at, a.disabled_at) FROM person p \
        LEFT JOIN account a ON a.person_id = p.id WHERE p.id = $1 AND p.merged_into IS NULL";
    NAMED = "SELECT id FROM person WHERE name_key = $1 AND merged_into IS NULL \
        AND anonymised_at IS NULL ORDER BY id LIMIT 2";
}

/// Somebody to choose for a role: with an account that is in use.
#[derive(Debug, Clone)]
pub struct Responder {
    pub id: PersonId,
    pub name: String,
}

/// By name.
///
/// # Errors
/// [`Failure::Database`].
pub async fn responders(db: &mut Db<'_>) -> Result<Vec<Responder>, Failure> {
    let rows: Vec<(Uuid, String)> = all!(db, RESPONDERS)?;
    let responder = |(id, name)| Responder { id: PersonId(id), name };
    Ok(rows.into_iter().map(responder).collect())
}

fn unknown(name: &Name) -> Refusal {
    let message = format!(
        "Nobody is called “{name}” yet. The incident is private, and everybody sees the names of \
         people: choose somebody who is known, or have an administrator invite them on the page \
         of people first."
    );
    Refusal::field("other", message)
}

impl Work<'_> {
    /// The person who is meant and their name, if they had not left by `at`; one who is named for
    /// the first time becomes known. Everybody sees the names of people: by a private incident
    /// nobody becomes known.
    pub(super) async fn meant(
        &mut self,
        who: &Who,
        at: Instant,
        private: bool,
    ) -> Result<(PersonId, String), Failure> {
        let id = match who {
            Who::Me => self.person().ok_or_else(|| Refusal::field("person", "Say who."))?,
            Who::Id(id) => id.0,
            Who::Named(name) => match self.known(name).await? {
                Some(id) => id,
                None if private => return Err(unknown(name).into()),
                None => return Ok((self.insert_person(name, None).await?, name.to_string())),
            },
        };
        let row: Option<(String, Option<i64>)> = first!(&mut self.db, PERSON, id)?;
        let Some((name, left)) = row else {
            return Err(Refusal::field("person", "There is no such person.").into());
        };
        if left.is_some_and(|left| at >= Instant::from_micros(left)) {
            let message = format!("{name} has left: choose somebody else.");
            return Err(Refusal::field("person", message).into());
        }
        Ok((PersonId(id), name))
    }

    async fn known(&mut self, name: &Name) -> Result<Option<Uuid>, Failure> {
        let rows: Vec<(Uuid,)> = all!(&mut self.db, NAMED, name.key())?;
        match rows.as_slice() {
            [] => Ok(None),
            [(id,)] => Ok(Some(*id)),
            _ => {
                let message =
                    format!("More than one person is called {name}: choose from the list.");
                Err(Refusal::field("person", message).into())
            }
        }
    }
}
