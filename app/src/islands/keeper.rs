//! What runs on every page of somebody who is signed in: drafts are kept, what waits is
//! sent, single keys do something. Without it, nothing is missing but that.

use leptos::prelude::*;

/// Begins with what the page says of itself: `data-person` (whose drafts and whose queue, as
/// others use the same browser), and with `.times` the zone and whether keys do something.
#[island]
pub fn Keeper() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    begin();
}

#[cfg(target_arch = "wasm32")]
fn begin() {
    use super::browser;

    let of = |selector: &str, name: &str| browser::first(selector)?.get_attribute(name);
    let person = of("[data-person]", "data-person").unwrap_or_default();
    super::drafts::begin(&person, &of(".times", "data-zone").unwrap_or_default());
    super::queue::begin(&person);
    if of(".times", "data-keys").is_some() {
        super::keys::begin();
    }
}
