//! The zones that a field suggests.

use leptos::prelude::*;
use nofault_domain::zone::Zone;

/// For fields with `list="zones"`; once on a page.
#[component]
pub fn ZoneList() -> AnyView {
    let zones: Vec<_> =
        Zone::names().into_iter().map(|zone| view! { <option value=zone></option> }).collect();
    view! { <datalist id="zones">{zones}</datalist> }.into_any()
}
