//! The names of the services in facts, and of the teams that own them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use uuid::Uuid;

use super::read::SERVICE;
use crate::{Db, Failure};

statements! {
    SERVICES = "SELECT s.id, s.name_key, s.name, t.name_key, t.name FROM service s \
        LEFT JOIN team t ON t.id = s.team_id";
}

/// With its key, by which it is sorted.
type Name = (String, String);

/// A service, and the team that owns it.
type Row = (Uuid, String, String, Option<String>, Option<String>);

/// The same services are the same names: each set of them is made once.
pub(crate) struct Names {
    services: HashMap<[u8; SERVICE], (Name, Option<Name>)>,
    /// Of services, and of teams.
    known: [HashMap<Vec<u8>, Arc<[String]>>; 2],
}

impl Names {
    /// Of every service.
    pub(crate) async fn all(db: &mut Db<'_>) -> Result<Self, Failure> {
        let rows: Vec<Row> = all!(db, SERVICES)?;
        let named = |(id, key, name, team_key, team): Row| {
            let mut digits = [0; SERVICE];
            id.simple().encode_lower(&mut digits);
            (digits, ((key, name), Option::zip(team_key, team)))
        };
        Ok(Self { services: rows.into_iter().map(named).collect(), known: Default::default() })
    }

    /// Of a fact’s services, by name.
    pub(crate) fn services(&mut self, fact: &[u8]) -> Arc<[String]> {
        let [known, _] = &mut self.known;
        once(known, &self.services, fact, |(service, _)| Some(service))
    }

    /// Of the teams that own them, by name, each once.
    pub(crate) fn teams(&mut self, fact: &[u8]) -> Arc<[String]> {
        let [_, known] = &mut self.known;
        once(known, &self.services, fact, |(_, team)| team.as_ref())
    }
}

fn once<S>(
    known: &mut HashMap<Vec<u8>, Arc<[String]>>,
    services: &HashMap<[u8; SERVICE], S>,
    fact: &[u8],
    name: impl Fn(&S) -> Option<&Name>,
) -> Arc<[String]> {
    if let Some(names) = known.get(fact) {
        return Arc::clone(names);
    }
    // What is left is the end of them.
    let (each, _) = fact.as_chunks::<SERVICE>();
    let names: BTreeSet<&Name> = each.iter().filter_map(|one| name(services.get(one)?)).collect();
    let names: Arc<[String]> = names.into_iter().map(|(_, name)| name.clone()).collect();
    known.insert(fact.to_vec(), Arc::clone(&names));
    names
}
