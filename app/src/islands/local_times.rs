//! Times in the reader's zone, in UTC or in the browser's: one key away (`u`).
//! Without it, times stand in the zone of the person's profile.

use leptos::prelude::*;

#[island]
pub fn LocalTimes(
    /// The zone in which the server wrote the times.
    zone: String,
) -> impl IntoView {
    let shown = RwSignal::new(zone.clone());
    let from = zone.clone();
    #[cfg(target_arch = "wasm32")]
    act::listen(shown, zone.clone());
    view! {
        <p class="times">
            "Times are in "
            <strong>{shown}</strong>
            <button
                type="button"
                class="quiet js"
                title="Key: u"
                on:click=move |_| act::turn(shown, &from)
            >"Change"</button>
        </p>
    }
}

/// Writes times that came into the page later as the others are.
pub fn again() {
    #[cfg(target_arch = "wasm32")]
    act::again();
}

#[cfg(target_arch = "wasm32")]
mod act {
    use std::cell::RefCell;

    use leptos::prelude::*;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Element, KeyboardEvent};

    use crate::islands::browser;

    thread_local! {
        /// The zone shown, where it is not the server's.
        static ZONE: RefCell<Option<String>> = const { RefCell::new(None) };
    }

    pub fn listen(shown: RwSignal<String>, server: String) {
        let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
            let typing = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|element| {
                    element.matches("input, textarea, select, [contenteditable]").unwrap_or(false)
                });
            if event.key() == "u" && plain && !typing {
                turn(shown, &server);
            }
        });
        if let Some(document) = browser::document() {
            let _ = document
                .add_event_listener_with_callback("keydown", pressed.as_ref().unchecked_ref());
        }
        // Lives as long as the page.
        pressed.forget();
    }

    /// The server's zone, UTC, the browser's, and again; each once.
    pub fn turn(shown: RwSignal<String>, server: &str) {
        let mut zones = vec![server.to_owned()];
        for zone in [Some("UTC".to_owned()), browser::own_zone()].into_iter().flatten() {
            if !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        let at = zones.iter().position(|zone| *zone == shown.get_untracked()).unwrap_or(0);
        let next = zones.get(at + 1).or(zones.first()).cloned().unwrap_or_default();
        ZONE.with_borrow_mut(|zone| *zone = (next != server).then(|| next.clone()));
        shown.set(next);
        again();
    }

    /// A day, which has no T, is the same in every zone.
    pub fn again() {
        let zone = ZONE.with_borrow(Clone::clone);
        for time in browser::all("time[datetime*=T]") {
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
    fn write(at: &str, zone: &str) -> Option<String> {
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

#[cfg(not(target_arch = "wasm32"))]
mod act {
    use leptos::prelude::RwSignal;

    pub fn turn(_shown: RwSignal<String>, _server: &str) {}
}
