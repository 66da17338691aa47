//! Times in the reader's zone, in UTC or in the browser's: one key away (`u`).
//! Without it, times stand in the zone of the person's profile.

use leptos::prelude::*;

/// Wakes what the foot of `ui::Page` wrote: `.times`.
#[island]
pub fn LocalTimes() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    act::begin();
}

/// As [`again`], in a part that has just come.
#[cfg(target_arch = "wasm32")]
pub use act::again_in;

#[cfg(target_arch = "wasm32")]
pub use act::write;

#[cfg(target_arch = "wasm32")]
mod act {
    use std::cell::RefCell;

    use wasm_bindgen::JsValue;
    use web_sys::{Element, KeyboardEvent};

    use crate::islands::{browser, dom};

    thread_local! {
        /// The zone shown, where it is not the server's.
        static ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
    }

    pub fn begin() {
        let Some(times) = browser::first(".times") else { return };
        if let Some(button) = browser::inside(&times, "button").first() {
            browser::listen(button, "click", |_| turn());
        }
        if times.has_attribute("data-keys") {
            dom::listen("keydown", |event: KeyboardEvent| {
                if event.key() == "u" && dom::is_single(&event) {
                    turn();
                }
            });
        }
    }

    /// The server's zone, UTC, the browser's, and again; each once.
    fn turn() {
        let Some(times) = browser::first(".times") else { return };
        let server = times.get_attribute("data-zone").unwrap_or_default();
        let mut zones = vec![server.clone()];
        for zone in [Some("UTC".to_owned()), browser::own_zone()].into_iter().flatten() {
            if !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        let shown = ZONE.with_borrow(Clone::clone).unwrap_or(server.clone());
        let at = zones.iter().position(|zone| *zone == shown).unwrap_or(0);
        let next = zones.get(at + 1).or(zones.first()).cloned().unwrap_or_default();
        if let Some(name) = browser::inside(&times, "strong").first() {
            name.set_text_content(Some(&next));
        }
        ZONE.set((next != server).then_some(next));
        again();
    }

    pub fn again() {
        write_all(browser::all(TIMES));
    }

    pub fn again_in(part: &Element) {
        if ZONE.with_borrow(Option::is_some) {
            write_all(browser::inside(part, TIMES));
        }
    }

    /// A day, which has no T, is the same in every zone.
    const TIMES: &str = "time[datetime*=T]";

    fn write_all(times: Vec<Element>) {
        let zone = ZONE.with_borrow(Clone::clone);
        for time in times {
            let text = time.text_content().unwrap_or_default();
            let original = time.get_attribute("data-text").unwrap_or_else(|| {
                let _ = time.set_attribute("data-text", &text);
                text
            });
            let at = time.get_attribute("datetime").unwrap_or_default();
            let wanted = zone.as_ref().and_then(|zone| write(&at, zone)).unwrap_or(original);
            time.set_text_content(Some(&wanted));
        }
    }

    /// As the server writes it: 2026-11-23 14:05 CET.
    pub fn write(at: &str, zone: &str) -> Option<String> {
        let options = js_sys::Object::new();
        for (name, value) in [
            ("timeZone", zone),
            ("hourCycle", "h23"),
            ("year", "numeric"),
            ("month", "2-digit"),
            ("day", "2-digit"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("timeZoneName", "short"),
        ] {
            js_sys::Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        let locale = js_sys::Array::of1(&JsValue::from_str("en-GB"));
        let parts = js_sys::Intl::DateTimeFormat::new(&locale, &options)
            .format_to_parts(&js_sys::Date::new(&JsValue::from_str(at)));
        let part = |name: &str| {
            let found =
                parts.iter().find(|part| browser::text_of(part, "type").as_deref() == Some(name));
            found.and_then(|part| browser::text_of(&part, "value")).unwrap_or_default()
        };
        Some(format!(
            "{}-{}-{} {}:{} {}",
            part("year"),
            part("month"),
            part("day"),
            part("hour"),
            part("minute"),
            part("timeZoneName")
        ))
    }
}
