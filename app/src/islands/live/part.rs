//! Parts of the page, each replaced as a whole by the same part of a newer page: but not
//! while somebody types in it.

use std::cell::RefCell;

use js_sys::{JsString, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use crate::islands::{browser, local_times};

thread_local! {
    /// Newer parts that wait until nobody types in the older ones.
    static WAITING: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

const PARTS: &str = "[data-live]";

/// Notes what the server sent, before anything in the browser changes it.
pub fn remember_all() {
    for part in browser::all(PARTS) {
        remember(&part);
    }
    if let Some(document) = browser::document() {
        browser::listen(&document, "focusout", |_| browser::later(100, take_waiting));
    }
}

/// Takes every part of a newer page.
pub fn take(page: &Document) {
    for part in outermost(browser::of(page, PARTS)) {
        update(&part);
    }
}

/// Puts a part in the place of the one with its id, as soon as nobody types there.
pub fn update(new: &Element) {
    let Some(old) = browser::by_id(&new.id()) else { return };
    let own_is_same = remembered(&old).is_some_and(|was| was == own_text(new));
    if !own_is_same && !browser::touched(&old) {
        put(&old, new);
        return;
    }
    for inner in outermost(browser::inside(new, PARTS)) {
        update(&inner);
    }
    if own_is_same {
        forget(&old);
    } else {
        wait(&old, new);
    }
}

/// What came into the page is as the rest of it.
pub fn settled(new: &Element) {
    remember(new);
    for inner in browser::inside(new, PARTS) {
        remember(&inner);
    }
    local_times::again_in(new);
}

/// Without what only looks new: the ids of a form's press and of its fields.
fn own_text(part: &Element) -> JsValue {
    let Ok(copy) = part.clone_node_with_deep(true) else { return JsValue::NULL };
    let copy: Element = copy.unchecked_into();
    for inner in browser::inside(&copy, PARTS) {
        inner.set_inner_html("");
    }
    let ids = r#" (?:id|for|list|aria-[a-z]+by)="[^"]*"| value="[0-9a-f]{8}-[0-9a-f-]{27}""#;
    JsString::from(copy.outer_html()).replace_by_pattern(&RegExp::new(ids, "g"), "").into()
}

fn remember(part: &Element) {
    let _ = Reflect::set(part, &"was".into(), &own_text(part));
}

fn remembered(part: &Element) -> Option<JsValue> {
    Reflect::get(part, &"was".into()).ok().filter(JsValue::is_string)
}

fn put(old: &Element, new: &Element) {
    forget(old);
    keep_open(old, new);
    let focused = focused_in(old);
    if old.replace_with_with_node_1(new).is_err() {
        return;
    }
    settled(new);
    let focused = focused.and_then(|index| browser::inside(new, FOCUSABLE).into_iter().nth(index));
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
}

const FOCUSABLE: &str = "a[href], button, summary, input, select, textarea";

fn focused_in(part: &Element) -> Option<usize> {
    let active = browser::document()?.active_element()?;
    browser::inside(part, FOCUSABLE).iter().position(|element| *element == active)
}

/// What was unfolded stays so.
fn keep_open(old: &Element, new: &Element) {
    let (old, new) = (browser::inside(old, "details"), browser::inside(new, "details"));
    if old.len() == new.len() {
        for (_, new) in old.iter().zip(&new).filter(|(old, _)| old.has_attribute("open")) {
            let _ = new.set_attribute("open", "");
        }
    }
}

fn outermost(parts: Vec<Element>) -> Vec<Element> {
    let is_inner = |part: &Element, all: &[Element]| {
        let outer = part.parent_element().and_then(|parent| parent.closest(PARTS).ok().flatten());
        outer.is_some_and(|outer| all.contains(&outer))
    };
    parts.iter().filter(|part| !is_inner(part, &parts)).cloned().collect()
}

/// Says that there is something newer, and offers it.
fn wait(old: &Element, new: &Element) {
    forget(old);
    WAITING.with_borrow_mut(|waiting| waiting.push(new.clone()));
    let Some(note) = browser::element("p", "stale", "Changed meanwhile. ") else { return };
    let Some(button) = browser::element("button", "quiet", "Show, and keep what I typed") else {
        return;
    };
    let _ = (button.set_attribute("type", "button"), note.append_child(&button));
    let new = new.clone();
    browser::listen(&button, "click", move |_| {
        if let Some(old) = browser::by_id(&new.id()) {
            carry(&old, &new);
            put(&old, &new);
        }
    });
    let _ = (note.set_attribute("role", "status"), old.prepend_with_node_1(&note));
    let _ = old.set_attribute("data-stale", "");
}

/// Nothing newer waits for this part.
fn forget(old: &Element) {
    if !old.has_attribute("data-stale") {
        return;
    }
    let _ = old.remove_attribute("data-stale");
    for note in browser::inside(old, ":scope > .stale") {
        note.remove();
    }
    WAITING.with_borrow_mut(|waiting| waiting.retain(|new| new.id() != old.id()));
}

fn take_waiting() {
    for new in WAITING.with_borrow(Clone::clone) {
        match browser::by_id(&new.id()) {
            Some(old) if !browser::touched(&old) => put(&old, &new),
            _ => {}
        }
    }
}

/// What was typed in the old part into the same fields of the new one.
fn carry(old: &Element, new: &Element) {
    for field in browser::inside(old, browser::FIELDS).into_iter().filter(browser::is_typed) {
        let form = field.closest("form").ok().flatten();
        let action = form.and_then(|form| form.get_attribute("action")).unwrap_or_default();
        let name = field.get_attribute("name").unwrap_or_default();
        let same = format!("form[action=\"{action}\"] [name=\"{name}\"]");
        let Some(same) = new.query_selector(&same).ok().flatten() else { continue };
        if let (Some(old), Some(new)) =
            (field.dyn_ref::<HtmlSelectElement>(), same.dyn_ref::<HtmlSelectElement>())
        {
            new.set_value(&old.value());
        } else if let (Some(old), Some(new)) =
            (field.dyn_ref::<HtmlInputElement>(), same.dyn_ref::<HtmlInputElement>())
        {
            new.set_value(&old.value());
            new.set_checked(old.checked());
        } else {
            let old: &web_sys::HtmlTextAreaElement = field.unchecked_ref();
            same.unchecked_ref::<web_sys::HtmlTextAreaElement>().set_value(&old.value());
        }
    }
}
