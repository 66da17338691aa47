//! How long something lasted, as people read it.

use leptos::prelude::*;

/// The text; where that leaves minutes out, they stand in its title.
pub fn length(text: String, exactly: Option<String>) -> AnyView {
    match exactly {
        None => text.into_any(),
        Some(title) => view! { <span title=title>{text}</span> }.into_any(),
    }
}
