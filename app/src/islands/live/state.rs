//! What the page says of itself: live, cut off and since when, signed out.

use std::cell::Cell;

use wasm_bindgen::JsValue;

use super::page;
use crate::islands::browser;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    SignedOut,
    /// The incident is not to be seen any more.
    Gone,
}

thread_local! {
    static STREAM: Cell<bool> = const { Cell::new(false) };
    static FETCH: Cell<bool> = const { Cell::new(true) };
    static ENDED: Cell<Option<Ended>> = const { Cell::new(None) };
    /// Whether it has ever been live.
    static BEGUN: Cell<bool> = const { Cell::new(false) };
    /// Until when what one sees was known to be true, in milliseconds since 1970.
    static UNTIL: Cell<f64> = const { Cell::new(0.0) };
}

pub fn begin() {
    UNTIL.set(js_sys::Date::now());
    show();
}

pub fn is_live() -> bool {
    STREAM.get() && FETCH.get() && ENDED.get().is_none()
}

pub fn is_signed_out() -> bool {
    ENDED.get() == Some(Ended::SignedOut)
}

/// Whether the stream stands.
pub fn stream(stands: bool) {
    change(|| STREAM.set(stands));
}

/// Whether what changed could be fetched.
pub fn fetched(well: bool) {
    change(|| {
        FETCH.set(well);
        if well {
            ENDED.set(None);
        }
    });
}

pub fn signed_out() {
    change(|| ENDED.set(Some(Ended::SignedOut)));
}

pub fn gone() {
    change(|| ENDED.set(Some(Ended::Gone)));
}

fn change(do_it: impl FnOnce()) {
    let (was_live, had_ended) = (is_live(), ENDED.get());
    do_it();
    let is_live = is_live();
    if was_live && !is_live {
        UNTIL.set(js_sys::Date::now());
    }
    if was_live == is_live && had_ended == ENDED.get() {
        return;
    }
    let begun = BEGUN.replace(BEGUN.get() || is_live);
    show();
    // A page beside the incident's does not change by itself.
    let follows = page::with(|page| page.event.is_some()).unwrap_or(false);
    if begun && (follows || ENDED.get().is_some()) {
        say(&text());
    }
}

fn text() -> String {
    match ENDED.get() {
        Some(Ended::SignedOut) => "You are signed out. What you typed is still here.".to_owned(),
        Some(Ended::Gone) => "This incident is no longer shown to you.".to_owned(),
        None if is_live() => "Live".to_owned(),
        None if BEGUN.get() => format!("Reconnecting… what you see is from {}", clock(UNTIL.get())),
        None => "Connecting…".to_owned(),
    }
}

fn show() {
    let key = match ENDED.get() {
        Some(_) => "ended",
        None if is_live() => "live",
        None if BEGUN.get() => "down",
        None => "begin",
    };
    if let Some(live) = browser::by_id("live") {
        let _ = live.set_attribute("data-state", key);
    }
    write("live-text", &text());
    if let Some(door) = browser::by_id("live-door") {
        let _ = door.toggle_attribute_with_force("hidden", !is_signed_out());
    }
}

/// Reads something aloud to who cannot see it appear.
pub fn say(text: &str) {
    if text.is_empty() {
        return;
    }
    write("live-said", text);
    // The same words again are news again.
    browser::later(5_000, || write("live-said", ""));
}

pub fn write(id: &str, text: &str) {
    if let Some(element) = browser::by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// 14:05, in the zone of the page.
fn clock(milliseconds: f64) -> String {
    let options = js_sys::Object::new();
    let zone = page::with(|page| page.zone.clone()).unwrap_or_default();
    for (name, value) in [
        ("timeZone", zone.as_str()),
        ("hourCycle", "h23"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ] {
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds));
    date.to_locale_string("en-GB", &options).into()
}
