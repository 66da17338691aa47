//! What is typed into a form with `data-draft` is kept in this browser until the form
//! was sent: with all its fields, so that a draft that is older than what was saved
//! meanwhile still says which version it began from.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    UrlSearchParams,
};

use super::{browser, dom, local_times};

const KEY: &str = "nofault-draft:";
/// The form that was just sent, and from which address.
const SENT: &str = "nofault-sent";
/// After typing, in milliseconds.
const PAUSE: u64 = 300;
/// In milliseconds: 30 days.
const OLDEST: i64 = 30 * 24 * 3600 * 1000;
const MOST: usize = 100;

/// A form, and what the server wrote into it.
struct Kept {
    form: HtmlFormElement,
    begun: String,
}

thread_local! {
    static PERSON: RefCell<String> = RefCell::default();
    static FORMS: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    static PENDING: RefCell<Option<(HtmlFormElement, TimeoutHandle)>> = const { RefCell::new(None) };
}

pub fn begin(person: &str, zone: &str) {
    PERSON.set(person.to_owned());
    was_sent();
    forget_old();
    for form in browser::all("form[data-draft]") {
        let form: HtmlFormElement = form.unchecked_into();
        let begun = written(&form);
        restore(&form, &begun, zone);
        FORMS.with_borrow_mut(|forms| forms.push(Kept { form, begun }));
    }
    dom::listen("input", |event: Event| {
        if let Some(form) = dom::closest(&event, "form[data-draft]") {
            later(form.unchecked_into());
        }
    });
    dom::listen("submit", |event: Event| {
        // The second one sends what the first holds: see `ui::Conflicted`.
        if let Some(form) = dom::closest(&event, "form[data-draft], form[data-drafted]")
            && !event.default_prevented()
        {
            now();
            let sent = format!("{}\n{}", key(&form.unchecked_into()), dom::here());
            let _ = dom::session_storage().map(|storage| storage.set_item(SENT, &sent));
        }
    });
    dom::listen_window("pagehide", |_: Event| now());
    // A page that comes back from the browser's memory was not answered.
    dom::listen_window("pageshow", |event: web_sys::PageTransitionEvent| {
        if event.persisted() {
            let _ = dom::session_storage().map(|storage| storage.remove_item(SENT));
        }
    });
}

/// The form's text is elsewhere now.
pub fn forget(form: &HtmlFormElement) {
    if let Some((typed, timer)) = PENDING.take() {
        timer.clear();
        if typed != *form {
            save(&typed);
        }
    }
    remove(&key(form));
    if let Some(note) = form.query_selector(".kept-draft").ok().flatten() {
        note.remove();
    }
}

/// Writes fields into a form: the hidden ones, too, but for its own id.
pub fn fill(form: &HtmlFormElement, fields: &UrlSearchParams) {
    each(form, |name, element| {
        let (Some(value), true) = (fields.get(name), name != "command") else { return };
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(&value);
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&value);
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" | "radio" => input.set_checked(
                    fields.get_all(name).includes(&JsValue::from_str(&input.value()), 0),
                ),
                "file" | "password" => {}
                _ => input.set_value(&value),
            }
        }
    });
}

fn key(form: &HtmlFormElement) -> String {
    let action = form.get_attribute("action").unwrap_or_default();
    PERSON.with_borrow(|person| format!("{KEY}{person}:{action}"))
}

fn each(form: &HtmlFormElement, mut what: impl FnMut(&str, &HtmlElement)) {
    let elements = form.elements();
    for element in (0..elements.length()).filter_map(|index| elements.item(index)) {
        if let Some(name) = element.get_attribute("name").filter(|name| !name.is_empty()) {
            what(&name, element.unchecked_ref());
        }
    }
}

/// The form's fields as they stand.
fn written(form: &HtmlFormElement) -> String {
    let Some(fields) = dom::texts(form) else { return String::new() };
    fields.delete("command");
    fields.to_string().into()
}

/// Later typing takes the place of earlier: one write for many letters.
fn later(form: HtmlFormElement) {
    if let Some((other, timer)) = PENDING.take() {
        timer.clear();
        if other != form {
            save(&other);
        }
    }
    if let Ok(timer) = set_timeout_with_handle(now, Duration::from_millis(PAUSE)) {
        PENDING.set(Some((form, timer)));
    }
}

fn now() {
    if let Some((form, timer)) = PENDING.take() {
        timer.clear();
        save(&form);
    }
}

fn save(form: &HtmlFormElement) {
    let fields = written(form);
    let begun = FORMS
        .with_borrow(|forms| forms.iter().any(|kept| kept.form == *form && kept.begun == fields));
    if begun || !form.query_selector("input[type=password]").is_ok_and(|found| found.is_none()) {
        return remove(&key(form));
    }
    if let Some(storage) = dom::local_storage() {
        let _ = storage.set_item(&key(form), &format!("{}\n{fields}", dom::now()));
    }
}

/// Puts a draft back where it says something else than the server does.
fn restore(form: &HtmlFormElement, begun: &str, zone: &str) {
    // A form that came back refused holds what was typed last.
    if form.get_attribute("data-draft").as_deref() == Some("refused") {
        return;
    }
    let Some(draft) = dom::local_storage().and_then(|kept| kept.get_item(&key(form)).ok()?) else {
        return;
    };
    let Some((at, fields)) = draft.split_once('\n') else { return };
    let (Ok(drafted), Ok(saved)) =
        (UrlSearchParams::new_with_str(fields), UrlSearchParams::new_with_str(begun))
    else {
        return;
    };
    let mut differs = false;
    each(form, |name, element| {
        let hidden = element.matches("[type=hidden]").unwrap_or(false);
        differs |= !hidden && name != "command" && drafted.get(name) != saved.get(name);
    });
    if !differs {
        return remove(&key(form));
    }
    fill(form, &drafted);
    // What is folded away is not seen to be restored.
    if let Some(folded) = form.closest("details").ok().flatten() {
        let _ = folded.set_attribute("open", "");
    }
    let at = at.parse().map(dom::iso).unwrap_or_default();
    let _ = note(form, &at, begun, zone);
}

/// Says that a draft was restored, and takes it away again.
fn note(form: &HtmlFormElement, at: &str, begun: &str, zone: &str) -> Option<()> {
    let document = browser::document()?;
    let note = document.create_element("p").ok()?;
    note.set_class_name("kept-draft");
    note.set_attribute("role", "status").ok()?;
    let time = document.create_element("time").ok()?;
    time.set_attribute("datetime", at).ok()?;
    time.set_text_content(Some(&local_times::write(at, zone).unwrap_or_default()));
    let button = document.create_element("button").ok()?;
    button.set_attribute("type", "button").ok()?;
    button.set_class_name("quiet");
    button.set_text_content(Some("Discard"));
    note.append_with_str_1("Draft from ").ok()?;
    note.append_with_node_1(&time).ok()?;
    note.append_with_str_1(" restored. ").ok()?;
    note.append_with_node_1(&button).ok()?;
    form.prepend_with_node_1(&note).ok()?;
    let (own, begun) = (form.clone(), UrlSearchParams::new_with_str(begun).ok()?);
    dom::listen_on(&button, "click", move |_: Event| {
        fill(&own, &begun);
        forget(&own);
    });
    Some(())
}

fn remove(key: &str) {
    let _ = dom::local_storage().map(|storage| storage.remove_item(key));
}

/// A form that was taken leads elsewhere: that page comes by a redirect from the form's own.
fn was_sent() {
    let Some(storage) = dom::session_storage() else { return };
    let sent = storage.get_item(SENT).ok().flatten().unwrap_or_default();
    let _ = storage.remove_item(SENT);
    if let Some((key, from)) = sent.split_once('\n')
        && dom::was_redirected()
        && browser::document().is_some_and(|document| document.referrer() == from)
    {
        remove(key);
    }
}

fn forget_old() {
    let drafts = dom::stored(KEY).into_iter().map(|(key, draft)| {
        // Of equal length until the year 2286: they sort as texts.
        format!("{}\n{key}", draft.split('\n').next().unwrap_or_default())
    });
    let drafts: Vec<_> = dom::sorted(drafts).collect();
    let from = dom::now() - OLDEST;
    for (index, draft) in drafts.iter().rev().enumerate() {
        let Some((at, key)) = draft.split_once('\n') else { continue };
        if index >= MOST || at.parse::<i64>().is_ok_and(|at| at < from) {
            remove(key);
        }
    }
}
