//! The traces of removed text.

use leptos::prelude::*;
use nofault_store::timeline::RedactionTrace;

use crate::ui::Time;

/// Who removed text, when and why.
pub(super) fn section(traces: &[RedactionTrace]) -> AnyView {
    let one = |trace: &RedactionTrace| {
        let by = trace.by.clone().unwrap_or_else(|| "the operator".to_owned());
        let what = match (trace.entry, trace.places) {
            (Some(entry), _) => format!("the text of {entry}"),
            (None, 1) => "text in 1 place".to_owned(),
            (None, places) => format!("text in {places} places"),
        };
        view! { <li>{by}" removed "{what}", "<Time at=trace.at />": "{trace.reason.clone()}</li> }
    };
    let list: Vec<_> = traces.iter().map(one).collect();
    (!list.is_empty())
        .then(|| {
            view! {
                <h2 id="redactions">"Redactions"</h2>
                <ul class="redactions">{list}</ul>
            }
        })
        .into_any()
}
