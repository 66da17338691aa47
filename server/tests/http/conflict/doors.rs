//! Every door against an old version of its form: nothing is overwritten, nothing typed is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use http::StatusCode;
use nofault_domain::access::{Role, Viewer};
use nofault_store::{catalog, people};

use super::form::{Fields, form_to, press, value, with};
use super::table::{EDITS, Edit, MOVES, OTHERS};
use crate::app::{Answer, TestApp, User};

const CONFLICT: StatusCode = StatusCode::CONFLICT;
const TAKEN: StatusCode = StatusCode::SEE_OTHER;

/// Where all that can be changed is there, and what stands in its addresses.
struct World {
    ada: User,
    grace: User,
    parts: Vec<(&'static str, String)>,
}

impl World {
    async fn new(app: &TestApp) -> Self {
        let ada = app.user("Ada", Role::Administrator).await;
        let grace = app.user("Grace", Role::Administrator).await;
        let bo = app.user("Bo", Role::Viewer).await;
        let impact = [("service", "Web"), ("from", "2026-03-01 12:00"), ("words", "Cards")];
        let all: [(&str, &[(&str, &str)]); 10] = [
            ("/incidents", &[("title", "Slow"), ("services", "Web")]),
            ("/incidents", &[("title", "Slow, too")]),
            ("/incidents/INC-1/entries", &[("body", "Somebody saw it"), ("at", "12:00")]),
            ("/incidents/INC-1/updates", &[("text", "We look into it")]),
            ("/incidents/INC-1/impacts", &impact),
            ("/incidents/INC-1/actions", &[("title", "Mend it")]),
            ("/incidents/INC-1/postmortem", &[]),
            ("/services", &[("name", "Search"), ("about", "Finds")]),
            ("/teams", &[("name", "Search")]),
            ("/changes", &[("title", "Search 4.2"), ("service", "Search"), ("kind", "release")]),
        ];
        for (door, form) in all {
            assert_eq!(ada.post(door, form).await.status, TAKEN, "{door}");
        }
        let own = [("version", "1"), ("name", "Bo"), ("zone", "UTC")];
        bo.post("/profile", &own).await.assert_redirect("/profile");
        let mut world = Self { ada, grace, parts: Vec::new() };
        world.name(app).await;
        world
    }

    async fn name(&mut self, app: &TestApp) {
        let mut reader = app.store.read().await.unwrap();
        let all = people::people(&mut reader.db(), Viewer::System).await.unwrap();
        let person =
            |name: &str| all.iter().find(|person| person.name == name).unwrap().id.to_string();
        let services = catalog::services(&mut reader.db()).await.unwrap();
        let search = services.iter().find(|service| service.name == "Search").unwrap();
        let teams = catalog::teams(&mut reader.db()).await.unwrap();
        self.parts = vec![
            ("{incident}", "INC-1".to_owned()),
            ("{entry}", "e1".to_owned()),
            ("{update}", "U-1".to_owned()),
            ("{impact}", "1".to_owned()),
            ("{section}", "summary".to_owned()),
            ("{action}", "A-1".to_owned()),
            ("{change}", "CH-1".to_owned()),
            ("{severity}", "sev2".to_owned()),
            ("{milestone}", "detected".to_owned()),
            ("{service}", search.id.to_string()),
            ("{metric}", "time-to-mitigate".to_owned()),
            ("{team}", teams[0].id.to_string()),
            ("{person}", person("Bo")),
            ("{ada}", person("Ada")),
            ("{grace}", person("Grace")),
            ("{bo}", person("Bo")),
        ];
    }

    fn filled(&self, text: &str) -> String {
        self.parts.iter().fold(text.to_owned(), |text, (part, is)| text.replace(part, is))
    }

    fn fields(&self, form: &[(&str, &str)]) -> Fields {
        form.iter().map(|(name, value)| ((*name).to_owned(), self.filled(value))).collect()
    }

    /// Who was faster; of one's own profile, oneself in another browser.
    fn faster(&self, edit: &Edit) -> (&User, &'static str) {
        if edit.door == "/profile" { (&self.ada, "Ada") } else { (&self.grace, "Grace") }
    }
}

#[track_caller]
fn form(page: &Answer, door: &str) -> Fields {
    form_to(page, door).unwrap_or_else(|| panic!("no form to {door} in {}", page.body))
}

async fn overtaken(world: &World, edit: &Edit) {
    let (door, page) = (world.filled(edit.door), world.filled(edit.page));
    let (first, late) = (world.fields(edit.first), world.fields(edit.late));
    let ada = &world.ada;
    let opened = form(&ada.get(&page).await, &door);
    let (faster, name) = world.faster(edit);
    assert_eq!(press(faster, &door, &with(&opened, &first)).await.status, TAKEN, "{door}");

    // A program is told which fields, and both texts of each.
    let late_form = with(&opened, &late);
    let sent: Vec<_> =
        late_form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let answer = ada.island(&door, &sent).await;
    assert_eq!(answer.status, CONFLICT, "{door}: {}", answer.body);
    let conflict = &answer.json()["conflict"];
    assert_eq!(conflict["by"], name, "{door}: {conflict}");
    let fields = conflict["fields"].as_array().unwrap();
    let both: BTreeSet<_> = fields
        .iter()
        .filter(|field| field["both"] == true)
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert_eq!(both, edit.both.iter().copied().collect(), "{door}: {conflict}");
    for field in fields {
        let name = field["name"].as_str().unwrap();
        let said = |side: &str| vec![(name.to_owned(), field[side].as_str().unwrap().to_owned())];
        let (mine, theirs) = (value(&said("mine"), name), value(&said("theirs"), name));
        assert_eq!(mine, value(&late_form, name), "{door}, mine: {field}");
        if !value(&first, name).is_empty() {
            assert_eq!(theirs, value(&first, name), "{door}, theirs: {field}");
        }
    }

    // A browser shows both, and a form that holds what was typed and the newer version.
    let late_page = press(ada, &door, &late_form).await;
    let says = ["Nothing was overwritten.", "Yours", "Saved now", "Use mine", "Keep what is saved"];
    late_page.assert_page(CONFLICT, &says);
    let shown = form(&late_page, &door);
    assert_eq!(value(&shown, "version"), conflict["version"].to_string(), "{door}");
    for field in fields {
        let name = field["name"].as_str().unwrap();
        let merged = vec![(name.to_owned(), field["merged"].as_str().unwrap().to_owned())];
        assert_eq!(value(&shown, name), value(&merged, name), "{door}, in the form: {name}");
    }
    let (_, beneath) = late_page.body.split_once("Both, side by side").unwrap();
    let mine = form(&Answer { body: beneath.to_owned(), ..late_page.clone() }, &door);
    for (name, text) in &late {
        assert_eq!(value(&mine, name), value(&vec![(name.clone(), text.clone())], name), "{door}");
    }

    // Their own is taken where they say so, and what only the other changed stays.
    assert_eq!(press(ada, &door, &with(&mine, &Vec::new())).await.status, TAKEN, "{door}");
    if edit.stays {
        let now = form(&ada.get(&page).await, &door);
        for (name, _) in first.iter().chain(&late) {
            let expected = if value(&late, name).is_empty() { &first } else { &late };
            assert_eq!(value(&now, name), value(expected, name), "{door}, saved: {name}");
        }
    }
}

#[tokio::test]
async fn no_edit_overwrites_another() {
    let app = TestApp::start().await;
    let world = World::new(&app).await;
    for edit in EDITS {
        overtaken(&world, edit).await;
    }
}

#[tokio::test]
async fn nothing_is_done_to_what_somebody_else_changed() {
    let app = TestApp::start().await;
    let world = World::new(&app).await;
    let is_last = |edit: &&Edit| !edit.door.ends_with("/privacy");
    for edit in EDITS.iter().filter(is_last) {
        overtaken(&world, edit).await;
    }
    for (door, needs) in MOVES {
        let (door, mut form) = (world.filled(door), world.fields(needs));
        form.push(("version".to_owned(), "1".to_owned()));
        let sent: Vec<_> = form.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let answer = world.ada.island(&door, &sent).await;
        assert_eq!(answer.status, CONFLICT, "{door}: {}", answer.body);
        let version = answer.json()["conflict"]["version"].as_i64();
        assert!(version.is_some_and(|version| version > 1), "{door}: {}", answer.body);
        let page = press(&world.ada, &door, &form).await;
        page.assert_page(CONFLICT, &[]);
        // Where what happened meanwhile has taken the form away, the page shows what is.
        let said = page.body.contains("Nothing was overwritten.");
        assert!(said || form_to(&page, &door).is_none(), "{door}: {}", page.body);
        for (_, typed) in needs.iter().filter(|(name, _)| *name == "note") {
            assert!(page.body.contains(typed), "{door}: “{typed}” is lost");
        }
    }
}

/// Every address of `text` that takes a form.
fn doors_in(text: &str, doors: &mut BTreeSet<String>) {
    for route in text.split(".route(").skip(1) {
        let (route, _) = route.split_once("\n        .").unwrap_or((route, ""));
        if !route.contains("door::<") && !route.contains("post(") {
            continue;
        }
        let first = route.split(',').next().unwrap().trim();
        let path = match first.strip_prefix('"') {
            Some(path) => path.trim_end_matches('"').to_owned(),
            None => {
                let named = format!("const {first}: &str = \"");
                let (_, path) = text.split_once(&named).unwrap_or_else(|| panic!("no {first}"));
                path.split('"').next().unwrap().to_owned()
            }
        };
        doors.insert(path);
    }
}

fn read(path: &Path, doors: &mut BTreeSet<String>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|one| read(&one.unwrap().path(), doors));
    } else {
        doors_in(&fs::read_to_string(path).unwrap(), doors);
    }
}

#[test]
fn no_door_is_forgotten() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut doors = BTreeSet::new();
    read(&source.join("routes"), &mut doors);
    read(&source.join("routes.rs"), &mut doors);
    let edits = EDITS.iter().map(|edit| edit.door);
    let known: Vec<_> =
        edits.chain(MOVES.iter().map(|(door, _)| *door)).chain(OTHERS.iter().copied()).collect();
    let listed: BTreeSet<_> = known.iter().map(|door| (*door).to_owned()).collect();
    assert_eq!(listed.len(), known.len(), "a door is listed twice");
    let forgotten: Vec<_> = doors.difference(&listed).collect();
    assert!(
        forgotten.is_empty(),
        "say in conflict/table.rs what an old version gets: {forgotten:?}"
    );
    let gone: Vec<_> = listed.difference(&doors).collect();
    assert!(gone.is_empty(), "no doors any more: {gone:?}");
}
