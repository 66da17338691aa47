//! An incident in one line, in a list of something else.

use leptos::prelude::*;
use nofault_store::incident::{Brief, address};

use crate::ui::{KindBadge, SeverityBadge, StatusBadge, Time};

pub fn brief(one: &Brief) -> AnyView {
    view! {
        <a href=address(one.number)>{format!("{} {}", one.number, one.title)}</a>
        <span class="about">
            <SeverityBadge severity=one.severity />" "
            <StatusBadge status=one.status />" "
            <KindBadge kind=one.kind />
            {one.private.then(|| view! { <span class="private">"Private"</span> })}
            " "<Time at=one.at />
        </span>
    }
    .into_any()
}
