//! The sections of a long text, to jump to.

use leptos::prelude::*;

/// Fewer are seen at a glance.
const FEWEST: usize = 4;

/// Each by its key and title.
pub fn contents(sections: &[(String, String)]) -> AnyView {
    if sections.len() < FEWEST {
        return ().into_any();
    }
    let one = |(key, title): &(String, String)| {
        let (href, title) = (format!("#{key}"), title.clone());
        view! { <li><a href=href>{title}</a></li> }
    };
    let list: Vec<_> = sections.iter().map(one).collect();
    view! {
        <nav class="contents" aria-label="Sections">
            <ol>{list}<li><a href="#actions">"Actions"</a></li></ol>
        </nav>
    }
    .into_any()
}
