//! Suggestions on wording while one writes: asked from the server when one pauses, and put where
//! the page has those of the saved text. Without it, one saves, or asks by the button.

use leptos::prelude::*;

/// Wakes every `data-hints` that sleeps: it names the form whose text it is about, and holds the
/// suggestions, as the page itself shows them.
#[island]
pub fn Wording() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    act::begin();
}

#[cfg(target_arch = "wasm32")]
mod act {
    use std::cell::Cell;

    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlElement, HtmlFormElement, UrlSearchParams};

    use crate::islands::{browser, dom};

    /// After the last key, in milliseconds: whoever still thinks about a sentence is not disturbed.
    const PAUSE: i32 = 1500;

    thread_local! {
        static TYPED: Cell<u32> = const { Cell::new(0) };
    }

    pub fn begin() {
        for place in browser::all("[data-hints]:not([data-on])") {
            let _ = place.set_attribute("data-on", "");
            let form = place.get_attribute("data-form").and_then(|id| browser::by_id(&id));
            let Some(form) = form else { continue };
            let form: HtmlFormElement = form.unchecked_into();
            let (beneath, of) = (place.clone(), form.clone());
            browser::listen(&form, "input", move |_| soon(&beneath, &of, PAUSE));
            let beneath = place.clone();
            browser::listen(&place, "click", move |event| pressed(&event, &beneath, &form));
        }
    }

    fn soon(place: &Element, form: &HtmlFormElement, pause: i32) {
        let (mine, place, form) = (TYPED.get().wrapping_add(1), place.clone(), form.clone());
        TYPED.set(mine);
        browser::later(pause, move || {
            if TYPED.get() == mine {
                spawn_local(ask(place, form, mine));
            }
        });
    }

    async fn ask(place: Element, form: HtmlFormElement, mine: u32) -> () {
        let address = place.get_attribute("data-hints").unwrap_or_default();
        let Some(fields) = browser::fields(&form) else { return };
        let answer = browser::post(&address, &fields, "text/html").await;
        // What was typed meanwhile is asked for by itself; without an answer all stays as it is.
        let Some(answer) = answer.filter(|answer| answer.ok() && TYPED.get() == mine) else {
            return;
        };
        let page = browser::parsed(&answer.text);
        let fresh = page.and_then(|page| page.query_selector("[data-hints]").ok().flatten());
        if let Some(fresh) = fresh.filter(|_| !is_read(&place)) {
            show(&place, &fresh);
        }
    }

    /// Somebody is among the suggestions with the keyboard: they are not taken from under them.
    fn is_read(place: &Element) -> bool {
        let active = browser::document().and_then(|document| document.active_element());
        active.is_some_and(|active| place.contains(Some(&active)))
    }

    fn show(place: &Element, fresh: &Element) {
        let (had, has) = (count(place), count(fresh));
        // None says nothing, where one did not ask.
        place.set_inner_html(&if has > 0 { fresh.inner_html() } else { String::new() });
        let title = fresh.query_selector("h2").ok().flatten();
        let title = title.and_then(|title| title.text_content()).unwrap_or_default();
        // What was said before a dismissal is true no more.
        let said = browser::by_id("hints-said").and_then(|said| said.text_content());
        if had != has || said.is_some_and(|said| !said.is_empty() && said != title) {
            say(&title);
        }
    }

    fn count(place: &Element) -> usize {
        browser::inside(place, "li").len()
    }

    /// Heard, not seen: what is seen stands beneath the form.
    fn say(text: &str) {
        if let Some(said) = browser::by_id("hints-said") {
            said.set_text_content(Some(text));
        }
    }

    fn pressed(event: &Event, place: &Element, form: &HtmlFormElement) {
        let Some(button) = dom::closest(event, "button[name=hint]") else { return };
        event.prevent_default();
        spawn_local(dismiss(button, place.clone(), form.clone()));
    }

    async fn dismiss(button: Element, place: Element, form: HtmlFormElement) -> () {
        let Ok(fields) = UrlSearchParams::new() else { return };
        fields.set("hint", &button.get_attribute("value").unwrap_or_default());
        let address = button.get_attribute("formaction").unwrap_or_default();
        let answer = browser::post(&address, &fields, "application/json").await;
        if !answer.is_some_and(|answer| answer.ok()) {
            say("That was not dismissed. Try again.");
            return;
        }
        // One goes on writing; the others are looked for anew.
        if let Some(field) = form.query_selector("textarea").ok().flatten() {
            let _ = field.unchecked_into::<HtmlElement>().focus();
        }
        if let Some(item) = button.closest("li").ok().flatten() {
            item.remove();
        }
        // Then how many are left.
        say("Dismissed.");
        soon(&place, &form, 0);
    }
}
