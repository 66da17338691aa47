//! Who is here and what each edits: said to the server while the page is seen, and shown.

use std::cell::{Cell, RefCell};

use js_sys::{Array, JSON, Math, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlFormElement, UrlSearchParams};

use super::words::{self, Person};
use super::{changes, page, state, stream};
use crate::islands::browser;

/// As many keys as the server keeps.
const KEYS: usize = 8;

thread_local! {
    static TAB: RefCell<String> = const { RefCell::new(String::new()) };
    static PEOPLE: RefCell<Vec<Person>> = const { RefCell::new(Vec::new()) };
    /// What was last said to be edited, and when.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
    static SAID_AT: Cell<f64> = const { Cell::new(0.0) };
    static ASKED_AT: Cell<f64> = const { Cell::new(0.0) };
    static ASKING: Cell<bool> = const { Cell::new(false) };
}

pub fn begin() {
    let random = || (Math::random() * 4_294_967_296.0) as u32;
    TAB.set(format!("{:08x}{:08x}", random(), random()));
    if let Some(document) = browser::document() {
        for event in ["focusin", "focusout", "input"] {
            browser::listen(&document, event, |_| browser::later(250, say_if_other));
        }
    }
    say();
}

/// Says so every 20 seconds while somebody looks, and asks each minute, lest it was not told.
pub fn beat() {
    if browser::is_hidden() {
        return;
    }
    let now = js_sys::Date::now();
    if now - SAID_AT.get() > 15_000.0 {
        say();
    }
    if now - ASKED_AT.get() > 60_000.0 {
        ask();
    }
}

fn say_if_other() {
    if !browser::is_hidden() && SAID.with_borrow(|said| *said != editing()) {
        say();
    }
}

/// Tells the server.
pub fn say() {
    let Some(address) = address() else { return };
    let editing = editing();
    SAID.set(editing.clone());
    SAID_AT.set(js_sys::Date::now());
    let Some(fields) = fields(&editing) else { return };
    spawn_local(async move {
        let Some(answer) = browser::post(&address, &fields, "application/json").await else {
            return;
        };
        match answer.status {
            401 => {
                stream::end();
                state::signed_out();
            }
            404 => {
                stream::end();
                state::gone();
            }
            _ if answer.ok() && !stream::ensure() => {
                state::fetched(true);
                changes::now();
            }
            _ => {}
        }
    });
}

/// The page is left.
pub fn gone() {
    let (Some(address), Some(fields)) = (address(), fields("")) else { return };
    fields.append("gone", "on");
    if let Some(window) = web_sys::window() {
        let navigator = window.navigator();
        let _ = navigator.send_beacon_with_opt_url_search_params(&address, Some(&fields));
    }
}

fn address() -> Option<String> {
    page::with(|page| format!("{}/presence", page.address))
}

fn fields(editing: &str) -> Option<UrlSearchParams> {
    let fields = UrlSearchParams::new().ok()?;
    fields.append("tab", &TAB.with_borrow(Clone::clone));
    fields.append("editing", editing);
    Some(fields)
}

/// The keys of the forms that one is in or has typed into, with commas.
fn editing() -> String {
    let active = browser::document().and_then(|document| document.active_element());
    let active = active.filter(browser::is_field);
    let mut keys: Vec<String> = Vec::new();
    for form in browser::all("main form") {
        let Some(key) = key_of(&form).filter(|key| !keys.contains(key)) else { continue };
        // The cursor stands in the composer from the start: it says nothing there.
        let is_in = active.as_ref().is_some_and(|active| form.contains(Some(active)));
        let typed = || browser::inside(&form, browser::FIELDS).iter().any(browser::is_typed);
        if is_in && key != "composer" || typed() {
            keys.push(key);
        }
    }
    keys.truncate(KEYS);
    keys.join(",")
}

/// What a form or a link edits, by where it leads.
fn key_of(element: &Element) -> Option<String> {
    let attribute = if element.is_instance_of::<HtmlFormElement>() { "action" } else { "href" };
    let leads_to = element.get_attribute(attribute)?;
    page::with(|page| words::key(&page.address, &leads_to))?
}

/// Somebody came, went, or edits something else.
pub fn heard(data: &str) {
    let incident = JSON::parse(data).ok().and_then(|told| browser::text_of(&told, "incident"));
    let ours = page::with(|page| incident.as_ref() == Some(&page.number));
    if ours == Some(true) && !browser::is_hidden() && !ASKING.replace(true) {
        // A crowd comes and goes at once: who asks a little later asks for all of it.
        browser::later(100 + (Math::random() * 300.0) as i32, || {
            ASKING.set(false);
            ask();
        });
    }
}

/// Asks the server who is here.
pub fn ask() {
    ASKED_AT.set(js_sys::Date::now());
    let Some(address) = address() else { return };
    spawn_local(async move {
        let answer = browser::get_json(&address).await.filter(browser::Answer::ok);
        let Some(told) = answer.and_then(|answer| JSON::parse(&answer.text).ok()) else { return };
        PEOPLE.set(list(&told, "people").iter().map(person).collect());
        show();
    });
}

fn list(of: &JsValue, name: &str) -> Vec<JsValue> {
    Reflect::get(of, &name.into()).map(|list| Array::from(&list).to_vec()).unwrap_or_default()
}

fn person(told: &JsValue) -> Person {
    Person {
        name: browser::text_of(told, "name").unwrap_or_default(),
        me: browser::flag_of(told, "me"),
        editing: list(told, "editing").iter().filter_map(JsValue::as_string).collect(),
    }
}

/// Writes who is here, and a note beside what others edit; again after parts were replaced.
pub fn show() {
    for note in browser::all(".editing") {
        note.remove();
    }
    PEOPLE.with_borrow(|people| {
        let alone = people.iter().all(|person| person.me);
        let follows = page::with(|page| page.event.is_some()).unwrap_or(false);
        // Where one edits, only others matter.
        let here = if alone && !follows { String::new() } else { words::here(people) };
        state::write("live-here", &here);
        if people.iter().all(|person| person.me || person.editing.is_empty()) {
            return;
        }
        for form in browser::all("main form") {
            if let Some(note) = note(people, &form) {
                let _ = form.prepend_with_node_1(&note);
            }
        }
        beside_links(people);
        beside_entries(people);
    });
}

fn note(people: &[Person], element: &Element) -> Option<Element> {
    let key = key_of(element).filter(|key| key != "composer")?;
    said(&words::editors(people, &key))
}

fn said(text: &str) -> Option<Element> {
    if text.is_empty() { None } else { browser::element("span", "editing", text) }
}

/// On the incident's page, where what is edited on a page of its own.
fn beside_links(people: &[Person]) {
    for link in browser::all(".facts a[href$='/details'], .facts a[href$='/milestones']") {
        if let Some(note) = note(people, &link) {
            let _ = link.after_with_node_1(&note);
        }
    }
}

fn beside_entries(people: &[Person]) {
    let keys = people.iter().flat_map(|person| &person.editing);
    for entry in keys.filter_map(|key| key.strip_prefix("entry:")) {
        let meta = browser::by_id(entry)
            .and_then(|entry| entry.query_selector(":scope > .meta").ok().flatten());
        let Some(meta) = meta.filter(|meta| browser::inside(meta, ".editing").is_empty()) else {
            continue;
        };
        if let Some(note) = said(&words::editors(people, &format!("entry:{entry}"))) {
            let _ = meta.append_child(&note);
        }
    }
}

/// What this page edits has got a newer version.
pub fn changed_meanwhile() {
    if browser::by_id("live-newer").is_some() {
        return;
    }
    let text = "This was changed meanwhile. Saving shows you both texts first.";
    let note = browser::element("p", "stale", text);
    if let (Some(note), Some(live)) = (note, browser::by_id("live")) {
        let _ = (note.set_attribute("role", "status"), note.set_attribute("id", "live-newer"));
        let _ = live.append_child(&note);
    }
}
