//! What the composer does in the browser.

use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, FormData, HtmlButtonElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement,
};

use super::take_back::{self, TakesBack};
use super::{typing, waiting};
use crate::islands::{browser, dom, drafts, live, queue};

/// Files are large and lines slow; in seconds.
const PATIENCE: u32 = 100;

/// The cursor is already there; on a phone the keyboard would hide the page.
pub fn begin() {
    let Some((form, body)) = composer() else { return };
    let nobody = browser::document()
        .and_then(|document| document.active_element())
        .is_none_or(|active| active.tag_name() == "BODY");
    if form.has_attribute("data-focus") && nobody && browser::matches("(width >= 48rem)") {
        let _ = body.focus();
    }
    typing::begin(&form, &body);
    browser::listen(&form, "submit", |event| submit(&event));
    if let Some(look) = browser::by_id("composer-look") {
        browser::listen(&look, "click", |_| preview());
    }
    waiting::begin();
    queue::begin(&told("data-writer"));
    queue::show(TakesBack);
}

pub fn composer() -> Option<(HtmlFormElement, HtmlTextAreaElement)> {
    let form: HtmlFormElement = dom::first("form.composer")?.dyn_into().ok()?;
    let body = take_back::part(&form, "body")?;
    Some((form, body))
}

/// What the page told the composer.
pub fn told(name: &str) -> String {
    composer().and_then(|(form, _)| form.get_attribute(name)).unwrap_or_default()
}

/// Says what was wrong, and where.
pub fn explain(message: &str, at: impl Fn(&str) -> String) {
    say("summary", message);
    say("body-error", &at("body"));
    say("at-error", &at("at"));
}

fn say(part: &str, text: &str) {
    if let Some(element) = browser::by_id(&format!("composer-{part}")) {
        browser::say_in(&element, text);
    }
}

/// The text leaves the composer for the queue. What holds a file, or what this browser
/// cannot keep, stays until the server has it.
fn submit(event: &Event) {
    let Some((form, _)) = composer() else { return };
    let Some(fields) = dom::texts(&form) else { return };
    event.prevent_default();
    if dom::has_file(&form) {
        return send(form);
    }
    if fields.get("body").unwrap_or_default().trim().is_empty() {
        return;
    }
    let (id, writer) = (dom::new_id(), told("data-writer"));
    fields.set("command", &id);
    fields.set("writer", &writer);
    let text: String = fields.to_string().into();
    if !id.is_empty() && queue::add(&writer, &told("action"), &id, &text) {
        clear(&form);
    } else {
        send(form);
    }
}

fn preview() {
    let Some(fields) = composer().and_then(|(form, _)| dom::texts(&form)) else { return };
    spawn_local(async move {
        match browser::post("/preview", &fields, "text/html").await {
            Some(answer) if answer.ok() => look(&answer.text),
            _ => say("summary", "The preview could not be made."),
        }
    });
}

/// The server's own HTML, as it stands in its pages.
fn look(html: &str) {
    if let Some(preview) = browser::by_id("composer-preview") {
        preview.set_inner_html(html);
        let _ = preview.toggle_attribute_with_force("hidden", html.is_empty());
    }
}

/// Sends the form as it is, under the id that it has until the server took it.
fn send(form: HtmlFormElement) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let Some(button) = form.query_selector("[type=submit]").ok().flatten() else { return };
    let button: HtmlButtonElement = button.unchecked_into();
    if button.disabled() {
        return;
    }
    button.set_disabled(true);
    let multipart = form.enctype() == "multipart/form-data";
    let body: JsValue = match browser::fields(&form) {
        Some(fields) if !multipart => fields.into(),
        _ => data.into(),
    };
    let address = told("action");
    spawn_local(async move {
        match dom::post(&address, &body, PATIENCE).await {
            Some(answer) if answer.ok() => {
                clear(&form);
                if let Some(command) = take_back::part::<HtmlInputElement>(&form, "command") {
                    command.set_value(&dom::new_id());
                }
                live::now();
            }
            Some(answer) => match js_sys::JSON::parse(&answer.text) {
                Ok(said) => {
                    let message = browser::text_of(&said, "message").unwrap_or_default();
                    explain(&message, |name| dom::message_at(&said, name));
                }
                Err(_) => say("summary", "Not logged. Your text is still here."),
            },
            None => say(
                "summary",
                "Not sent: the network did not answer. Your text is still here; press Log again. \
                 It is logged once, however often you press.",
            ),
        }
        button.set_disabled(false);
    });
}

/// Ready for the next.
fn clear(form: &HtmlFormElement) {
    drafts::forget(form);
    explain("", |_| String::new());
    look("");
    if let Some(body) = take_back::part::<HtmlTextAreaElement>(form, "body") {
        body.set_value("");
        let _ = body.focus();
        // Whoever says what is written here.
        dom::typed(&body);
    }
    for field in browser::all(".composer input:not([type=hidden])") {
        let field: HtmlInputElement = field.unchecked_into();
        match field.type_().as_str() {
            "checkbox" => field.set_checked(false),
            _ => field.set_value(""),
        }
        // Whoever lists the chosen files.
        let _ = field.dispatch_event(&Event::new("change").unwrap_or_else(JsCast::unchecked_into));
    }
    if let Some(kind) = take_back::part::<HtmlSelectElement>(form, "kind") {
        kind.set_selected_index(0);
    }
}
