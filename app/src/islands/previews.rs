//! What is being written, as it will be read: asked from the server a little after one stops
//! typing. Without it, one saves and looks.

use leptos::prelude::*;

/// Wakes every `data-preview` that sleeps: it names the field of its form that it shows.
#[island]
pub fn Previews() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    act::begin();
}

#[cfg(target_arch = "wasm32")]
mod act {
    use std::cell::Cell;

    use leptos::task::spawn_local;
    use web_sys::Element;

    use crate::islands::{browser, dom};

    /// After the last key, in milliseconds.
    const PAUSE: i32 = 600;

    thread_local! {
        static TYPED: Cell<u32> = const { Cell::new(0) };
    }

    pub fn begin() {
        for shown in browser::all("[data-preview]:not([data-on])") {
            let _ = shown.set_attribute("data-on", "");
            let Some(form) = shown.closest("form").ok().flatten() else { continue };
            browser::listen(&form, "input", move |_| soon(&shown));
        }
    }

    fn soon(shown: &Element) {
        let (mine, shown) = (TYPED.get().wrapping_add(1), shown.clone());
        TYPED.set(mine);
        browser::later(PAUSE, move || {
            if TYPED.get() == mine {
                spawn_local(ask(shown, mine));
            }
        });
    }

    async fn ask(shown: Element, mine: u32) -> () {
        let name = shown.get_attribute("data-preview").unwrap_or_default();
        let form = shown.closest("form").ok().flatten();
        let field =
            form.and_then(|form| form.query_selector(&format!("[name={name}]")).ok().flatten());
        let Some(text) = field.map(|field| dom::value(&field)) else { return };
        let Ok(fields) = web_sys::UrlSearchParams::new() else { return };
        fields.set("body", &text);
        let answer = browser::post("/preview", &fields, "text/html").await;
        // What was typed meanwhile is asked for by itself.
        if let Some(answer) = answer.filter(|answer| answer.ok() && TYPED.get() == mine) {
            shown.set_inner_html(if text.trim().is_empty() { "" } else { &answer.text });
            let _ = shown.toggle_attribute_with_force("hidden", text.trim().is_empty());
        }
    }
}
