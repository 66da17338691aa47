use nofault_store::new_id;

use super::*;

struct Told {
    presence: Presence,
    incident: IncidentId,
}

impl Told {
    fn new() -> Self {
        Self { presence: Presence::default(), incident: IncidentId(new_id()) }
    }

    fn say(&self, person: PersonId, tab: &str, editing: &str, gone: bool, at: i64) -> bool {
        let said = Said::parse(self.incident, person, (tab, editing, gone)).unwrap();
        self.presence.say(said, Instant::from_seconds(at))
    }

    fn editing(&self, person: PersonId) -> Option<Vec<String>> {
        let people = self.presence.people(self.incident);
        people.get(&person).map(|keys| keys.iter().cloned().collect())
    }
}

fn somebody() -> PersonId {
    PersonId(new_id())
}

#[test]
fn two_tabs_are_one_person_with_both_edits() {
    let (told, ada) = (Told::new(), somebody());
    assert!(told.say(ada, "one", "entry:e7", false, 0));
    assert!(told.say(ada, "two", "summary,entry:e7", false, 0));
    assert_eq!(told.editing(ada).unwrap(), ["entry:e7", "summary"]);
    assert!(!told.say(ada, "one", "", true, 1), "the other tab edits the same");
    assert!(told.say(ada, "two", "", false, 1));
    assert_eq!(told.editing(ada).unwrap(), Vec::<String>::new());
    assert!(told.say(ada, "two", "", true, 2));
    assert_eq!(told.editing(ada), None);
    assert!(told.presence.0.lock().unwrap().is_empty(), "an empty room is forgotten");
}

#[test]
fn what_is_not_repeated_lapses() {
    let (told, ada, bo) = (Told::new(), somebody(), somebody());
    told.say(ada, "a", "", false, 0);
    told.say(bo, "b", "", false, 0);
    assert!(!told.say(ada, "a", "", false, 30), "a repetition changes nothing");
    assert_eq!(told.presence.lapse(Instant::from_seconds(44)), []);
    assert_eq!(told.presence.lapse(Instant::from_seconds(45)), [told.incident]);
    assert!(told.editing(ada).is_some() && told.editing(bo).is_none());
    assert_eq!(told.presence.lapse(Instant::from_seconds(60)), []);
}

#[test]
fn nobody_fills_the_memory() {
    let (told, ada) = (Told::new(), somebody());
    for tab in 0..50 {
        told.say(ada, &format!("tab-{tab}"), &format!("entry:e{tab}"), false, tab);
    }
    assert_eq!(told.editing(ada).unwrap().len(), TABS_OF_ONE);
    for _ in 0..TABS + 50 {
        told.say(somebody(), "tab", "", false, 60);
    }
    assert_eq!(told.presence.0.lock().unwrap()[&told.incident].len(), TABS);
    let many = (0..20).map(|n| format!("k{n}")).collect::<Vec<_>>().join(",");
    told.say(ada, "tab-49", &many, false, 61);
    assert!(told.editing(ada).unwrap().len() < TABS_OF_ONE + KEYS);
}

#[test]
fn only_plain_keys_are_taken() {
    let (incident, ada) = (IncidentId(new_id()), somebody());
    let parse = |tab, editing| Said::parse(incident, ada, (tab, editing, false));
    let long = "x".repeat(LETTERS + 1);
    for tab in ["", " ", "a b", "<b>", "ä", &long] {
        assert_eq!(parse(tab, ""), None, "{tab}");
    }
    let keys = format!("entry:e7, <b>,{long},,summary");
    assert_eq!(parse("t-1", &keys).unwrap().editing, ["entry:e7", "summary"]);
}
