//! The document, its events and what the browser stores, as drafts, keys and the queue
//! need them.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Element, Event, EventInit, EventTarget, HtmlElement, HtmlFormElement,
    HtmlInputElement, KeyboardEvent, Request, RequestInit, Response, Storage, UrlSearchParams,
};

use super::browser::{self, Answer};

/// Posts a form's fields or files for an island's answer. None where the network failed, or
/// did not answer within so many seconds.
pub async fn post(address: &str, body: &JsValue, seconds: u32) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(seconds * 1000)));
    let request = Request::new_with_str_and_init(address, &init).ok()?;
    request.headers().set("accept", "application/json").ok()?;
    let fetched = JsFuture::from(web_sys::window()?.fetch_with_request(&request)).await.ok()?;
    let response: Response = fetched.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Answer { status: response.status(), text })
}

/// What a refusal (as JSON) says at a field; blank where it says nothing there.
pub fn message_at(refusal: &JsValue, name: &str) -> String {
    let fields =
        js_sys::Reflect::get(refusal, &JsValue::from_str("fields")).unwrap_or(JsValue::NULL);
    js_sys::Array::from(&fields)
        .iter()
        .find(|field| browser::text_of(field, "field").as_deref() == Some(name))
        .and_then(|field| browser::text_of(&field, "message"))
        .unwrap_or_default()
}

/// A form's fields, without its files.
pub fn texts(form: &HtmlFormElement) -> Option<UrlSearchParams> {
    let fields = browser::fields(form)?;
    for name in file_fields(form).into_iter().filter_map(|field| field.get_attribute("name")) {
        fields.delete(&name);
    }
    Some(fields)
}

/// Whether a file is chosen in it.
pub fn has_file(form: &HtmlFormElement) -> bool {
    file_fields(form)
        .into_iter()
        .any(|field| !field.unchecked_into::<HtmlInputElement>().value().is_empty())
}

fn file_fields(form: &HtmlFormElement) -> Vec<Element> {
    let Ok(found) = form.query_selector_all("input[type=file]") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// A random id, in contexts that are not secure, too. Blank where the browser has no chance.
pub fn new_id() -> String {
    let mut bytes = [0_u8; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        return String::new();
    }
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::new();
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            id.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    id
}

/// For as long as the page lives.
pub fn listen_on<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &str,
    act: impl Fn(E) + 'static,
) {
    let heard = Closure::<dyn Fn(E)>::new(act);
    let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

pub fn listen<E: FromWasmAbi + 'static>(name: &str, act: impl Fn(E) + 'static) {
    if let Some(document) = browser::document() {
        listen_on(&document, name, act);
    }
}

pub fn listen_window<E: FromWasmAbi + 'static>(name: &str, act: impl Fn(E) + 'static) {
    if let Some(window) = web_sys::window() {
        listen_on(&window, name, act);
    }
}

/// What an event happened in.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

pub fn first(selector: &str) -> Option<HtmlElement> {
    browser::document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Whether a key was pressed alone, and not to write a letter.
pub fn is_single(event: &KeyboardEvent) -> bool {
    const WRITING: &str = "input, textarea, select, [contenteditable], dialog[open] *";
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    !modified && !event.is_composing() && closest(event, WRITING).is_none()
}

/// What a text area holds; blank for anything else.
pub fn value(field: &Element) -> String {
    let area = field.dyn_ref::<web_sys::HtmlTextAreaElement>();
    area.map(web_sys::HtmlTextAreaElement::value).unwrap_or_default()
}

/// Tells whoever listens that the field's text is another one.
pub fn typed(field: &HtmlElement) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}

pub fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

pub fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Keys that begin so, in their order, and what is stored there, for good.
pub fn stored(beginning: &str) -> Vec<(String, String)> {
    let Some(storage) = local_storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
    sorted(keys.filter(|key| key.starts_with(beginning)))
        .filter_map(|key| Some((key.clone(), storage.get_item(&key).ok()??)))
        .collect()
}

/// By the browser's own sort: Rust's would weigh as much as a whole island.
pub fn sorted(texts: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let sorted = js_sys::Array::new();
    for text in texts {
        sorted.push(&text.into());
    }
    sorted.sort().into_iter().filter_map(|text| text.as_string())
}

/// Now, in whole milliseconds since 1970. Numbers with a fraction are not written nor read
/// as text here: Rust's way to do that weighs as much as a whole island.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// Milliseconds since 1970 as RFC 3339, to the second.
pub fn iso(millis: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(millis as f64));
    let text: String = date.to_iso_string().into();
    format!("{}Z", text.split('.').next().unwrap_or_default())
}

/// This page's address, without its fragment.
pub fn here() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    href.unwrap_or_default().split('#').next().unwrap_or_default().to_owned()
}

/// Whether a redirect of ours led to this page.
pub fn was_redirected() -> bool {
    let entries = web_sys::window()
        .and_then(|window| window.performance())
        .map(|performance| performance.get_entries_by_type("navigation"));
    let count = entries.and_then(|entries| {
        js_sys::Reflect::get(&entries.get(0), &JsValue::from_str("redirectCount")).ok()?.as_f64()
    });
    count.is_some_and(|count| count > 0.0)
}
