//! A table of rows under headings.

use leptos::prelude::*;

use super::unbroken;

/// The headings of a table's columns: texts unless said.
#[derive(Debug, Clone, Default)]
pub struct Heads(Vec<(String, bool)>);

impl Heads {
    #[must_use]
    pub fn of<S: Into<String>>(texts: impl IntoIterator<Item = S>) -> Self {
        Self::default().texts(texts)
    }

    #[must_use]
    pub fn texts<S: Into<String>>(self, heads: impl IntoIterator<Item = S>) -> Self {
        self.with(heads, false)
    }

    /// Columns of numbers stand at the right.
    #[must_use]
    pub fn numbers<S: Into<String>>(self, heads: impl IntoIterator<Item = S>) -> Self {
        self.with(heads, true)
    }

    fn with<S: Into<String>>(
        mut self,
        heads: impl IntoIterator<Item = S>,
        are_numbers: bool,
    ) -> Self {
        self.0.extend(heads.into_iter().map(|head| (head.into(), are_numbers)));
        self
    }
}

impl<const N: usize> From<[&'static str; N]> for Heads {
    fn from(texts: [&'static str; N]) -> Self {
        Self::of(texts)
    }
}

/// Rows under headings. Where it is wider than the page it scrolls by itself.
#[component]
pub fn Table(
    /// What it is called where its caption is not seen.
    #[prop(into)]
    label: String,
    #[prop(optional, into)] caption: Option<String>,
    /// How its columns are set: `figures`, `each`, `actions`.
    #[prop(optional)]
    class: &'static str,
    #[prop(into)] heads: Heads,
    /// The rows.
    children: Children,
) -> AnyView {
    let class = (!class.is_empty()).then_some(class);
    let head = |(head, is_number): (String, bool)| {
        view! { <th scope="col" class=is_number.then_some("number")>{unbroken(&head)}</th> }
    };
    let heads: Vec<_> = heads.0.into_iter().map(head).collect();
    view! {
        <div class="table" role="region" aria-label=label tabindex="0">
            <table class=class>
                {caption.map(|caption| view! { <caption>{caption}</caption> })}
                <thead><tr>{heads}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
