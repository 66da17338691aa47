//! The cdylib that hydrates the islands; everything it shows lives in `nofault_app`.

use nofault_app as _;

/// Called by the page once the wasm is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
