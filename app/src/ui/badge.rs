//! Severity, status and kind at a glance; readable without colour.

use leptos::prelude::*;
use nofault_domain::action::ActionState;
use nofault_domain::incident::Kind;
use nofault_domain::severity::Severity;
use nofault_domain::status::Status;
use nofault_domain::word::Word;

/// SEV1 to SEV5 with as many of the rising bars filled as it is bad.
#[component]
pub fn SeverityBadge(severity: Option<Severity>) -> AnyView {
    match severity {
        None => view! { <span class="sev none">"No severity"</span> }.into_any(),
        Some(severity) => {
            let bars = (0..5).map(|bar| {
                let (x, height) = (bar * 5, 2 + bar * 2);
                let filled = i64::from(bar) < 6 - severity.level();
                view! { <rect x=x y={10 - height} width="3.5" height=height class=if filled { "on" } else { "off" } /> }
            });
            view! {
                <span class=format!("sev {}", severity.key())>
                    <svg viewBox="0 0 24 10" width="24" height="10" aria-hidden="true">{bars.collect_view()}</svg>
                    {severity.label()}
                </span>
            }
            .into_any()
        }
    }
}

#[component]
pub fn StatusBadge(status: Status) -> AnyView {
    let open = if status.is_open() { "open" } else { "ended" };
    view! { <span class=format!("status {} {open}", status.key())>{status.label()}</span> }
        .into_any()
}

#[component]
pub fn ActionBadge(state: ActionState) -> AnyView {
    let ended = if state.is_ended() { " ended" } else { "" };
    view! { <span class=format!("status {}{ended}", state.key())>{state.label()}</span> }.into_any()
}

/// Only where it is not an ordinary incident.
#[component]
pub fn KindBadge(kind: Kind) -> AnyView {
    (kind != Kind::Incident).then(|| view! { <span class="kind">{kind.label()}</span> }).into_any()
}
