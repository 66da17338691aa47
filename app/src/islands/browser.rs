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

    /// Puts the parts of these ids as they stand in `page` in the place of this document's.
    pub fn replace_parts(page: &str, ids: &[&str]) -> Option<()> {
        let parser = web_sys::DomParser::new().ok()?;
        let new = parser.parse_from_string(page, web_sys::SupportedType::TextHtml).ok()?;
        let old = document()?;
        for id in ids {
            if let (Some(new), Some(old)) = (new.get_element_by_id(id), old.get_element_by_id(id)) {
                old.replace_with_with_node_1(&new).ok()?;
            }
        }
        Some(())
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
