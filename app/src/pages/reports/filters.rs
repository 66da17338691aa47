//! What reports by period are asked for: forms that ask by their address.

use leptos::prelude::*;
use nofault_domain::period::{By, Period};
use nofault_domain::report::periods::PeriodsAsked;
use nofault_domain::word::Word;

use crate::ui::{Check, Choice, Pick, words};

/// The whole form, for a report that asks for nothing else. `example` is a period.
pub fn filters(
    path: &'static str,
    asked: &PeriodsAsked,
    services: &[String],
    example: &'static str,
) -> AnyView {
    view! {
        <form method="get" action=path class="filters" aria-label="What is counted">
            <Pick name="by" label="By" value=asked.by.key() choices=words(By::ALL) />
            {service(asked.service.as_deref(), services)}
            {between(asked.from, asked.to, [example, "2026"])}
            <Check name="private" value="1" label="With private ones that you may see" checked=asked.private />
            <div class="buttons"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}

/// One of these, or any.
pub fn service(asked: Option<&str>, services: &[String]) -> AnyView {
    let choice = |name: &String| Choice { value: name.clone(), label: name.clone(), group: None };
    let services: Vec<_> = services.iter().map(choice).collect();
    let value = asked.unwrap_or_default().to_owned();
    view! { <Pick name="service" label="Service" none="Any service" value=value choices=services /> }
        .into_any()
}

/// The first period and the last, both whole.
pub fn between(from: Option<Period>, to: Option<Period>, examples: [&'static str; 2]) -> AnyView {
    let period = |period: Option<Period>| period.map_or_else(String::new, |one| one.to_string());
    let [first, last] = examples;
    view! {
        <label><span>"From period"</span><input type="text" name="from" value=period(from) size="8" placeholder=first /></label>
        <label><span>"To period"</span><input type="text" name="to" value=period(to) size="8" placeholder=last /></label>
    }
    .into_any()
}
