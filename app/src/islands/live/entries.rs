//! New and changed entries into the timeline, each in its place.

use web_sys::{Document, Element};

use super::{pace, part};
use crate::islands::browser;

/// Takes what changed, in either order of the timeline.
pub fn take(page: &Document, changed: &Element) {
    let Some(list) = browser::first("#timeline > ol") else { return };
    let whole = changed.has_attribute("data-whole");
    if whole {
        for old in browser::inside(&list, ":scope > li") {
            if page.get_element_by_id(&old.id()).is_none() {
                old.remove();
            }
        }
    }
    // Changed so that this page does not show them any more.
    for id in changed.get_attribute("data-gone").unwrap_or_default().split_whitespace() {
        if let Some(old) = browser::by_id(id) {
            old.remove();
        }
    }
    for new in browser::inside(changed, ":scope > li") {
        let _ = new.class_list().toggle_with_force("fresh", !whole);
        put(&list, &new);
    }
    if list.child_element_count() > 0
        && let Some(nothing) = browser::first("#timeline > .empty")
    {
        nothing.remove();
    }
}

fn put(list: &Element, new: &Element) {
    if let Some(old) = browser::by_id(&new.id()) {
        if key(&old) == key(new) {
            part::update(new);
            return;
        }
        old.remove();
    }
    let (key_of_new, children) = (key(new), list.children());
    let newest_first = list.has_attribute("reversed");
    let index = pace::place(children.length(), |index| {
        let Some(other) = children.item(index) else { return true };
        if newest_first { key(&other) < key_of_new } else { key(&other) > key_of_new }
    });
    let before = children.item(index);
    if list.insert_before(new, before.as_deref()).is_ok() {
        part::settled(new);
    }
}

/// By what the timeline is ordered: the moment, in microseconds, and the number.
fn key(entry: &Element) -> (i64, i64) {
    let number = |name: &str| {
        entry.get_attribute(name).and_then(|text| text.parse().ok()).unwrap_or_default()
    };
    (number("data-at"), number("data-number"))
}
