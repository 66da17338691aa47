//! A moment: in the reader's zone, with UTC one key away.

use leptos::prelude::*;
use nofault_domain::instant::Instant;
use nofault_domain::moment;

use crate::here::Here;

/// `text` where it says more than the instant, such as its precision.
#[component]
pub fn Time(at: Instant, #[prop(optional, into)] text: Option<String>) -> AnyView {
    let here = Here::now();
    let text = text.unwrap_or_else(|| moment::show(at, &here.zone));
    view! { <time datetime=at.rfc3339()>{text}</time> }.into_any()
}
