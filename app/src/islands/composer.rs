//! The composer of timeline entries: Enter logs, what is logged waits in a queue until
//! the server has it, a slash begins a command, a preview is asked from the server.
//! Without it, it is a form.

#[cfg(target_arch = "wasm32")]
mod act;
#[cfg(any(test, target_arch = "wasm32"))]
mod complete;
#[cfg(any(test, target_arch = "wasm32"))]
mod page_of;
#[cfg(target_arch = "wasm32")]
mod take_back;
#[cfg(target_arch = "wasm32")]
mod typing;
#[cfg(target_arch = "wasm32")]
mod waiting;

use leptos::prelude::*;

/// Wakes `form.composer`, whose `data-writer` says whose entries wait in this browser,
/// `data-zone` in which zone their times are shown, `data-slash` what a slash may begin (a
/// line for each, with what it does behind a tab; blank where a slash is a letter like any
/// other), and `data-focus` that the cursor is in it from the start.
#[island]
pub fn Composer() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    act::begin();
}
