//! The browser, as far as islands ask for it. On the server there is none.

#[cfg(target_arch = "wasm32")]
pub use inner::*;

#[cfg(target_arch = "wasm32")]
mod inner {
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Document, Element, FormData, HtmlFormElement, Request, RequestInit, Response,
        UrlSearchParams,
    };

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

    /// Sends a form's fields to an address. None where the network failed.
    pub async fn post(address: &str, fields: &UrlSearchParams, accept: &str) -> Option<Answer> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(fields.as_ref());
        send(address, &init, accept).await
    }

    pub async fn get(address: &str) -> Option<Answer> {
        send(address, &RequestInit::new(), "text/html").await
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

    /// Puts the part of this id as it stands in `new` in the place of this document's.
    pub fn replace(new: &Document, id: &str) {
        if let (Some(new), Some(old)) =
            (new.get_element_by_id(id), document().and_then(|old| old.get_element_by_id(id)))
        {
            let _ = old.replace_with_with_node_1(&new);
        }
    }

    /// The value of the first field that a selector finds.
    pub fn first_value(page: &Document, selector: &str) -> Option<String> {
        page.query_selector(selector).ok()??.get_attribute("value")
    }

    /// Nobody has typed into or is in a field of the part of this id.
    pub fn untouched(id: &str) -> bool {
        let is_in = document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| active.closest(&format!("#{id}")).ok().flatten().is_some());
        let typed = all(&format!("#{id} input:not([type=hidden])")).into_iter().any(|field| {
            let field: web_sys::HtmlInputElement = field.unchecked_into();
            field.value() != field.default_value()
        });
        let open = !all(&format!("#{id} details[open]")).is_empty();
        !(is_in || typed || open)
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
        let Some(found) =
            document().and_then(|document| document.query_selector_all(selector).ok())
        else {
            return Vec::new();
        };
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
    }

    /// A property of an object that was parsed from JSON, as text.
    pub fn text_of(value: &JsValue, name: &str) -> Option<String> {
        js_sys::Reflect::get(value, &JsValue::from_str(name)).ok()?.as_string()
    }
}
