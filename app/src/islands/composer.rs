//! The composer of timeline entries: Enter logs, a preview is asked from the
//! server, and what was not sent stays typed. Without it, it is a form.

use leptos::prelude::*;

use super::text::in_text_area;

/// A kind to choose: key and label.
type Kind = (String, String);

#[island]
pub fn Composer(
    /// Where the form posts to.
    action: String,
    /// This press of the button.
    command: String,
    /// The zone in which a time is read, shown beside the field.
    zone: String,
    kinds: Vec<Kind>,
    /// What was typed into a form that was not taken, and why not.
    body: String,
    at: String,
    kind: String,
    summary: String,
    body_error: String,
    at_error: String,
    /// The cursor is in it from the start.
    focus: bool,
) -> impl IntoView {
    let preview = RwSignal::new(String::new());
    let message = RwSignal::new(summary);
    let wrong_body = RwSignal::new(body_error);
    let wrong_at = RwSignal::new(at_error);
    let busy = RwSignal::new(false);
    let state = State { preview, message, wrong_body, wrong_at, busy };
    #[cfg(target_arch = "wasm32")]
    act::begin(focus);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = focus;
    let options = kinds.into_iter().map(|(key, label)| {
        let selected = key == kind;
        view! { <option value=key selected=selected>{label}</option> }
    });
    view! {
        <form
            method="post"
            action=action
            class="form composer"
            on:submit=move |event| act::submit(&event, state)
        >
            <p class="error summary" role="alert" hidden=move || message.get().is_empty()>{message}</p>
            <input type="hidden" name="command" value=command />
            <input type="hidden" name="zone" value=zone.clone() />
            <label for="composer-body" class="hidden">"What happened?"</label>
            <textarea
                id="composer-body"
                name="body"
                rows="3"
                required
                placeholder="What happened?"
                aria-describedby="composer-help composer-body-error"
                on:keydown=move |event| act::key(&event)

                inner_html=in_text_area(&body)
            ></textarea>
            <p class="error" id="composer-body-error" hidden=move || wrong_body.get().is_empty()>{wrong_body}</p>
            <div class="row">
                <label>
                    <span>"When"</span>
                    <input
                        name="at"
                        value=at
                        placeholder="now"
                        size="14"
                        autocomplete="off"
                        aria-describedby="composer-zone composer-at-error"
                    />
                </label>
                <span class="zone" id="composer-zone">{zone}</span>
                <label>
                    <span>"Kind"</span>
                    <select name="kind">{options.collect_view()}</select>
                </label>
                <button type="submit" class="button primary" disabled=move || busy.get()>"Log"</button>
                <button
                    type="button"
                    class="button js"
                    on:click=move |event| act::preview(&event, state)
                >"Preview"</button>
            </div>
            <p class="error" id="composer-at-error" hidden=move || wrong_at.get().is_empty()>{wrong_at}</p>
            <p class="hint" id="composer-help">
                "When: now, 14:05, 5 min ago, 2026-11-23 14:05."
                <span class="js keys">" Enter logs, Shift and Enter begins a new line."</span>
            </p>
            <div class="preview markdown" hidden=move || preview.get().is_empty() inner_html=preview></div>
        </form>
    }
}

#[derive(Clone, Copy)]
#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "the browser's alone"))]
struct State {
    preview: RwSignal<String>,
    message: RwSignal<String>,
    wrong_body: RwSignal<String>,
    wrong_at: RwSignal<String>,
    busy: RwSignal<bool>,
}

/// What the composer does in the browser.
#[cfg(target_arch = "wasm32")]
mod act {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{
        Event, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
        KeyboardEvent, SubmitEvent,
    };

    use super::State;
    use crate::islands::browser::{self, Answer};

    /// The cursor is already there; on a phone the keyboard would hide the page.
    pub fn begin(focus: bool) {
        let Some(document) = browser::document() else { return };
        let nobody = document.active_element().is_none_or(|active| active.tag_name() == "BODY");
        let body = document.get_element_by_id("composer-body");
        if let Some(body) = body.filter(|_| focus && nobody && browser::matches("(width >= 48rem)"))
        {
            let _ = body.unchecked_into::<HtmlTextAreaElement>().focus();
        }
    }

    pub fn key(event: &KeyboardEvent) {
        // A phone's keyboard has no other key for a new line.
        let plain = !event.shift_key()
            && !event.ctrl_key()
            && !event.alt_key()
            && !event.meta_key()
            && !browser::matches("(pointer: coarse)");
        if event.key() == "Enter" && plain && !event.is_composing() {
            event.prevent_default();
            if let Some(form) = form_of(event) {
                let _ = form.request_submit();
            }
        }
    }

    pub fn submit(event: &SubmitEvent, state: State) {
        let Some(form) = form_of(event) else { return };
        let Some(fields) = browser::fields(&form) else {
            return;
        };
        event.prevent_default();
        if state.busy.get_untracked() {
            return;
        }
        state.busy.set(true);
        let address = form.get_attribute("action").unwrap_or_default();
        spawn_local(async move {
            match browser::post(&address, &fields, "application/json").await {
                Some(answer) if answer.ok() => logged(&form, state).await,
                Some(answer) => refused(&answer, state),
                None => state.message.set(
                    "Not sent: the network did not answer. Your text is still here; press Log again. \
                     It is logged once, however often you press."
                        .to_owned(),
                ),
            }
            state.busy.set(false);
        });
    }

    pub fn preview(event: &impl AsRef<Event>, state: State) {
        let Some(form) = form_of(event) else { return };
        let Some(fields) = browser::fields(&form) else {
            return;
        };
        spawn_local(async move {
            match browser::post("/preview", &fields, "text/html").await {
                Some(answer) if answer.ok() => state.preview.set(answer.text),
                _ => state.message.set("The preview could not be made.".to_owned()),
            }
        });
    }

    async fn logged(form: &HtmlFormElement, state: State) {
        for signal in [state.message, state.wrong_body, state.wrong_at, state.preview] {
            signal.set(String::new());
        }
        if let Some(body) = part::<HtmlTextAreaElement>(form, "body") {
            body.set_value("");
            let _ = body.focus();
        }
        if let Some(at) = part::<HtmlInputElement>(form, "at") {
            at.set_value("");
        }
        if let Some(kind) = part::<HtmlSelectElement>(form, "kind") {
            kind.set_selected_index(0);
        }
        let here = web_sys::window().and_then(|window| {
            let location = window.location();
            Some(location.pathname().ok()? + &location.search().ok()?)
        });
        if let Some(page) = browser::get(&here.unwrap_or_default()).await.filter(Answer::ok) {
            let Some(new) = browser::parsed(&page.text) else { return };
            // The next press is another command: the new page's own.
            let id = browser::first_value(&new, ".composer input[name=command]");
            if let (Some(command), Some(id)) = (part::<HtmlInputElement>(form, "command"), id) {
                command.set_value(&id);
            }
            for part in ["timeline", "order", "head"] {
                browser::replace(&new, part);
            }
            // Somebody may be typing beside the timeline, too.
            if browser::untouched("facts") {
                browser::replace(&new, "facts");
            }
            crate::islands::local_times::again();
        }
    }

    fn refused(answer: &Answer, state: State) {
        let Ok(refusal) = js_sys::JSON::parse(&answer.text) else {
            state.message.set("Not logged: reload the page. Your text is still here.".to_owned());
            return;
        };
        state.message.set(browser::text_of(&refusal, "message").unwrap_or_default());
        let fields =
            js_sys::Reflect::get(&refusal, &JsValue::from_str("fields")).unwrap_or(JsValue::NULL);
        let of = |name: &str| {
            js_sys::Array::from(&fields)
                .iter()
                .find(|field| browser::text_of(field, "field").as_deref() == Some(name))
                .and_then(|field| browser::text_of(&field, "message"))
                .unwrap_or_default()
        };
        state.wrong_body.set(of("body"));
        state.wrong_at.set(of("at"));
    }

    fn form_of(event: &impl AsRef<Event>) -> Option<HtmlFormElement> {
        let target: web_sys::Element = event.as_ref().target()?.dyn_into().ok()?;
        target.closest("form").ok()??.dyn_into().ok()
    }

    fn part<T: JsCast>(form: &HtmlFormElement, name: &str) -> Option<T> {
        form.elements().named_item(name)?.dyn_into().ok()
    }
}

/// On the server nothing happens: the form does it all.
#[cfg(not(target_arch = "wasm32"))]
mod act {
    use leptos::ev::{KeyboardEvent, MouseEvent, SubmitEvent};

    use super::State;

    pub fn key(_event: &KeyboardEvent) {}
    pub fn submit(_event: &SubmitEvent, _state: State) {}
    pub fn preview(_event: &MouseEvent, _state: State) {}
}
