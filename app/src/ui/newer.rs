//! Somebody was faster: what they saved, beside what was typed.

use leptos::prelude::*;

use crate::here::Form;

/// Shown only on a conflict, so that the person decides which of both stays.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component’s properties are owned")]
pub fn Newer(
    form: Form,
    /// Each field's label and what is saved now.
    saved: Vec<(&'static str, String)>,
) -> AnyView {
    let pairs = move || {
        let pairs: Vec<_> = saved
            .into_iter()
            .map(|(label, text)| view! { <div><dt>{label}</dt><dd>{text}</dd></div> })
            .collect();
        view! {
            <div class="newer">
                <p>"Saved meanwhile. Send your text again to replace it, or change it first."</p>
                <dl class="pairs">{pairs}</dl>
            </div>
        }
    };
    form.is_conflict().then(pairs).into_any()
}
