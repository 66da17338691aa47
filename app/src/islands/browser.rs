//! The browser, as far as islands ask for it. On the server there is none.

#[cfg(target_arch = "wasm32")]
pub use inner::*;

#[cfg(target_arch = "wasm32")]
mod inner {
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Document, Element, Event, EventTarget, FormData, HtmlFormElement, HtmlInputElement,
        HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement, NodeList, Request, RequestInit,
        Response, UrlSearchParams,
    };

    /// What one types or chooses in.
    pub const FIELDS: &str = "input:not([type=hidden]), textarea, select";

    pub fn document() -> Option<Document> {
        web_sys::window()?.document()
    }

    /// An answer: its status and its text.
    pub struct Answer {
        pub status: u16,
        pub text: String,
    }

    impl Answer {
        pub fn ok(&self) -> bool {
            (200..300).contains(&self.status)
        }
    }

    /// Sends a form's fields, or all of it, to an address. None where the network failed.
    pub async fn post(address: &str, body: &JsValue, accept: &str) -> Option<Answer> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(body);
        send(address, &init, accept).await
    }

    pub async fn get(address: &str) -> Option<Answer> {
        send(address, &RequestInit::new(), "text/html").await
    }

    pub async fn get_json(address: &str) -> Option<Answer> {
        send(address, &RequestInit::new(), "application/json").await
    }

    async fn send(address: &str, init: &RequestInit, accept: &str) -> Option<Answer> {
        let request = Request::new_with_str_and_init(address, init).ok()?;
        request.headers().set("accept", accept).ok()?;
        let fetched = JsFuture::from(web_sys::window()?.fetch_with_request(&request)).await.ok()?;
        let response: Response = fetched.dyn_into().ok()?;
        let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        Some(Answer { status: response.status(), text })
    }

    /// A form as the browser would send it.
    pub fn fields(form: &HtmlFormElement) -> Option<UrlSearchParams> {
        let data: JsValue = FormData::new_with_form(form).ok()?.into();
        UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
    }

    /// A page that was fetched.
    pub fn parsed(page: &str) -> Option<Document> {
        let parser = web_sys::DomParser::new().ok()?;
        parser.parse_from_string(page, web_sys::SupportedType::TextHtml).ok()
    }

    /// Somebody types in a field of the part, has typed there, presses something, or has been
    /// told what was wrong with what they sent.
    pub fn touched(part: &Element) -> bool {
        let active = document().and_then(|document| document.active_element());
        let types = active.filter(is_field).is_some_and(|active| part.contains(Some(&active)));
        types
            || part.matches(":active").unwrap_or(false)
            || !inside(part, ".error:not([hidden])").is_empty()
            || inside(part, FIELDS).iter().any(is_typed)
    }

    pub fn is_field(element: &Element) -> bool {
        element.matches(FIELDS).unwrap_or(false)
    }

    /// A field that does not say any more what the server wrote into it.
    pub fn is_typed(field: &Element) -> bool {
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            return match input.type_().as_str() {
                "checkbox" | "radio" => input.checked() != input.default_checked(),
                _ => input.value() != input.default_value(),
            };
        }
        if let Some(text) = field.dyn_ref::<HtmlTextAreaElement>() {
            return text.default_value().is_ok_and(|written| written != text.value());
        }
        field.dyn_ref::<HtmlSelectElement>().is_some_and(is_chosen)
    }

    /// Where no option says that it is the chosen one, it is the first.
    fn is_chosen(select: &HtmlSelectElement) -> bool {
        let options = inside(select, "option");
        let by_default = |option: &Element| {
            option.dyn_ref::<HtmlOptionElement>().is_some_and(HtmlOptionElement::default_selected)
        };
        let default = options.iter().position(by_default).unwrap_or(0);
        !options.is_empty() && usize::try_from(select.selected_index()) != Ok(default)
    }

    pub fn by_id(id: &str) -> Option<Element> {
        document()?.get_element_by_id(id)
    }

    pub fn is_hidden() -> bool {
        document().is_some_and(|document| document.hidden())
    }

    /// A new element that says this.
    pub fn element(tag: &str, class: &str, text: &str) -> Option<Element> {
        let element = document()?.create_element(tag).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    }

    pub fn append(to: &Element, what: Option<Element>) {
        if let Some(what) = what {
            let _ = to.append_child(&what);
        }
    }

    /// Says it there; nothing is seen of what says nothing.
    pub fn say_in(element: &Element, text: &str) {
        element.set_text_content(Some(text));
        let _ = element.toggle_attribute_with_force("hidden", text.is_empty());
    }

    /// Islands that came into the page later wake as the others did.
    pub fn wake_islands() {
        let asleep = !all("leptos-island:not([data-awake])").is_empty();
        if let (true, Some(document), Ok(event)) = (asleep, document(), Event::new("nofault:new")) {
            let _ = document.dispatch_event(&event);
        }
    }

    /// As long as the page lives.
    pub fn listen(target: &EventTarget, name: &str, run: impl Fn(Event) + 'static) {
        let run = Closure::<dyn Fn(Event)>::new(run);
        let _ = target.add_event_listener_with_callback(name, run.as_ref().unchecked_ref());
        run.forget();
    }

    /// Once, after so many milliseconds.
    pub fn later(milliseconds: i32, run: impl FnOnce() + 'static) {
        let run = Closure::once_into_js(run);
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                run.unchecked_ref(),
                milliseconds,
            );
        }
    }

    /// Again and again, after so many milliseconds, as long as the page lives.
    pub fn every(milliseconds: i32, run: impl Fn() + 'static) {
        let run = Closure::<dyn Fn()>::new(run);
        if let Some(window) = web_sys::window() {
            let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
                run.as_ref().unchecked_ref(),
                milliseconds,
            );
        }
        run.forget();
    }

    /// The browser's own time zone.
    pub fn own_zone() -> Option<String> {
        let format =
            js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
        text_of(&format.resolved_options(), "timeZone")
    }

    /// Whether a media query holds.
    pub fn matches(query: &str) -> bool {
        let found = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
        found.is_some_and(|found| found.matches())
    }

    pub fn all(selector: &str) -> Vec<Element> {
        document().map_or_else(Vec::new, |document| of(&document, selector))
    }

    pub fn first(selector: &str) -> Option<Element> {
        document()?.query_selector(selector).ok()?
    }

    /// All that a selector finds in a page.
    pub fn of(page: &Document, selector: &str) -> Vec<Element> {
        page.query_selector_all(selector).map(elements).unwrap_or_default()
    }

    /// All that a selector finds inside an element.
    pub fn inside(element: &Element, selector: &str) -> Vec<Element> {
        element.query_selector_all(selector).map(elements).unwrap_or_default()
    }

    fn elements(found: NodeList) -> Vec<Element> {
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
    }

    /// A property of an object that was parsed from JSON, as text.
    pub fn text_of(value: &JsValue, name: &str) -> Option<String> {
        js_sys::Reflect::get(value, &JsValue::from_str(name)).ok()?.as_string()
    }

    /// A property of an object, as yes or no.
    pub fn flag_of(value: &JsValue, name: &str) -> bool {
        js_sys::Reflect::get(value, &JsValue::from_str(name)).is_ok_and(|flag| flag.is_truthy())
    }
}
