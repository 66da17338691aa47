//! Keys in the composer: Enter logs, and the list beneath a slash is worked by keys alone.

use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlTextAreaElement, KeyboardEvent};

use super::act;
use super::complete::{self, matching};
use crate::islands::{browser, dom};

pub fn begin(form: &HtmlFormElement, body: &HtmlTextAreaElement) {
    let typed = body.clone();
    browser::listen(body, "input", move |_| offer(&typed.value()));
    browser::listen(body, "keydown", |event| key(event.unchecked_ref()));
    browser::listen(body, "blur", |_| complete::offer(Vec::new()));
    // The text keeps the focus.
    browser::listen(form, "mousedown", |event| {
        if dom::closest(&event, "[data-choice]").is_some() {
            event.prevent_default();
        }
    });
    browser::listen(form, "click", |event| {
        let choice = dom::closest(&event, "[data-choice]");
        let index = choice.and_then(|choice| choice.get_attribute("data-choice")?.parse().ok());
        if let Some(index) = index {
            accept(index);
        }
    });
}

fn key(event: &KeyboardEvent) {
    if event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let (count, chosen) = (complete::count(), complete::chosen());
    match event.key().as_str() {
        "ArrowDown" if count > 0 => complete::choose((chosen + 1) % count),
        "ArrowUp" if count > 0 => complete::choose((chosen + count - 1) % count),
        "Tab" | "Enter" if count > 0 && !event.shift_key() => accept(chosen),
        "Escape" if count > 0 => complete::offer(Vec::new()),
        "Enter" if !event.shift_key() => return log(event),
        _ => return,
    }
    event.prevent_default();
}

/// Takes a choice of the list into the text.
fn accept(index: usize) {
    if let (Some(value), Some((_, body))) = (complete::value(index), act::composer()) {
        body.set_value(&value);
        dom::typed(&body);
        offer(&value);
        let _ = body.focus();
    }
}

fn offer(typed: &str) {
    complete::offer(matching(&act::told("data-slash"), typed));
}

fn log(event: &KeyboardEvent) {
    // A phone's keyboard has no other key for a new line.
    if browser::matches("(pointer: coarse)") {
        return;
    }
    event.prevent_default();
    if let Some((form, body)) = act::composer() {
        // A second press finds nothing to log, and need not be told so.
        if !body.value().trim().is_empty() || dom::has_file(&form) {
            let _ = form.request_submit();
        }
    }
}
