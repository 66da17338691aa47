//! What was logged and is not on the server yet, or was not taken by it.

use web_sys::{Element, UrlSearchParams};

use super::{act, take_back};
use crate::islands::queue::{Item, Trouble};
use crate::islands::{browser, dom, local_times};

pub fn begin() {
    let Some(section) = browser::by_id("waiting") else { return };
    browser::listen(&section, "click", |event| {
        let Some(button) = dom::closest(&event, "[data-item]") else { return };
        let key = button.get_attribute("data-item").unwrap_or_default();
        if button.has_attribute("data-again") {
            take_back::edit(&key);
        } else {
            take_back::discard(&key);
        }
    });
}

/// Shows them, and why nothing is sent at present.
pub fn show(items: &[&Item], trouble: &Trouble) {
    let Some(section) = browser::by_id("waiting") else { return };
    let _ = section.toggle_attribute_with_force("hidden", items.is_empty());
    for said in browser::inside(&section, ".trouble") {
        let text = if items.is_empty() { "" } else { trouble.message.as_str() };
        if said.text_content().unwrap_or_default().trim_end_matches(" Sign in") != text {
            said.set_text_content(Some(text));
        }
        if trouble.signed_out && browser::inside(&said, "a").is_empty() {
            let _ = said.append_with_str_1(" ");
            browser::append(&said, door());
        }
    }
    for list in browser::inside(&section, "ol") {
        // Whoever has the focus in it keeps it.
        let state = |item: &&Item| {
            [item.key(), &item.said, if item.is_refused() { "!" } else { " " }].concat()
        };
        let shown: String = items.iter().map(state).collect();
        if list.get_attribute("data-shown").as_ref() == Some(&shown) {
            return;
        }
        let _ = list.set_attribute("data-shown", &shown);
        list.set_text_content(None);
        for item in items {
            browser::append(&list, one(item));
        }
    }
}

fn door() -> Option<Element> {
    let door = browser::element("a", "", "Sign in")?;
    for (name, value) in [("href", "/sign-in"), ("target", "_blank"), ("rel", "opener")] {
        let _ = door.set_attribute(name, value);
    }
    Some(door)
}

fn one(item: &Item) -> Option<Element> {
    let is_refused = item.is_refused();
    let whole = browser::element("li", if is_refused { "refused" } else { "pending" }, "")?;
    let meta = browser::element("p", "meta", "")?;
    let at = dom::iso(item.written());
    let shown = local_times::write(&at, &act::told("data-zone")).unwrap_or_default();
    let time = browser::element("time", "", &shown)?;
    let _ = (time.set_attribute("datetime", &at), meta.append_child(&time));
    let _ = meta.append_with_str_1(" ");
    if !item.said.is_empty() {
        let why = if is_refused { "Not logged: " } else { "Tried again later: " };
        browser::append(&meta, browser::element("span", "error", &[why, &item.said].concat()));
    }
    browser::append(&meta, button("Edit", item, true));
    let word = if is_refused { "Discard" } else { "Cancel" };
    browser::append(&meta, button(word, item, false));
    let fields = UrlSearchParams::new_with_str(&item.fields).ok();
    let text = fields.and_then(|fields| fields.get("body")).unwrap_or_default();
    let _ = whole.append_child(&meta);
    browser::append(&whole, browser::element("p", "text", &text));
    Some(whole)
}

fn button(label: &str, item: &Item, again: bool) -> Option<Element> {
    let button = browser::element("button", "quiet", label)?;
    let _ = button.set_attribute("type", "button");
    let _ = button.set_attribute("data-item", item.key());
    let _ = button.toggle_attribute_with_force("data-again", again);
    Some(button)
}
