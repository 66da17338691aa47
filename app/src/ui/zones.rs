//! The zones that a field suggests.

use std::sync::LazyLock;

use leptos::prelude::*;
use nofault_domain::zone::Zone;

/// For fields with `list="zones"`; once on a page.
#[component]
pub fn ZoneList() -> AnyView {
    let zones: Vec<_> =
        NAMES.iter().map(|zone| view! { <option value=zone.as_str()></option> }).collect();
    view! { <datalist id="zones">{zones}</datalist> }.into_any()
}

/// Each of the names is tried once, which takes a moment.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(Zone::names);
