//! The live incident page: what others do appears without a reload, and one sees who is
//! there. Without it, the page says of when it is and offers a refresh.

#[cfg(target_arch = "wasm32")]
mod anchor;
#[cfg(target_arch = "wasm32")]
mod changes;
#[cfg(target_arch = "wasm32")]
mod entries;
#[cfg(target_arch = "wasm32")]
mod lock;
#[cfg(any(test, target_arch = "wasm32"))]
mod pace;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod part;
#[cfg(target_arch = "wasm32")]
mod presence;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod stream;
#[cfg(any(test, target_arch = "wasm32"))]
mod words;

use leptos::prelude::*;

/// Wakes what `watching` wrote: `#live`, with the incident's `data-address`, the newest event
/// when the page was read (`data-event`; none on a page that does not change by itself), what
/// such a page edits (`data-subject`), where another page of the incident stands that changes by
/// itself (`data-own`: its parts are taken from itself), and the zone of its times.
#[island]
pub fn Live() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    if let Some(live) = super::browser::by_id("live") {
        let event = live.get_attribute("data-event").and_then(|event| event.parse().ok());
        let address = live.get_attribute("data-address").unwrap_or_default();
        let zone = live.get_attribute("data-zone").unwrap_or_default();
        let of = |name: &str| live.get_attribute(name);
        page::begin(page::Page::new(address, event, of("data-subject"), of("data-own"), zone));
    }
}

/// Asks for what changed at once, such as after this browser logged an entry. On the
/// server, and on a page without the stream, it does nothing.
pub fn now() {
    #[cfg(target_arch = "wasm32")]
    changes::now();
}
