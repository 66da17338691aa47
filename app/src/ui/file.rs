//! A file to choose.

use leptos::prelude::*;

/// A page has one at most.
#[component]
pub fn FileField(
    #[prop(into)] label: String,
    /// Endings and types, as the browser's own attribute has them.
    accept: &'static str,
    hint: &'static str,
    /// Why the file was not taken.
    error: Option<String>,
    #[prop(optional)] required: bool,
) -> AnyView {
    let invalid = error.is_some().then_some("true");
    let described = if error.is_some() { "file-hint file-error" } else { "file-hint" };
    view! {
        <div class="field">
            <label for="file">{label}{(!required).then(|| view! { <span class="optional">" optional"</span> })}</label>
            <input
                type="file"
                id="file"
                name="file"
                accept=accept
                required=required
                aria-invalid=invalid
                aria-describedby=described
            />
            <p class="hint" id="file-hint">{hint}</p>
            {error.map(|error| view! { <p class="error" id="file-error" role="alert">{error}</p> })}
        </div>
    }
    .into_any()
}
