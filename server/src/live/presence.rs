//! Who is at an incident, and what they are editing: in memory, for as long as it is
//! repeated. Ids and keys alone; names are read by whoever shows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;

use nofault_domain::id::{IncidentId, PersonId};
use nofault_domain::instant::Instant;
use serde::{Deserialize, Serialize};

/// So long one counts as present without saying so again; in microseconds: 45 seconds.
pub const LAPSE: i64 = 45 * 1_000_000;
/// Keys of what is edited in one tab, and letters of a key or of a tab's id.
pub const KEYS: usize = 8;
pub const LETTERS: usize = 80;

const INCIDENTS: usize = 5_000;
const TABS: usize = 300;
const TABS_OF_ONE: usize = 12;

/// What a tab says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub incident: IncidentId,
    pub person: PersonId,
    pub tab: String,
    pub editing: Vec<String>,
    pub gone: bool,
}

/// Who is there, each with the keys of what they are editing.
pub type People = BTreeMap<PersonId, BTreeSet<String>>;

#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<IncidentId, Room>>);

type Room = HashMap<(PersonId, String), Tab>;

#[derive(Debug)]
struct Tab {
    until: Instant,
    editing: Vec<String>,
}

impl Said {
    /// None where the tab's id is none. Keys that are none are left out.
    #[must_use]
    pub fn parse(
        incident: IncidentId,
        person: PersonId,
        (tab, editing, gone): (&str, &str, bool),
    ) -> Option<Self> {
        let plain = |text: &&str| {
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || b":._-".contains(&byte);
            !text.is_empty() && text.len() <= LETTERS && text.bytes().all(letter)
        };
        let tab = Some(tab.trim()).filter(plain)?.to_owned();
        let keys = editing.split(',').map(str::trim).filter(plain).take(KEYS);
        Some(Self { incident, person, tab, editing: keys.map(str::to_owned).collect(), gone })
    }
}

impl Presence {
    /// Whether that changes who is seen there, or what they edit.
    pub fn say(&self, said: Said, now: Instant) -> bool {
        let Ok(mut rooms) = self.0.lock() else { return false };
        if !rooms.contains_key(&said.incident) && (said.gone || rooms.len() >= INCIDENTS) {
            return false;
        }
        let room = rooms.entry(said.incident).or_default();
        let (before, incident) = (people(room), said.incident);
        let (key, until) = ((said.person, said.tab), now.plus_micros(LAPSE));
        if said.gone {
            room.remove(&key);
        } else {
            room.insert(key, Tab { until, editing: said.editing });
            make_room(room, said.person);
        }
        let changed = people(room) != before;
        if room.is_empty() {
            rooms.remove(&incident);
        }
        changed
    }

    /// Forgets who was not heard of in time: the incidents where that changes something.
    pub fn lapse(&self, now: Instant) -> Vec<IncidentId> {
        let Ok(mut rooms) = self.0.lock() else { return Vec::new() };
        let mut changed = Vec::new();
        rooms.retain(|incident, room| {
            if room.values().any(|tab| tab.until <= now) {
                let before = people(room);
                room.retain(|_, tab| tab.until > now);
                if people(room) != before {
                    changed.push(*incident);
                }
            }
            !room.is_empty()
        });
        changed
    }

    #[must_use]
    pub fn people(&self, incident: IncidentId) -> People {
        let rooms = self.0.lock();
        rooms.ok().and_then(|rooms| rooms.get(&incident).map(people)).unwrap_or_default()
    }
}

fn people(room: &Room) -> People {
    let mut people = People::new();
    for ((person, _), tab) in room {
        people.entry(*person).or_default().extend(tab.editing.iter().cloned());
    }
    people
}

/// Whoever has too many tabs loses the one that was heard of the longest ago.
fn make_room(room: &mut Room, person: PersonId) {
    let own = |key: &&(PersonId, String)| key.0 == person;
    let too_many = |room: &Room| room.len() > TABS || room.keys().filter(own).count() > TABS_OF_ONE;
    while too_many(room) {
        let oldest = room.iter().filter(|(key, _)| own(key)).min_by_key(|(_, tab)| tab.until);
        let Some(key) = oldest.map(|(key, _)| key.clone()) else { return };
        room.remove(&key);
    }
}

#[cfg(test)]
mod tests;
