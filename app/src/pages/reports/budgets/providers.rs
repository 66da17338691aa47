//! What providers promised, and what they did.

use leptos::prelude::*;

use crate::pages::service::{LAID, laid, observed, promised};
use crate::report::providers::Provider;

pub(super) fn of_providers(providers: &[Provider]) -> AnyView {
    if providers.is_empty() {
        return ().into_any();
    }
    let row = |one: &Provider| {
        let needed: Vec<_> = one.needed_by.iter().map(|one| one.name.as_str()).collect();
        let needed = if needed.is_empty() { "Nothing".to_owned() } else { needed.join(", ") };
        view! {
            <tr>
                <th scope="row"><a href=one.service.address()>{one.service.name.clone()}</a></th>
                <td>{promised(one)}</td>
                <td>{observed(one)}</td>
                <td>{laid(one)}</td>
                <td>{needed}</td>
            </tr>
        }
    };
    let rows: Vec<_> = providers.iter().map(row).collect();
    view! {
        <section id="providers">
            <h2>"Providers"</h2>
            <p class="hint">"What is run by somebody else. What needs it can be there no more than it is. "{LAID}</p>
            <div class="table" role="region" aria-label="Providers" tabindex="0">
                <table class="figures each">
                    <thead>
                        <tr>
                            <th scope="col">"Provider"</th>
                            <th scope="col">"Promised"</th>
                            <th scope="col">"Observed"</th>
                            <th scope="col">"Incidents that it had a part in"</th>
                            <th scope="col">"Needed by"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
