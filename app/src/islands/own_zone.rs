//! The browser's zone, put into an empty field for one. Without it, it is typed.

use leptos::prelude::*;

#[island]
pub fn OwnZone() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    fill();
}

#[cfg(target_arch = "wasm32")]
fn fill() {
    use wasm_bindgen::JsCast;

    use super::browser;

    let Some(own) = browser::own_zone() else { return };
    for field in browser::all("input[name=zone]:not([type=hidden])") {
        let field: web_sys::HtmlInputElement = field.unchecked_into();
        if field.value().is_empty() {
            field.set_value(&own);
        }
    }
}
