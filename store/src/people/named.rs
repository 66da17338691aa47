//! People and teams by the beginning of a name, as one types it behind an `@`.

use nofault_domain::refusal::Refusal;
use uuid::Uuid;

use crate::{Db, Failure};

/// So many names are suggested, or named where several match.
const MOST: i64 = 200;

statements! {
    WITH_ACCOUNT = "SELECT p.name FROM person p JOIN account a ON a.person_id = p.id \
        WHERE a.disabled_at IS NULL AND p.left_at IS NULL ORDER BY p.name_key, p.id LIMIT $1";
    PEOPLE = "SELECT id, name, name_key FROM person WHERE name_key LIKE $1 ESCAPE '\\' \
        AND left_at IS NULL AND merged_into IS NULL ORDER BY name_key, id LIMIT $2";
    TEAMS = "SELECT id, name, name_key FROM team WHERE name_key LIKE $1 ESCAPE '\\' \
        ORDER BY name_key, id LIMIT $2";
}

/// Somebody or a team, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    Person(Uuid),
    Team(Uuid),
}

/// Whose name may be suggested to a responder: those who can sign in, at most 200.
///
/// # Errors
/// [`Failure::Database`].
pub async fn names(db: &mut Db<'_>) -> Result<Vec<String>, Failure> {
    let rows: Vec<(String,)> = all!(db, WITH_ACCOUNT, MOST)?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The one whose name begins so, in any case; a whole name wins over longer ones.
///
/// # Errors
/// [`Refusal::Invalid`] at `body`, naming the candidates, where it is nobody or several.
pub async fn named(db: &mut Db<'_>, beginning: &str, teams: bool) -> Result<Named, Failure> {
    let key = beginning.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let pattern = format!("{}%", key.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    let people: Vec<(Uuid, String, String)> = all!(&mut *db, PEOPLE, pattern.as_str(), MOST)?;
    let mut found: Vec<_> =
        people.into_iter().map(|(id, name, key)| (Named::Person(id), name, key)).collect();
    if teams {
        let teams: Vec<(Uuid, String, String)> = all!(&mut *db, TEAMS, pattern.as_str(), MOST)?;
        found.extend(teams.into_iter().map(|(id, name, key)| (Named::Team(id), name, key)));
    }
    let whole = found.iter().filter(|(_, _, name)| *name == key).count();
    if whole == 1 {
        found.retain(|(_, _, name)| *name == key);
    }
    match found.as_slice() {
        [(one, ..)] => Ok(one.clone()),
        [] => Err(refused(format!("Nobody’s name begins with “{beginning}”."))),
        many => {
            let names: Vec<_> = many.iter().take(5).map(|(_, name, _)| name.as_str()).collect();
            let more = if many.len() > names.len() { " and others" } else { "" };
            Err(refused(format!(
                "“@{beginning}” may be {}{more}: write more of the name.",
                names.join(", ")
            )))
        }
    }
}

fn refused(message: String) -> Failure {
    Refusal::field("body", message).into()
}
