//! A box to tick.

use leptos::prelude::*;

/// Ticked, it sends `value`; else nothing.
#[component]
pub fn Check(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "on".to_owned(), into)] value: String,
    checked: bool,
) -> AnyView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=checked />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
