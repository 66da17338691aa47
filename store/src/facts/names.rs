//! The names of the services in facts, and of the teams that own them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::{Db, Failure};

statements! {
    SERVICES = "SELECT c.code, s.name_key, s.name, t.name_key, t.name FROM service_code c \
        JOIN service s ON s.id = c.service_id LEFT JOIN team t ON t.id = s.team_id";
}

/// With its key, by which it is sorted.
type Name = (String, String);

/// A service, and the team that owns it.
type Row = (i64, String, String, Option<String>, Option<String>);

/// The same services are the same names: each set of them is made once.
pub(crate) struct Names {
    /// By the code.
    services: HashMap<i64, (Name, Option<Name>)>,
    /// Of services, and of teams.
    known: [HashMap<String, Arc<[String]>>; 2],
}

impl Names {
    /// Of every service.
    pub(crate) async fn all(db: &mut Db<'_>) -> Result<Self, Failure> {
        let rows: Vec<Row> = all!(db, SERVICES)?;
        let named = |(code, key, name, team_key, team): Row| {
            (code, ((key, name), Option::zip(team_key, team)))
        };
        Ok(Self { services: rows.into_iter().map(named).collect(), known: Default::default() })
    }

    /// Of a fact’s services, by name.
    pub(crate) fn services(&mut self, fact: &str) -> Arc<[String]> {
        let [known, _] = &mut self.known;
        once(known, &self.services, fact, |(service, _)| Some(service))
    }

    /// Of the teams that own them, by name, each once.
    pub(crate) fn teams(&mut self, fact: &str) -> Arc<[String]> {
        let [_, known] = &mut self.known;
        once(known, &self.services, fact, |(_, team)| team.as_ref())
    }
}

fn once<S>(
    known: &mut HashMap<String, Arc<[String]>>,
    services: &HashMap<i64, S>,
    fact: &str,
    name: impl Fn(&S) -> Option<&Name>,
) -> Arc<[String]> {
    if let Some(names) = known.get(fact) {
        return Arc::clone(names);
    }
    // What is left is the end of them.
    let codes = fact.split('.').filter_map(|code| i64::from_str_radix(code, 16).ok());
    let names: BTreeSet<&Name> = codes.filter_map(|code| name(services.get(&code)?)).collect();
    let names: Arc<[String]> = names.into_iter().map(|(_, name)| name.clone()).collect();
    known.insert(fact.to_owned(), Arc::clone(&names));
    names
}
